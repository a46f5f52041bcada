import { DialerError } from '../errors.js';
import type { CallRecord, RecordQuery } from './call-record.js';
import { wordsOfRecord } from './record-words.js';
import { digitsOf, hasWord, looksLikeNumber, type SearchWord, searchWordsOf } from './search-words.js';

type Check = readonly [test: (value: unknown) => boolean, rule: string];

const isText = (value: unknown) => typeof value === 'string';
const isTexts = (value: unknown) => Array.isArray(value) && value.length <= 100 && value.every(isText);
const isTime = (value: unknown) => typeof value === 'number' && !Number.isNaN(value);
const isPageSize = (value: unknown) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 500;
const isCursor = (value: unknown) => isText(value) && /^-?\d+(\.\d+)?:[\s\S]+$/.test(String(value));

const text: Check = [
  (value) => isText(value) && String(value).length <= 1_000,
  'must be a text. Pass a string of at most 1,000 characters.',
];
const texts: Check = [isTexts, 'must be a list of texts. Pass at most 100.'];
const time: Check = [isTime, 'must be a time. Pass milliseconds since 1970.'];
const duration: Check = [isTime, 'must be a duration. Pass milliseconds.'];

// A query comes from a program. The checks of options are not used: bundlers would cut them out of the main file.
const checks: Record<keyof RecordQuery, Check> = {
  text,
  from: time,
  to: time,
  disposition: text,
  customerId: text,
  number: text,
  outcomes: texts,
  direction: [(value) => value === 'outgoing' || value === 'incoming', "must be 'outgoing' or 'incoming'."],
  tags: texts,
  minTalkMs: duration,
  maxTalkMs: duration,
  limit: [isPageSize, 'must be a whole number from 1 to 500. Pass how many records a page holds.'],
  cursor: [isCursor, 'must be a cursor. Pass the nextCursor of the page before.'],
};

function complaintsAbout(query: RecordQuery): readonly string[] {
  return Object.entries(query).flatMap(([field, value]) => {
    const check = Object.hasOwn(checks, field) ? checks[field as keyof RecordQuery] : undefined;
    if (!check) return [`- ${field} is no field of a search. Use ${Object.keys(checks).join(', ')}.`];
    return value === undefined || check[0](value) ? [] : [`- ${field} is ${JSON.stringify(value)}; it ${check[1]}`];
  });
}

/** Where a page ended: the last record's start and id. */
export interface RecordPosition {
  readonly startedAt: number;
  readonly id: string;
}

/** One part of the text that was typed: any of its readings may fit. */
export interface TextPart {
  /** Part of the number; `undefined` when it does not look like one. */
  readonly digits: string | undefined;
  /** All of these words. */
  readonly words: readonly SearchWord[];
}

/** A query that was checked and whose parts are ready to be compared. */
export interface CompiledQuery extends Omit<RecordQuery, 'text' | 'number' | 'limit' | 'cursor'> {
  readonly from: number;
  readonly to: number;
  readonly limit: number;
  /** The last record of the page before; only older ones count. */
  readonly after: RecordPosition | undefined;
  readonly parts: readonly TextPart[];
  /** Part of the number's digits. */
  readonly digits: string | undefined;
  /** Whether the record is meant. Says nothing about the page. */
  matches(record: CallRecord): boolean;
}

/** @throws DialerError `query-invalid`, naming every wrong field */
export function compileQuery(query: RecordQuery): CompiledQuery {
  const complaints = complaintsAbout(query);
  if (complaints.length > 0) throw new DialerError('query-invalid', ['records.search:', ...complaints].join('\n'));
  const { text = '', number, from, to, limit = 50, cursor, ...rest } = query;
  const parts = partsOf(text);
  const digits = number !== undefined && looksLikeNumber(number) ? digitsOf(number) : undefined;
  const compiled = {
    ...rest,
    parts,
    digits,
    from: from ?? Number.NEGATIVE_INFINITY,
    to: to ?? Number.POSITIVE_INFINITY,
    limit,
    after: cursor === undefined ? undefined : positionOf(cursor),
  };
  const rightNumber = (record: CallRecord) =>
    digits === undefined ? number === undefined || record.number === number : digitsOf(record.number).includes(digits);
  return {
    ...compiled,
    matches: (record) => rightNumber(record) && rightFields(compiled, record) && hasParts(parts, record),
  };
}

export const cursorOf = ({ startedAt, id }: RecordPosition): string => `${startedAt}:${id}`;

/** Newest first; the id decides between calls of the same millisecond. */
export const newestFirst = (a: RecordPosition, b: RecordPosition): number =>
  b.startedAt - a.startedAt || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);

function positionOf(cursor: string): RecordPosition {
  const split = cursor.indexOf(':');
  return { startedAt: Number(cursor.slice(0, split)), id: cursor.slice(split + 1) };
}

function partsOf(text: string): readonly TextPart[] {
  return text
    .split(/\s+/)
    .map((part) => ({ digits: looksLikeNumber(part) ? digitsOf(part) : undefined, words: searchWordsOf(part) }))
    .filter(({ digits, words }) => digits !== undefined || words.length > 0);
}

type Wanted = Omit<CompiledQuery, 'matches'>;

function rightFields(wanted: Wanted, record: CallRecord): boolean {
  const { outcomes, tags, minTalkMs = Number.NEGATIVE_INFINITY, maxTalkMs = Number.POSITIVE_INFINITY } = wanted;
  return (
    record.startedAt >= wanted.from &&
    record.startedAt < wanted.to &&
    (['disposition', 'customerId', 'direction'] as const).every(
      (field) => wanted[field] === undefined || record[field] === wanted[field],
    ) &&
    (outcomes === undefined || outcomes.includes(record.outcome)) &&
    (tags ?? []).every((tag) => record.tags?.includes(tag)) &&
    record.talkMs >= minTalkMs &&
    record.talkMs <= maxTalkMs
  );
}

function hasParts(parts: readonly TextPart[], record: CallRecord): boolean {
  if (parts.length === 0) return true;
  const words = wordsOfRecord(record);
  const number = digitsOf(record.number);
  return parts.every(
    ({ digits, words: wanted }) =>
      (digits !== undefined && number.includes(digits)) ||
      (wanted.length > 0 && wanted.every((word) => hasWord(words, word))),
  );
}
