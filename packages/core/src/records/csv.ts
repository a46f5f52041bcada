/**
 * One field of CSV (RFC 4180), safe to open in a spreadsheet: a text that would be read as a formula, because it begins
 * with `=`, `+`, `-`, `@`, a tab or a line break, also behind spaces or in full width, gets an apostrophe before it.
 * A telephone number, `+` and nothing but digits, is no formula and stays as it is.
 */
export function csvField(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = isFormula(value) ? `'${value}` : value;
  return /[",\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const isFormula = (text: string) =>
  /^[\t\r\n]|^[\s\p{Cf}\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u.test(text) && !/^\+\d{3,20}$/.test(text);

/** A line with the line break that RFC 4180 asks for. */
export const csvLine = (fields: readonly (string | number | undefined)[]): string =>
  `${fields.map(csvField).join(',')}\r\n`;
