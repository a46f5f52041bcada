import type { CallRecord } from '../../records/call-record.js';
import { wordsOfRecord } from '../../records/record-words.js';
import { digitsOf, type SearchWord } from '../../records/search-words.js';
import { joinBytes, recordKeyOf, timeBytes } from './record-key.js';

/** A row of the search table: what a record is found by. */
export interface RecordTermsRow {
  readonly key: Uint8Array<ArrayBuffer>;
  /** Each a term, a zero, and the start, newest first: the calls of a term stand in the order they are shown in. */
  readonly terms: readonly Uint8Array<ArrayBuffer>[];
}

const utf8 = new TextEncoder();
/** Room for the longest term; longer ids and tags are cut to what fits. */
const longest = 600;
const scratch = new Uint8Array(longest * 3 + 8);
const cutTerm = (text: string): string => text.slice(0, longest);
/** Longer words are found by this much of them, and then compared. */
const wordLimit = 12;
const beginning = 3;
const gram = 4;

/*
 * The first letter of a term says what it is: w a word, p the first three letters of one, z two neighbours of a script
 * without spaces, # four digits of a number in a row, o outcome, d disposition, c customer, g tag, i incoming, t talk.
 */

export const wordTerm = (word: string): string => `w${word.slice(0, wordLimit)}`;
export const beginningTerm = (word: string): string => `p${word.slice(0, beginning)}`;
export const outcomeTerm = (outcome: string): string => `o${outcome}`;
export const dispositionTerm = (id: string): string => cutTerm(`d${id}`);
export const customerTerm = (id: string): string => cutTerm(`c${id}`);
export const tagTerm = (tag: string): string => cutTerm(`g${tag}`);
export const incomingTerm = 'i';

/** Calls of about the same length share a term: 0 for none, then doubling seconds. */
export const talkStep = (talkMs: number): number =>
  talkMs < 1_000 ? 0 : Math.min(17, 1 + Math.floor(Math.log2(talkMs / 1_000)));
export const talkTerm = (step: number): string => `t${String.fromCharCode(97 + step)}`;

/** `供应商` gives 供应 and 应商, and 商 by itself: what begins with a letter is found by it. */
function* denseTerms(text: string): Iterable<string> {
  const letters = Array.from(text);
  for (const [at, letter] of letters.entries()) yield `z${letter}${letters[at + 1] ?? ''}`;
}

function* digitTerms(digits: string): Iterable<string> {
  for (let at = 0; at + gram <= digits.length; at += 1) yield `#${digits.slice(at, at + gram)}`;
  if (digits.length >= gram - 1) yield `#${digits.slice(1 - gram)}`;
}

/** What a word that was typed is found by; every one of these is in the record. */
export function termsOfDense(text: string): readonly string[] {
  const letters = Array.from(text);
  return letters.slice(1).map((letter, at) => `z${letters[at]}${letter}`);
}

/** Any of the first list for three digits; every one of the second for more. */
export function termsOfDigits(digits: string): { readonly any: readonly string[]; readonly all: readonly string[] } {
  if (digits.length < gram - 1) return { any: [], all: [] };
  if (digits.length === gram - 1)
    return { any: [`#${digits}`, ...Array.from('0123456789', (next) => `#${digits}${next}`)], all: [] };
  return { any: [], all: [...new Set(Array.from(digitTerms(digits)).slice(0, -1))] };
}

function* termsOfWord({ text, dense }: SearchWord): Iterable<string> {
  if (dense) {
    yield* denseTerms(text);
    return;
  }
  yield beginningTerm(text);
  if (text.length > beginning) yield wordTerm(text);
}

function* allTerms(record: CallRecord): Iterable<string> {
  for (const word of wordsOfRecord(record)) yield* termsOfWord(word);
  yield* digitTerms(digitsOf(record.number).slice(0, 40));
  // The many are found by walking back in time; a term is for the few.
  if (record.outcome !== 'answered') yield outcomeTerm(record.outcome);
  const step = talkStep(record.talkMs);
  if (step > 0) yield talkTerm(step);
  if (record.disposition !== undefined) yield dispositionTerm(record.disposition);
  if (record.customerId !== undefined) yield customerTerm(record.customerId);
  if (record.direction === 'incoming') yield incomingTerm;
  for (const tag of record.tags ?? []) yield tagTerm(tag);
}

export function termsRowOf(record: CallRecord): RecordTermsRow {
  const time = timeBytes(record.startedAt);
  const terms = Array.from(new Set(allTerms(record)), (term) => {
    const { written } = utf8.encodeInto(term, scratch);
    scratch[written] = 0;
    scratch.set(time, written + 1);
    return scratch.slice(0, written + 1 + time.length);
  });
  return { key: recordKeyOf(record), terms };
}

/** Whether a record is found by the same as before: then its row may stay. */
export function sameTerms(a: CallRecord, b: CallRecord): boolean {
  const relevant = ({
    startedAt,
    direction,
    outcome,
    talkMs,
    number,
    name,
    company,
    disposition,
    note,
    tags,
    customerId,
  }: CallRecord) =>
    JSON.stringify([startedAt, direction, outcome, talkMs, number, name, company, disposition, note, tags, customerId]);
  return relevant(a) === relevant(b);
}

/** The calls of a term that started within a time, newest first. */
export function termRange(
  term: string,
  { newest, oldest }: { readonly newest: number; readonly oldest: number },
): IDBKeyRange {
  const bytes = joinBytes(utf8.encode(term), [0]);
  return IDBKeyRange.bound(joinBytes(bytes, timeBytes(newest)), joinBytes(bytes, timeBytes(oldest)));
}

/** The calls of all terms that begin so, in no useful order. */
export function prefixRange(prefix: string): IDBKeyRange {
  const bytes = utf8.encode(prefix);
  return IDBKeyRange.bound(bytes, joinBytes(bytes, [255]), false, true);
}

/** The term in a key of the index; its bytes have no zero but the one before the time. */
export const termIn = (key: Uint8Array): string => new TextDecoder().decode(key.subarray(0, -7));
