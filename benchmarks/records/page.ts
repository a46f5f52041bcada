// Runs in the page of the bench: our storage, and beside it a bare database with the records and nothing but the index by start.
import type { CallRecord, RecordQuery } from '@dialdeck/core';
import { openBrowserStorage } from '@dialdeck/core/indexeddb';
import { databaseVersion } from '../../packages/core/src/adapters/indexeddb/database.js';
import { termsRowOf } from '../../packages/core/src/adapters/indexeddb/record-terms.js';
import { searchIn } from '../../packages/core/src/records/search-in.js';
import { createRandom, randomRecord } from './random-record.js';

type Storage = Awaited<ReturnType<typeof openBrowserStorage>>;

const promised = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
const committed = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });

let ours: Storage;
let bare: IDBDatabase;
let random = createRandom(1);
let size = 0;
const pageSize = 50;

async function openBare(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () =>
    request.result.createObjectStore('records', { keyPath: 'id' }).createIndex('byStart', ['startedAt', 'id']);
  return promised(request);
}

/** One page by an index cursor, and nothing else: what any search is measured by. */
async function barePage(from: IDBKeyRange | null): Promise<number> {
  const index = bare.transaction('records').objectStore('records').index('byStart');
  return new Promise((resolve, reject) => {
    const page: CallRecord[] = [];
    const request = index.openCursor(from, 'prev');
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const cursor = request.result;
      if (cursor) page.push(cursor.value);
      if (!cursor || page.length === pageSize) resolve(page.length);
      else cursor.continue();
    };
  });
}

/** Looks at every record, a thousand at a time so that memory stays small. */
async function scan(query: RecordQuery): Promise<number> {
  const store = bare.transaction('records').objectStore('records');
  const found: CallRecord[] = [];
  let range: IDBKeyRange | null = null;
  for (;;) {
    const piece: CallRecord[] = await promised(store.getAll(range, 1_000));
    const last = piece.at(-1);
    if (!last) break;
    found.push(...searchIn(piece, { ...query, limit: 500 }).records);
    range = IDBKeyRange.lowerBound(last.id, true);
  }
  return searchIn(found, query).records.length;
}

async function times(count: number, run: (turn: number) => Promise<unknown>): Promise<readonly number[]> {
  const all: number[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const start = performance.now();
    await run(turn);
    all.push(performance.now() - start);
  }
  return all;
}

/** Text, number, outcome and time together, as an agent asks who remembers something of a call. */
function queries(count: number): readonly RecordQuery[] {
  return Array.from({ length: count }, (_, turn) => {
    const record = randomRecord(random(size), random);
    const word = record.note?.split(' ')[turn % 6] ?? '';
    const text = turn % 2 === 0 ? word : word.slice(0, 4);
    const digits = record.number.slice(-4 - (turn % 4));
    const day = 86_400_000;
    return {
      text,
      // Every other one is of a call that exists, and found; of the others most find nothing.
      number: turn % 3 === 0 ? undefined : turn % 3 === 1 ? digits.slice(0, 3) : digits,
      outcomes: [record.outcome],
      from: record.startedAt - (1 + (turn % 4)) * 90 * day,
      to: record.startedAt + (1 + (turn % 4)) * 90 * day,
      limit: pageSize,
    };
  });
}

async function fillOurs(database: IDBDatabase, records: readonly CallRecord[]): Promise<void> {
  const transaction = database.transaction(['records', 'recordTerms'], 'readwrite', { durability: 'relaxed' });
  for (const record of records) {
    transaction.objectStore('records').put(record);
    transaction.objectStore('recordTerms').put(termsRowOf(record));
  }
  await committed(transaction);
}

async function fillBare(records: readonly CallRecord[]): Promise<void> {
  const transaction = bare.transaction('records', 'readwrite', { durability: 'relaxed' });
  for (const record of records) transaction.objectStore('records').put(record);
  await committed(transaction);
}

async function emptyOurs(name: string): Promise<void> {
  await promised(indexedDB.deleteDatabase(`dialdeck:${name}`));
  await promised(indexedDB.deleteDatabase(`bare:${name}`));
}

export const bench = {
  /** Fills both databases, many records at a time: with the rows that our storage would write one by one. */
  async fill(name: string, records: number): Promise<void> {
    await emptyOurs(name);
    ours = await openBrowserStorage({ name });
    bare = await openBare(`bare:${name}`);
    const inside = await promised(indexedDB.open(`dialdeck:${name}`, databaseVersion));
    random = createRandom(records);
    size = records;
    const pieceSize = 500;
    for (let done = 0; done < records; done += pieceSize) {
      const piece = Array.from({ length: Math.min(pieceSize, records - done) }, (_, at) =>
        randomRecord(done + at, random),
      );
      await Promise.all([fillOurs(inside, piece), fillBare(piece)]);
    }
    inside.close();
  },
  barePage: (count: number) =>
    times(count, () => {
      const before = randomRecord(random(size), random).startedAt;
      return barePage(IDBKeyRange.upperBound([before, '']));
    }),
  firstPage: (count: number) => times(count, () => ours.searchRecords({ limit: pageSize })),
  search: async (count: number) => {
    const all = queries(count);
    return times(count, (turn) => ours.searchRecords(all[turn] ?? {}));
  },
  scan: async (count: number) => {
    const all = queries(count);
    return times(count, (turn) => scan(all[turn] ?? {}));
  },
  /** Ours and a scan find the same. */
  agree: async (count: number) => {
    for (const query of queries(count)) {
      const page = await ours.searchRecords(query);
      if (page.records.length !== (await scan(query))) throw new Error(`Not the same for ${JSON.stringify(query)}`);
    }
  },
  put: (count: number) => times(count, (turn) => ours.saveRecord(randomRecord(-1 - turn, random))),
  barePut: (count: number) =>
    times(count, async (turn) => {
      const transaction = bare.transaction('records', 'readwrite', { durability: 'strict' });
      transaction.objectStore('records').put(randomRecord(-1 - turn, random));
      await committed(transaction);
    }),
  async close(name: string): Promise<void> {
    await ours.close();
    bare.close();
    await emptyOurs(name);
  },
};

Object.assign(globalThis, { bench });
