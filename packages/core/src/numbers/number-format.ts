/** Shows a number the way people in its country write it, such as `+1 202 555 0100`. */
export type NumberFormat = (number: string) => string;

/**
 * Loads the grouping rules of all countries (a chunk of its own, fetched on first use).
 * What is not a full international number comes back as it is, and so does everything
 * when the chunk cannot be loaded: a number is never hidden for want of beauty.
 */
export async function loadNumberFormat(): Promise<NumberFormat> {
  try {
    const { parsePhoneNumberFromString } = await import('libphonenumber-js/min');
    return (number) =>
      number.startsWith('+') ? (parsePhoneNumberFromString(number)?.formatInternational() ?? number) : number;
  } catch {
    return (number) => number;
  }
}
