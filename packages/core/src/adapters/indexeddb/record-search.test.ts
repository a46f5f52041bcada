import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallOutcome, CallRecord, RecordQuery } from '../../records/call-record.js';
import { searchIn } from '../../records/search-in.js';
import { newId } from '../../shared/ids.js';
import type { Storage } from '../../storage/storage.js';
import { sampleRecord } from '../../testing/storage-contract.js';
import { openBrowserStorage } from './index.js';

const words = [
  'Okáfor',
  'okapi',
  'Ok',
  '北方供应',
  '供应商',
  'Müller-Lüdenscheidt',
  'Straße',
  'donaudampfschiff',
  '555',
  'สวัสดี',
];
const outcomes: readonly CallOutcome[] = ['answered', 'busy', 'missed', 'unavailable'];
const numbers = ['+1 202 555 0100', '+13125550178', '1002', '110', '7', 'alice', '+86138001380001234567', ''];
const start = Date.UTC(2026, 0, 1);

const text = fc.array(fc.constantFrom(...words), { maxLength: 4 }).map((list) => list.join(' '));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const recordFields: fc.Arbitrary<Partial<CallRecord>> = fc.record({
  id: fc.oneof(fc.uuid(), fc.string({ minLength: 1, maxLength: 4 })),
  startedAt: fc.integer({ min: 0, max: 12 }).map((ms) => start + ms),
  direction: fc.constantFrom('incoming', 'outgoing'),
  outcome: fc.constantFrom(...outcomes),
  talkMs: fc.constantFrom(0, 999, 1_000, 65_000, 3_600_000, 99_000_000),
  number: fc.constantFrom(...numbers),
  name: maybe(text),
  note: maybe(text),
  company: maybe(text),
  disposition: maybe(fc.constantFrom('sale', 'no-interest', 'callback')),
  customerId: maybe(fc.constantFrom('c1', 'c2')),
  tags: maybe(fc.uniqueArray(fc.constantFrom('vip', '重要'))),
});

const queryFields: fc.Arbitrary<RecordQuery> = fc.record(
  {
    text: fc.oneof(
      fc.constantFrom(...words, 'o', 'ok', 'oka', 'mull', '供', '应商', '555', '55', '0178', 'zz', '1'),
      text,
    ),
    number: fc.constantFrom('555', '5550', '(312) 555-0178', '1002', '02', 'alice', '34567', '86138001380'),
    outcomes: fc.uniqueArray(fc.constantFrom(...outcomes)),
    direction: fc.constantFrom('incoming', 'outgoing'),
    disposition: fc.constantFrom('sale', 'callback', 'other'),
    customerId: fc.constantFrom('c1', 'c3'),
    tags: fc.uniqueArray(fc.constantFrom('vip', '重要')),
    minTalkMs: fc.constantFrom(0, 500, 60_000, 98_000_000),
    maxTalkMs: fc.constantFrom(0, 999, 3_600_000, 100_000_000),
    from: fc.integer({ min: -1, max: 13 }).map((ms) => start + ms),
    to: fc.double({ min: 0, max: 13, noNaN: true }).map((ms) => start + ms),
    limit: fc.integer({ min: 1, max: 7 }),
  },
  { requiredKeys: [] },
);

async function pagesOf(
  search: (query: RecordQuery) => Promise<{ records: readonly CallRecord[]; nextCursor?: string | undefined }>,
  query: RecordQuery,
) {
  const pages: (readonly string[])[] = [];
  let cursor: string | undefined;
  do {
    const page = await search({ ...query, cursor });
    pages.push(page.records.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return pages;
}

async function storageWith(records: readonly CallRecord[]): Promise<Storage> {
  const storage = await openBrowserStorage({ name: newId() });
  for (const record of records) await storage.saveRecord(record);
  return storage;
}

describe('a search by the index', () => {
  it('finds what a look at every record finds, page by page, in the same order', async () => {
    const records = fc.uniqueArray(recordFields, { maxLength: 40, selector: ({ id }) => id });
    await fc.assert(
      fc.asyncProperty(records, fc.array(queryFields, { minLength: 1, maxLength: 8 }), async (fields, queries) => {
        const all = fields.map((each) => sampleRecord('me', 0, each));
        const storage = await storageWith(all);
        for (const query of queries) {
          const naive = await pagesOf(async (each) => searchIn(all, each), query);
          expect(await pagesOf((each) => storage.searchRecords(each), query)).toEqual(naive);
        }
        await storage.close();
      }),
      { numRuns: 60 },
    );
  });

  it('finds a record by what it is now, not by what it was', async () => {
    const record = sampleRecord('me', 0, { note: 'first words', outcome: 'in-progress' });
    const storage = await storageWith([record]);
    await storage.saveRecord({ ...record, revision: 2, note: 'second thoughts', outcome: 'answered', talkMs: 90_000 });
    const found = async (query: RecordQuery) => (await storage.searchRecords(query)).records.length;
    expect([
      await found({ text: 'first' }),
      await found({ text: 'second' }),
      await found({ outcomes: ['in-progress'] }),
    ]).toEqual([0, 1, 0]);
    await storage.close();
  });

  it('gets past hundreds of calls of one millisecond', async () => {
    const all = Array.from({ length: 700 }, (_, at) =>
      sampleRecord('me', 0, { customerId: 'c1', note: at % 350 === 0 ? 'rare' : 'common' }),
    );
    const storage = await storageWith(all);
    const pages = await pagesOf((query) => storage.searchRecords(query), { customerId: 'c1', limit: 300 });
    expect(pages.map(({ length }) => length)).toEqual([300, 300, 100]);
    expect((await storage.searchRecords({ customerId: 'c1', text: 'rare' })).records).toHaveLength(2);
    await storage.close();
  });

  it('finds rare ones among thousands that one condition alone would let through', async () => {
    const all = Array.from({ length: 3_000 }, (_, at) =>
      sampleRecord('me', at, {
        outcome: at % 2 ? 'busy' : 'answered',
        note: `word${at % 60} ${at % 3 ? 'odd' : 'even'}`,
        number: `+1202${5_550_000 + at}`,
      }),
    );
    const storage = await storageWith(all);
    const queries: RecordQuery[] = [
      { text: 'wor eve', outcomes: ['busy'], limit: 20 },
      { text: 'w', limit: 5 },
      { text: 'word59 odd', number: '2999' },
      { text: 'even odd' },
      { minTalkMs: 31_000 },
    ];
    for (const query of queries) expect(await storage.searchRecords(query)).toEqual(searchIn(all, query));
    await storage.close();
  });
});
