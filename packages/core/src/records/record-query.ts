import * as z from 'zod/mini';
import { must, mustBeWithin, parseOptions } from '../options.js';
import type { CallRecord, RecordQuery } from './call-record.js';

const time = z.optional(
  must<number>((value) => typeof value === 'number', 'must be a time. Pass milliseconds since 1970.'),
);
const text = z.optional(must<string>((value) => typeof value === 'string', 'must be a text. Pass a string.'));

const querySchema = z.strictObject({
  text,
  from: time,
  to: time,
  disposition: text,
  customerId: text,
  number: text,
  limit: z.optional(mustBeWithin(1, 500, 'how many records a page holds')),
  cursor: z.optional(
    must<string>(
      (value) => typeof value === 'string' && /^\d+:[\w-]+$/.test(value),
      'must be a cursor. Pass the nextCursor of the page before.',
    ),
  ),
} satisfies Record<keyof RecordQuery, z.ZodMiniType>);

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
  const { from, to, limit, cursor, ...wanted } = parseOptions<RecordQuery>(querySchema, query, {
    what: 'records.search',
    code: 'query-invalid',
  });
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
