import type { CallRecord } from './call-record.js';
import { type SearchWord, searchWordsOf } from './search-words.js';

/** So much of a note is searched, in characters: enough for what agents write, and a bound for what strangers do. */
const noteLimit = 1_000;
const nameLimit = 200;
const tagLimit = 40;

/** Every word that a record is found by. What is longer is stored, but found by its beginning only. */
export function wordsOfRecord({ name, company, disposition, note, tags }: CallRecord): readonly SearchWord[] {
  const short = [name, company, disposition, ...(tags ?? []).slice(0, tagLimit)];
  return [...short.map((text) => text?.slice(0, nameLimit)), note?.slice(0, noteLimit)].flatMap((text) =>
    text === undefined ? [] : searchWordsOf(text),
  );
}
