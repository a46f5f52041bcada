import { startIn } from './record-key.js';

/** Keys of records, newest first, each once. */
export type KeyList = readonly Uint8Array[];

/** Keys of a time: all that are newer than `until`, or all there are when that is absent. */
export interface KeyChunk {
  readonly keys: KeyList;
  /** Milliseconds since 1970. */
  readonly until: number | undefined;
}

export function compareKeys(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Brings keys in order and leaves out repetitions. */
export function sortKeys(keys: KeyList): KeyList {
  const sorted = [...keys].sort(compareKeys);
  return sorted.filter((key, at) => at === 0 || compareKeys(sorted[at - 1] as Uint8Array, key) !== 0);
}

/** Puts lists that are in order together. */
export function mergeKeys(lists: readonly KeyList[]): KeyList {
  const filled = lists.filter(({ length }) => length > 0);
  return filled.length <= 1 ? (filled[0] ?? []) : sortKeys(filled.flat());
}

/** Leaves out what is surely not in the chunk; of keys older than it knows nothing is said. */
export function meet(keys: KeyList, { keys: others, until }: KeyChunk): KeyList {
  let at = 0;
  return keys.filter((key) => {
    if (until !== undefined && startIn(key) <= until) return true;
    while (at < others.length && compareKeys(others[at] as Uint8Array, key) < 0) at += 1;
    const other = others[at];
    return other !== undefined && compareKeys(other, key) === 0;
  });
}

/** The chunk that reaches back furthest with what was read: its terms are the rarest. */
export function rarestOf(chunks: readonly KeyChunk[]): KeyChunk {
  const reach = ({ until = Number.NEGATIVE_INFINITY }: KeyChunk) => until;
  return chunks.reduce((best, chunk) => {
    if (reach(chunk) !== reach(best)) return reach(chunk) < reach(best) ? chunk : best;
    return chunk.keys.length < best.keys.length ? chunk : best;
  });
}
