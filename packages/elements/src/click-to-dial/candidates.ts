/** A part of a text that may be a telephone number. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
  /** Its digits and signs in ASCII. */
  readonly written: string;
}

/** Seven digits or more, with at most three signs between two of them; nothing of a word, path or address around. */
const shape =
  /(?<![\p{L}\p{N}_@#/\\:.,=-])(?:\+ ?)?\(?\d(?:[ \u00a0().\-\u2010-\u2013/]{0,3}\d){6,16}(?![\p{L}\p{N}_@]|[.,:/\-\u2010-\u2013]\d|%)/gu;

const fullWidth = /[\uff08\uff09\uff0b\uff0d\uff10-\uff19]/g;
const narrow = (char: string) => String.fromCharCode(char.charCodeAt(0) - 0xfee0);

/** Digits that are something else, whatever country they might fit. */
const others: readonly RegExp[] = [
  // 2026-11-23, 23.11.2026, 11/23/26, with or without a time after it
  /^\d{4}([-./ ])\d{1,2}\1\d{1,2}(?: |$)/,
  /^\d{1,2}([-./])\d{1,2}\1(?:\d{4}|\d{2})(?: |$)/,
  // 20261123 and 20261123093000
  /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{4}|\d{6})?$/,
  // 2019 - 2026
  /^(?:19|20)\d{2} ?[-\u2010-\u2013/] ?(?:19|20)\d{2}$/,
  // 192.168.10.1
  /^\d{1,3}(?:\.\d{1,3}){3}$/,
  // 1234567.89 and 40.7127531
  /^\d+\.\d{1,2}$/,
  /^\d{1,3}\.\d{4,}$/,
  // 1 234 567 and 1.234.567: thousands
  /^[1-9]\d{0,2}(?:([ .\u00a0])\d{3})(?:\1\d{3})+$/,
  // 4111 1111 1111 1111, 123-45-6789, 978-3-16-148410-0
  /^\d{4}(?:[ -]\d{4}){3}$/,
  /^\d{3}-\d{2}-\d{4}$/,
  /^97[89](?:[ -]?\d){10}$/,
];

const money = /[$\u20ac\u00a3\u00a5\u20b9\u20bd\uffe5]\s?$|\b(?:USD|EUR|GBP|CNY|RMB|JPY|INR)\s?$/i;
const moneyAfter =
  /^\s?(?:[$\u20ac\u00a3\u00a5\u20b9\u20bd\u5143\u4e07]|(?:USD|EUR|GBP|CNY|RMB|JPY|INR|kg|km|ms|px|kB|MB|bytes)\b)/i;
const named =
  /(?:\b(?:order|invoice|ticket|case|contract|customer|article|serial|part|tracking|account|iban|isbn|ean|sku|vat|tax|ref(?:erence)?|id|nr|no)\b|\u8ba2\u5355|\u5355\u53f7|\u7f16\u53f7|\u53d1\u7968|\u7968\u53f7|\u8d26\u53f7|\u5408\u540c)[ .:#\u2116\uff1a\u53f7]*$/iu;
const called =
  /(?:\b(?:tel|telephone|phone|mobile|cell|call|fax|hotline)\b|\u7535\u8bdd|\u624b\u673a|\u70ed\u7ebf)[^\d]{0,20}$/iu;

/** What could be telephone numbers in a text. Whether they are is for the numbering plans to say. */
export function findCandidates(text: string): readonly Candidate[] {
  const narrowed = text.replace(fullWidth, narrow);
  return [...narrowed.matchAll(shape)].flatMap((match) => {
    const start = match.index;
    const end = start + match[0].length;
    return isOther(match[0], narrowed.slice(Math.max(0, start - 40), start), narrowed.slice(end, end + 8))
      ? []
      : [{ start, end, written: match[0] }];
  });
}

function isOther(written: string, before: string, after: string): boolean {
  if (money.test(before) || moneyAfter.test(after)) return true;
  if (written.startsWith('+')) return false;
  return (named.test(before) && !called.test(before)) || others.some((other) => other.test(written));
}
