import { DialerError } from '../errors.js';
import type { CallRecord, RecordQuery } from './call-record.js';

type Check = readonly [test: (value: unknown) => boolean, rule: string];

const isText = (value: unknown) => typeof value === 'string';
const text: Check = [isText, 'must be a text. Pass a string.'];
const time: Check = [(value) => typeof value === 'number', 'must be a time. Pass milliseconds since 1970.'];
const isPageSize = (value: unknown) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 500;
const isCursor = (value: unknown) => isText(value) && /^\d+:[\w-]+$/.test(String(value));

// Checked by hand: this module is loaded on the first search, and sharing zod with it would cost every page more.
const checks: Record<keyof RecordQuery, Check> = {
  text,
  from: time,
  to: time,
  disposition: text,
  customerId: text,
  number: text,
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

/** A query that was checked and whose parts are ready to be compared. */
export interface CompiledQuery {
  readonly from: number;
  readonly to: number;
  readonly limit: number;
  /** The last record of the page before; only older ones count. */
  readonly after: RecordPosition | undefined;
  matches(record: CallRecord): boolean;
}

/** @throws DialerError `query-invalid`, naming every wrong field */
export function compileQuery(query: RecordQuery): CompiledQuery {
  const complaints = complaintsAbout(query);
  if (complaints.length > 0) throw new DialerError('query-invalid', ['records.search:', ...complaints].join('\n'));
  const { from, to, limit, cursor, ...wanted } = query;
  const words = fold(wanted.text ?? '')
    .split(/\s+/)
    .filter(Boolean);
  return {
    from: from ?? Number.NEGATIVE_INFINITY,
    to: to ?? Number.POSITIVE_INFINITY,
    limit: limit ?? 50,
    after: cursor === undefined ? undefined : positionOf(cursor),
    matches: (record) =>
      (['disposition', 'customerId', 'number'] as const).every(
        (field) => wanted[field] === undefined || record[field] === wanted[field],
      ) && words.every((word) => hasWord(record, word)),
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

function hasWord(record: CallRecord, word: string): boolean {
  const digits = word.replace(/[^\d*#]/g, '');
  if (digits && /^[\d\s()+.*#/-]+$/.test(word) && record.number.includes(digits)) return true;
  const { name, company, note, disposition, number } = record;
  return [name, company, note, disposition, number].some(
    (field) => field !== undefined && hasPrefix(fold(field), word),
  );
}

/** Whether some word begins so. Scripts without spaces match anywhere: their words have no visible beginning. */
function hasPrefix(text: string, word: string): boolean {
  if (/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]/.test(word)) return text.includes(word);
  return text.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word)) || text.startsWith(word);
}

/** Case and accents do not matter: `Müller` is found by `muller`. */
const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
