import { newEntry, reduceOutboxEntry } from '../crm/outbox-state.js';
import type { CallRecord, RecordQuery } from '../records/call-record.js';
import type { Storage } from '../storage/storage.js';
import { type ContractCase, caseWith, expectThat } from './contract.js';
import { type StorageHarness, sampleRecord } from './storage-contract.js';

async function deliver(storage: Storage, { id, revision, startedAt }: CallRecord, ref: string): Promise<void> {
  const sending = reduceOutboxEntry(newEntry({ id, revision, startedAt }), { type: 'started' }, 0);
  const confirmed = { revision, ref, log: { id } as never };
  const outbox = await storage.openOutbox();
  await outbox.saveEntry(reduceOutboxEntry(sending, { type: 'confirmed', revision, confirmed }, 0));
  outbox.close();
}

/** What every `Storage` promises of searching records by all they hold, and of removing them. */
export function recordSearchContract(make: () => Promise<StorageHarness>): readonly ContractCase[] {
  const promise = caseWith(make, (harness) => harness.clear());
  return [
    promise('finds by outcome, direction, talk time, tags and parts of the number, together', async ({ storage }) => {
      const { owner } = storage;
      const busy = sampleRecord(owner, 1, { outcome: 'busy', talkMs: 0, number: '+4930901820', tags: ['vip', '重要'] });
      const long = sampleRecord(owner, 2, { talkMs: 600_000, direction: 'incoming', tags: ['vip'], name: 'Étienne' });
      const short = sampleRecord(owner, 3, { talkMs: 900, number: '1002', note: '下周再打电话' });
      for (const record of [busy, long, short]) await storage.saveRecord(record);
      const cases: readonly [RecordQuery, readonly CallRecord[]][] = [
        [{ outcomes: ['busy', 'missed'] }, [busy]],
        [{ direction: 'incoming' }, [long]],
        [{ minTalkMs: 900 }, [short, long]],
        [{ minTalkMs: 1, maxTalkMs: 599_999 }, [short]],
        [{ tags: ['vip'] }, [long, busy]],
        [{ tags: ['vip', '重要'] }, [busy]],
        [{ number: '(030) 9018' }, []],
        [{ number: '309018' }, [busy]],
        [{ number: '820' }, [busy]],
        [{ number: '00' }, [short, long]],
        [{ text: '下周' }, [short]],
        [{ text: '电' }, [short]],
        [{ text: 'vip etien', direction: 'incoming', from: long.startedAt, maxTalkMs: 600_000 }, [long]],
        [{ text: 'vip', outcomes: ['missed'] }, []],
      ];
      for (const [query, expected] of cases) {
        const seen = (await storage.searchRecords(query)).records.map(({ id }) => id);
        expectThat(
          seen.join() === expected.map(({ id }) => id).join(),
          `the right ones for ${JSON.stringify(query)}`,
          seen.length,
        );
      }
    }),
    promise('removes records with what is owed of them, and finds them no more', async ({ storage }) => {
      const [gone, stays] = [sampleRecord(storage.owner, 0, { note: 'secret' }), sampleRecord(storage.owner, 1)];
      await storage.saveRecord(gone, true);
      await storage.saveRecord(stays);
      await deliver(storage, gone, 'log-7');
      const removed = await storage.removeRecords([gone.id, 'unknown']);
      expectThat(removed.records === 1 && removed.outbox === 1, 'one record and one row are counted');
      expectThat(removed.crmRefs.join() === 'log-7', 'what the CRM calls it is told');
      expectThat((await storage.getRecord(gone.id)) === undefined, 'it is gone');
      expectThat((await storage.searchRecords({ text: 'secret' })).records.length === 0, 'it is not found');
      expectThat((await storage.searchRecords({})).records.length === 1, 'the other stays');
    }),
    promise('keeps what the CRM is owed, when asked to', async ({ storage }) => {
      const [owed, delivered] = [sampleRecord(storage.owner, 0), sampleRecord(storage.owner, 1)];
      for (const record of [owed, delivered]) await storage.saveRecord(record, true);
      await deliver(storage, delivered, 'log-8');
      const removed = await storage.removeRecords([owed.id, delivered.id], { keepOwed: true });
      expectThat(removed.kept.join() === owed.id && removed.records === 1, 'only the delivered one goes');
      expectThat((await storage.getRecord(owed.id)) !== undefined, 'the other stays');
    }),
  ];
}
