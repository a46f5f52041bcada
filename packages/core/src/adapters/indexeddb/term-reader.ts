import type { IDBPTransaction } from 'idb';
import type { DialdeckSchema } from './database.js';
import { type KeyChunk, type KeyList, mergeKeys, sortKeys } from './key-list.js';
import type { TermGroup } from './record-groups.js';
import { joinBytes, startIn, timeBytes } from './record-key.js';
import { prefixRange, termIn, termRange } from './record-terms.js';

export type SearchTransaction = IDBPTransaction<DialdeckSchema, ('records' | 'recordTerms')[], 'readonly'>;

/** A group whose prefixes were looked up. */
export interface TermSource {
  readonly terms: readonly string[];
  /** All keys of the prefixes that are rare enough to be known at once. */
  readonly loaded: KeyList;
}

export interface TimeSpan {
  readonly newest: number;
  readonly oldest: number;
}

/** A prefix with no more calls than this is read at once, without regard to time. */
const mostLoaded = 500;
/** A prefix that stands for more terms than this is in so many calls that walking back in time finds them soon. */
const mostTerms = 40;

const bytesOf = (keys: readonly unknown[]): KeyList => keys.map((key) => new Uint8Array(key as ArrayBuffer));

/**
 * Looks up what the prefixes of a group stand for; `undefined` when the index is of no help.
 * @param deep also goes through the terms of a common prefix, one by one: only worth it when nothing else is rare
 */
export async function sourceOf(
  transaction: SearchTransaction,
  group: TermGroup,
  deep: boolean,
): Promise<TermSource | undefined> {
  const found = await Promise.all(group.prefixes.map((prefix) => lookUp(transaction, prefix, deep)));
  const known = found.filter((each) => each !== undefined);
  if (known.length < found.length) return undefined;
  return {
    terms: [...group.terms, ...known.flatMap(({ terms }) => terms)],
    loaded: mergeKeys(known.map(({ loaded }) => loaded)),
  };
}

async function lookUp(transaction: SearchTransaction, prefix: string, deep: boolean): Promise<TermSource | undefined> {
  const range = prefixRange(prefix);
  const index = transaction.objectStore('recordTerms').index('byTerm');
  if (deep) return listTerms(transaction, range);
  const keys = await index.getAllKeys(range, mostLoaded + 1);
  return keys.length > mostLoaded ? undefined : { terms: [], loaded: sortKeys(bytesOf(keys)) };
}

async function listTerms(transaction: SearchTransaction, range: IDBKeyRange): Promise<TermSource | undefined> {
  const terms: string[] = [];
  let cursor = await transaction.objectStore('recordTerms').index('byTerm').openKeyCursor(range);
  while (cursor) {
    if (terms.length === mostTerms) return undefined;
    const term = termIn(new Uint8Array(cursor.key as unknown as ArrayBuffer));
    terms.push(term);
    cursor = await cursor.continue(joinBytes(new TextEncoder().encode(term), [1]));
  }
  return { terms, loaded: [] };
}

/** Reads the newest `count` keys of each term of a source. */
export async function readSource(
  transaction: SearchTransaction,
  { terms, loaded }: TermSource,
  { newest, oldest, count }: TimeSpan & { readonly count: number },
): Promise<KeyChunk> {
  const index = transaction.objectStore('recordTerms').index('byTerm');
  const lists = await Promise.all(
    terms.map(async (term) => bytesOf(await index.getAllKeys(termRange(term, { newest, oldest }), count))),
  );
  const known = loaded.filter((key) => startIn(key) <= newest && startIn(key) >= oldest);
  return chunkOf(lists, { count, known });
}

/** Reads the newest `count` keys of all records. */
export async function readAll(
  transaction: SearchTransaction,
  { newest, oldest, count }: TimeSpan & { readonly count: number },
): Promise<KeyChunk> {
  const range = IDBKeyRange.bound(timeBytes(newest), joinBytes(timeBytes(oldest), [255]));
  const keys = bytesOf(await transaction.objectStore('recordTerms').getAllKeys(range, count));
  return chunkOf([keys], { count, known: [] });
}

/** Beyond the end of a list that was cut off, nothing is known; nor of the millisecond in which it was cut. */
function chunkOf(
  lists: readonly KeyList[],
  { count, known }: { readonly count: number; readonly known: KeyList },
): KeyChunk {
  const ends = lists.filter(({ length }) => length === count).map((list) => startIn(list.at(-1) as Uint8Array));
  const keys = mergeKeys([...lists, known]);
  if (ends.length === 0) return { keys, until: undefined };
  const until = Math.max(...ends);
  return { keys: keys.filter((key) => startIn(key) > until), until };
}
