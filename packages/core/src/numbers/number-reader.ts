import type { CountryCode } from 'libphonenumber-js/min';

/** Reads a number in a text: its E.164 form, or `undefined` when it is no number of any country. */
export type NumberReader = (written: string) => string | undefined;

/**
 * Loads the numbering plans of all countries (a chunk of its own).
 * @param country where numbers without a country code belong, ISO 3166-1 alpha-2 such as `US`; without it they are none
 */
export async function loadNumberReader(country?: string): Promise<NumberReader> {
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/min');
  const options = { extract: false, ...(country !== undefined && { defaultCountry: country as CountryCode }) };
  return (written) => {
    const number = parsePhoneNumberFromString(written, options);
    return number?.isValid() ? number.number : undefined;
  };
}
