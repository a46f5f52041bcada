import type { CallOutcome, CallRecord } from '../../records/call-record.js';
import type { CompiledQuery } from '../../records/record-query.js';
import { digitsOf } from '../../records/search-words.js';

/*
 * The key of a record in the search table, as bytes, so that it is small and tells most of what a search asks:
 *
 *   0..5   start, counted down from the far future: the newest come first
 *   6      direction (top bit) and outcome
 *   7      disposition, folded to a byte; 0 for none
 *   8..9   seconds talked, at most 65,535
 *   10..17 the digits of the number, two a byte, after how many there are; all ones when there are more than 15
 *   18..   the id: 0 and 16 bytes for a UUID, 1 and UTF-8 for others
 *
 * Whoever reads keys can refuse most records without reading them, at a tenth of the cost.
 */

const farFuture = 2 ** 48 - 1;
const outcomes: readonly CallOutcome[] = [
  'in-progress',
  'answered',
  'missed',
  'rejected',
  'interrupted',
  'busy',
  'no-answer',
  'declined',
  'cancelled',
  'failed',
  'answered-elsewhere',
  'not-found',
  'unavailable',
  'abandoned',
];
const unknownOutcome = 127;
const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;
const utf8 = new TextEncoder();

/** Six bytes that sort newest first. */
export function timeBytes(startedAt: number): Uint8Array {
  let left = farFuture - Math.min(farFuture, Math.max(0, Math.floor(startedAt)));
  const bytes = new Uint8Array(6);
  for (let at = 5; at >= 0; at -= 1) {
    bytes[at] = left % 256;
    left = Math.floor(left / 256);
  }
  return bytes;
}

export function joinBytes(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

export function recordKeyOf(record: CallRecord): Uint8Array<ArrayBuffer> {
  const { startedAt, direction, outcome, disposition, talkMs, number, id } = record;
  const known = outcomes.indexOf(outcome);
  const seconds = secondsOf(talkMs);
  return joinBytes(
    timeBytes(startedAt),
    [(direction === 'incoming' ? 128 : 0) + (known < 0 ? unknownOutcome : known), dispositionByte(disposition)],
    [seconds >> 8, seconds & 255],
    digitBytes(digitsOf(number)),
    idBytes(id),
  );
}

const secondsOf = (ms: number) => Math.min(65_535, Math.max(0, Math.floor(ms / 1_000)));

function dispositionByte(disposition: string | undefined): number {
  let sum = 0;
  for (const char of disposition ?? '') sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 255;
  return disposition === undefined ? 0 : sum + 1;
}

function digitBytes(digits: string): Uint8Array {
  const bytes = new Uint8Array(8).fill(255);
  if (digits.length > 15) return bytes;
  const nibbles = [digits.length, ...Array.from(digits, Number)];
  return bytes.map((_, at) => (nibbles[at * 2] ?? 15) * 16 + (nibbles[at * 2 + 1] ?? 15));
}

/** The digits in a key; `undefined` when they did not fit. */
function digitsIn(key: Uint8Array): string | undefined {
  if (key[10] === 255) return undefined;
  const count = (key[10] ?? 0) >> 4;
  let digits = '';
  for (let at = 1; at <= count; at += 1) {
    const byte = key[10 + (at >> 1)] ?? 0;
    digits += at % 2 === 0 ? byte >> 4 : byte & 15;
  }
  return digits;
}

const idBytes = (id: string): Uint8Array =>
  uuid.test(id)
    ? joinBytes(
        [0],
        Array.from(id.replaceAll('-', '').matchAll(/../g), ([pair]) => Number.parseInt(pair, 16)),
      )
    : joinBytes([1], utf8.encode(id));

export function idIn(key: Uint8Array): string {
  const rest = key.subarray(19);
  if (key[18] !== 0) return new TextDecoder().decode(rest);
  const hex = Array.from(rest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

export function startIn(key: Uint8Array): number {
  let left = 0;
  for (let at = 0; at < 6; at += 1) left = left * 256 + (key[at] ?? 0);
  return farFuture - left;
}

/** A quick test on keys: `false` for sure not, `true` for perhaps. */
export function keyFilter(query: CompiledQuery): (key: Uint8Array) => boolean {
  const { direction, disposition, minTalkMs = 0, maxTalkMs = Number.POSITIVE_INFINITY } = query;
  const codes = query.outcomes?.map((outcome) =>
    outcomes.includes(outcome) ? outcomes.indexOf(outcome) : unknownOutcome,
  );
  const [least, most] = [secondsOf(minTalkMs), secondsOf(maxTalkMs)];
  const parts = [query.digits, ...query.parts.map(({ digits, words }) => (words.length === 0 ? digits : undefined))];
  const wanted = parts.filter((part) => part !== undefined);
  return (key) => {
    const [flags = 0, byte, high = 0, low = 0] = key.subarray(6, 10);
    if (codes && !codes.includes(flags & 127)) return false;
    if (direction && (direction === 'incoming') !== flags >= 128) return false;
    if (disposition !== undefined && byte !== dispositionByte(disposition)) return false;
    const seconds = high * 256 + low;
    if (seconds < least || seconds > most) return false;
    const digits = wanted.length > 0 ? digitsIn(key) : undefined;
    return digits === undefined || wanted.every((part) => digits.includes(part));
  };
}
