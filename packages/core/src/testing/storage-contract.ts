import { isDialerError } from '../errors.js';
import type { CallRecord } from '../records/call-record.js';
import { newId } from '../shared/ids.js';
import type { Storage } from '../storage/storage.js';
import { type ContractCase, caseWith, expectThat } from './contract.js';

/** How the suite gets at an implementation. */
export interface StorageHarness {
  readonly storage: Storage;
  /**
   * Ends the page that holds `storage` without any goodbye and opens the same data again, as after a crash.
   * Leave it out when nothing survives the page.
   */
  readonly crash?: (() => Promise<Storage>) | undefined;
  /** Opens the same data once more while `storage` lives, as a second tab does. */
  readonly openAgain?: (() => Promise<Storage>) | undefined;
  clear(): Promise<void>;
}

const start = Date.UTC(2026, 5, 1, 9);

/** A finished call, for tests. Later `minutes` are newer. */
export function sampleRecord(owner: string, minutes: number, fields: Partial<CallRecord> = {}): CallRecord {
  const startedAt = start + minutes * 60_000;
  return {
    id: newId(),
    revision: 1,
    owner,
    direction: 'outgoing',
    number: '+12025550100',
    startedAt,
    seenAt: startedAt,
    outcome: 'answered',
    talkMs: 30_000,
    ...fields,
  };
}

async function idsOf(storage: Storage, query: Parameters<Storage['searchRecords']>[0]): Promise<readonly string[]> {
  return (await storage.searchRecords(query)).records.map(({ id }) => id);
}

const same = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((id, i) => id === b[i]);

/** What every {@link Storage} promises. */
export function storageContract(make: () => Promise<StorageHarness>): readonly ContractCase[] {
  const promise = caseWith(make, (harness) => harness.clear());
  return [
    promise('gives back what was saved', async ({ storage }) => {
      const record = sampleRecord(storage.owner, 0, { note: 'Grüße 你好', end: { reason: 'hung-up', by: 'remote' } });
      expectThat(await storage.saveRecord(record), 'a new record is stored');
      expectThat(JSON.stringify(await storage.getRecord(record.id)) === JSON.stringify(record), 'nothing is changed');
    }),
    promise('never replaces a newer revision by an older or equal one', async ({ storage }) => {
      const record = sampleRecord(storage.owner, 0, { revision: 3, note: 'new' });
      await storage.saveRecord(record);
      const refused = await storage.saveRecord({ ...record, revision: 3, note: 'old' });
      expectThat(!refused, 'an equal revision is refused');
      expectThat(
        !(await storage.saveRecord({ ...record, revision: 2, note: 'older' })),
        'an older revision is refused',
      );
      expectThat((await storage.getRecord(record.id))?.note === 'new', 'the newer one stays');
    }),
    promise('finds the newest first, page by page, without loss or repetition', async ({ storage }) => {
      const records = [0, 1, 1, 2, 3, 3, 4].map((minute) => sampleRecord(storage.owner, minute));
      for (const record of records) await storage.saveRecord(record);
      const seen: CallRecord[] = [];
      let cursor: string | undefined;
      do {
        const page = await storage.searchRecords({ limit: 2, cursor });
        seen.push(...page.records);
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      expectThat(
        new Set(seen.map(({ id }) => id)).size === records.length && seen.length === records.length,
        'each once',
      );
      expectThat(
        seen.every(({ startedAt }, i) => startedAt <= (seen[i - 1]?.startedAt ?? Infinity)),
        'newest first',
      );
    }),
    promise('finds by time, disposition, customer, number and text together', async ({ storage }) => {
      const { owner } = storage;
      const maya = sampleRecord(owner, 1, { name: 'Maya Okáfor', disposition: 'sale', customerId: 'c1' });
      const tom = sampleRecord(owner, 2, { name: 'Tom Becker', number: '+13125550178', note: 'wants a callback' });
      const li = sampleRecord(owner, 3, { name: '李伟', company: '北方供应' });
      for (const record of [maya, tom, li]) await storage.saveRecord(record);
      const cases: readonly [Parameters<Storage['searchRecords']>[0], readonly CallRecord[]][] = [
        [{ from: tom.startedAt }, [li, tom]],
        [{ to: tom.startedAt }, [maya]],
        [{ disposition: 'sale' }, [maya]],
        [{ customerId: 'c1' }, [maya]],
        [{ number: '+13125550178' }, [tom]],
        [{ text: 'okafor' }, [maya]],
        [{ text: 'beck call' }, [tom]],
        [{ text: '555-0178' }, [tom]],
        [{ text: '供应' }, [li]],
        [{ text: 'ecker' }, []],
      ];
      for (const [query, expected] of cases) {
        const seen = await idsOf(storage, query);
        expectThat(
          same(
            seen,
            expected.map(({ id }) => id),
          ),
          `the right ones for ${JSON.stringify(query)}`,
          seen.length,
        );
      }
    }),
    promise('refuses a wrong query by name', async ({ storage }) => {
      const failed = await storage.searchRecords({ limit: 0 }).then(
        () => undefined,
        (error: unknown) => error,
      );
      expectThat(isDialerError(failed, 'query-invalid') && failed.message.includes('limit'), 'limit is named');
    }),
    promise('takes no living page for dead', async ({ storage, openAgain }) => {
      await storage.saveRecord(sampleRecord(storage.owner, 0, { outcome: 'in-progress' }));
      expectThat((await storage.findOrphans()).length === 0, 'an own call is no orphan');
      const other = await openAgain?.();
      expectThat(((await other?.findOrphans()) ?? []).length === 0, "a living tab's call is no orphan");
      await other?.close();
    }),
    promise('finds the call of a page that died', async ({ storage, crash }) => {
      const record = sampleRecord(storage.owner, 0, { outcome: 'in-progress' });
      await storage.saveRecord(record);
      await storage.saveRecord(sampleRecord(storage.owner, 1));
      const reopened = await crash?.();
      if (!reopened) return;
      expectThat(
        same(
          (await reopened.findOrphans()).map(({ id }) => id),
          [record.id],
        ),
        'only the unfinished one',
      );
      await reopened.close();
    }),
  ];
}
