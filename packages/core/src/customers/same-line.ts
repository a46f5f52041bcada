import { digitsOf } from '../records/search-words.js';

const lineDigits = 9;

/** Whether two numbers are the same line: the same digits, or one has a country code before at least nine of the other. */
export function sameLine(a: string, b: string): boolean {
  const [one, other] = [digitsOf(a).replace(/^0+/, ''), digitsOf(b).replace(/^0+/, '')];
  if (one === '' || other === '') return a === b;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short === long || (short.length >= lineDigits && long.endsWith(short));
}

/** What all spellings of a line have in common: an index finds candidates by it, `sameLine` decides. */
export const lineKey = (number: string): string => {
  const digits = digitsOf(number).replace(/^0+/, '');
  return digits === '' ? number : digits.slice(-lineDigits);
};
