import { unwrap } from 'idb';
import type { CallRecord, RecordPage, RecordQuery } from '../../records/call-record.js';
import { type CompiledQuery, compileQuery, cursorOf, newestFirst } from '../../records/record-query.js';
import type { Database } from './database.js';
import { type KeyChunk, type KeyList, meet, rarestOf } from './key-list.js';
import { type TermGroup, termGroups } from './record-groups.js';
import { idIn, keyFilter, startIn } from './record-key.js';
import {
  readAll,
  readSource,
  type SearchTransaction,
  sourceOf,
  type TermSource,
  type TimeSpan,
} from './term-reader.js';

/** What is known of a search while it walks back in time. */
interface Walk {
  readonly transaction: SearchTransaction;
  readonly query: CompiledQuery;
  readonly sources: readonly TermSource[];
  /** Conditions that are too common to be looked up before that is known to be worth it. */
  common: readonly TermGroup[];
  /** What they turned out to stand for. */
  readonly sieves: TermSource[];
  readonly found: CallRecord[];
}

const firstCount = 64;
const mostCount = 4_096;
/** Fewer records than this are read rather than asked of the index once more. */
const worthSifting = 24;
/** Reading a key costs about a tenth of reading a record. */
const keysPerRecord = 10;

/**
 * Walks the calls of the rarest condition back in time, keys first: what other conditions and the keys themselves
 * refuse is never read. Costs about a page whatever the number of records, as long as one condition is rare or the
 * combination is not.
 */
export async function searchRecords(database: Database, query: RecordQuery): Promise<RecordPage> {
  const compiled = compileQuery(query);
  const { limit } = compiled;
  const span = spanOf(compiled);
  if (span.newest < span.oldest) return { records: [] };
  const transaction = database.transaction(['records', 'recordTerms']);
  const walk = { transaction, query: compiled, found: [], sieves: [], ...(await sourcesOf(transaction, compiled)) };
  await walkBack(walk, span);
  const found = [...walk.found].sort(newestFirst) as CallRecord[];
  const records = found.slice(0, limit);
  const last = records.at(-1);
  return last && found.length > limit ? { records, nextCursor: cursorOf(last) } : { records };
}

/** Looks up what the groups stand for; those that are too common to be looked up at once are put aside. */
async function sourcesOf(transaction: SearchTransaction, query: CompiledQuery) {
  const groups = termGroups(query);
  const looked = await Promise.all(
    groups.map(async (group) => ({ group, source: await sourceOf(transaction, group, false) })),
  );
  const known = looked.flatMap(({ group, source }) => (source ? [{ source, inKeys: group.inKeys }] : []));
  const common = looked.flatMap(({ group, source }) => (source ? [] : [group]));
  const isWhole = known.some(({ source }) => source.terms.length === 0);
  const sources = known.filter(({ inKeys }) => !(isWhole && inKeys)).map(({ source }) => source);
  if (sources.length > 0 || groups.length === 0) return { sources, common };
  return { sources: await goThrough(transaction, groups), common: [] };
}

async function goThrough(transaction: SearchTransaction, groups: readonly TermGroup[]): Promise<TermSource[]> {
  const sources = await Promise.all(groups.map((group) => sourceOf(transaction, group, true)));
  return sources.filter((each) => each !== undefined);
}

/** Whole milliseconds, both ends included. */
function spanOf({ from, to, after }: CompiledQuery): TimeSpan {
  const newest = Math.min(Math.ceil(to) - 1, Math.floor(after?.startedAt ?? Number.POSITIVE_INFINITY));
  return { newest: Math.min(newest, Number.MAX_SAFE_INTEGER), oldest: Math.max(Math.floor(from), 0) };
}

async function walkBack(walk: Walk, span: TimeSpan): Promise<void> {
  const passes = keyFilter(walk.query);
  let { newest } = span;
  let count = walk.sources.length === 0 ? walk.query.limit + 2 : firstCount;
  for (;;) {
    const { keys, until } = await readChunk(walk, { newest, oldest: span.oldest, count }, passes);
    await readRecords(walk, keys);
    if (until === undefined || isFull(walk, until)) return;
    // So many calls of one millisecond that none could be taken: only a longer list gets past them.
    count = until === newest ? count * 4 : Math.min(count * 4, mostCount);
    newest = until;
  }
}

/** The keys of the next stretch of time that no condition refuses. */
async function readChunk(
  walk: Walk,
  span: TimeSpan & { readonly count: number },
  passes: (key: Uint8Array) => boolean,
): Promise<KeyChunk> {
  const { transaction, sources } = walk;
  if (sources.length === 0) {
    const { keys, until } = await readAll(transaction, span);
    return { keys: keys.filter(passes), until };
  }
  const chunks = await Promise.all(sources.map((source) => readSource(transaction, source, span)));
  const rarest = rarestOf(chunks);
  const { until } = rarest;
  const rest = { newest: span.newest, oldest: Math.max(span.oldest, until ?? 0) };
  let keys: KeyList = rarest.keys.filter(passes);
  for (const [at, chunk] of chunks.entries()) {
    if (chunk === rarest) continue;
    keys = meet(keys, chunk);
    const unsure = keys.filter((key) => chunk.until !== undefined && startIn(key) <= chunk.until).length;
    const source = sources[at];
    if (source && unsure > worthSifting) keys = await sift(walk, keys, source, rest);
  }
  return { keys: await siftByCommon(walk, keys, rest), until };
}

/** Reads more keys of a common term where that spares reading records. */
async function sift(walk: Walk, keys: KeyList, source: TermSource, span: TimeSpan): Promise<KeyList> {
  const all = Math.min(keys.length * keysPerRecord, mostCount);
  const count = Math.max(firstCount, Math.ceil(all / Math.max(1, source.terms.length)));
  return meet(keys, await readSource(walk.transaction, source, { ...span, count }));
}

async function siftByCommon(walk: Walk, keys: KeyList, span: TimeSpan): Promise<KeyList> {
  if (keys.length <= worthSifting) return keys;
  if (walk.common.length > 0) walk.sieves.push(...(await goThrough(walk.transaction, walk.common)));
  walk.common = [];
  let left = keys;
  for (const source of walk.sieves) left = await sift(walk, left, source, span);
  return left;
}

async function readRecords(walk: Walk, keys: KeyList): Promise<void> {
  const { transaction, query, found } = walk;
  const records = unwrap(transaction.objectStore('records'));
  let at = 0;
  while (at < keys.length && !isFull(walk, startIn(keys[at] as Uint8Array))) {
    const piece = keys.slice(at, at + Math.max(16, query.limit + 1 - found.length));
    at += piece.length;
    for (const record of await readMany(records, piece)) {
      if (record && query.matches(record) && (!query.after || newestFirst(query.after, record) < 0)) found.push(record);
    }
  }
}

/** Without a promise per record, which would cost as much as the reading. */
const readMany = (store: IDBObjectStore, keys: KeyList): Promise<readonly (CallRecord | undefined)[]> =>
  new Promise((resolve, reject) => {
    const requests = keys.map((key) => store.get(idIn(key)));
    const last = requests.at(-1);
    if (!last) return resolve([]);
    for (const request of requests) request.onerror = () => reject(request.error);
    // Requests of a transaction are answered in order.
    last.onsuccess = () => resolve(requests.map(({ result }) => result));
  });

/** Whether there is more than a page, and what comes next is older than the page's last call. */
const isFull = ({ found, query }: Walk, next: number): boolean =>
  found.length > query.limit && next < Math.floor(found[query.limit]?.startedAt ?? 0);
