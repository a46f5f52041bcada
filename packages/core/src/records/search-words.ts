/** One piece of a text that can be looked for. */
export interface SearchWord {
  readonly text: string;
  /** Of a script without spaces between words: found anywhere inside, not only at its beginning. */
  readonly dense: boolean;
}

const denseScripts = ['Han', 'Hiragana', 'Katakana', 'Hangul', 'Thai', 'Lao', 'Khmer', 'Myanmar'];
const denseClass = denseScripts.map((script) => `\\p{scx=${script}}`).join('');
const pieces = new RegExp(`([${denseClass}]+)|(?:(?![${denseClass}])[\\p{L}\\p{N}\\p{M}])+`, 'gu');

/** Accents of Latin, Greek and Cyrillic, and the vowel points of Hebrew and Arabic. Vowels of Thai or Hindi are letters. */
const accents = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;

/** Case, accents and widths do not matter: `Müller` is found by `muller`, `１２` by `12`. */
export const fold = (text: string): string =>
  text.normalize('NFKD').replace(accents, '').toLowerCase().replaceAll('ß', 'ss').normalize('NFC');

/** The words of a text, folded, in order, with repetitions. */
export function searchWordsOf(text: string): readonly SearchWord[] {
  return Array.from(fold(text).matchAll(pieces), ([piece, dense]) => ({ text: piece, dense: dense !== undefined }));
}

/** Whether one of `words` is what `wanted` asks for. */
export const hasWord = (words: readonly SearchWord[], wanted: SearchWord): boolean =>
  words.some(({ text, dense }) => (wanted.dense ? dense && text.includes(wanted.text) : text.startsWith(wanted.text)));

/** What stands between the digits of a telephone number as people write it. */
export const digitsOf = (number: string): string => number.normalize('NFKC').replace(/\D/g, '');

/** Whether somebody typed a part of a telephone number: digits, and what is written between them. */
export const looksLikeNumber = (text: string): boolean =>
  /^[\d\s()+.*#/-]*\d[\d\s()+.*#/-]*$/.test(text.normalize('NFKC'));
