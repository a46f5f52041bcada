import { newEntry, reduceOutboxEntry } from '../crm/outbox-state.js';
import type { OutboxStore, OutboxWord } from '../storage/outbox-store.js';
import type { Storage } from '../storage/storage.js';
import { type ContractCase, caseWith, expectThat } from './contract.js';
import { type StorageHarness, sampleRecord } from './storage-contract.js';

async function idsOwed(outbox: OutboxStore): Promise<string> {
  return (await outbox.listOpen()).map(({ id, owed }) => `${id}:${owed}`).join();
}

function deliveredEntry(id: string, revision: number) {
  const sending = reduceOutboxEntry(newEntry({ id, revision, startedAt: 0 }), { type: 'started' }, 0);
  return reduceOutboxEntry(sending, { type: 'confirmed', revision }, 0);
}

/** What the outbox of every {@link Storage} promises. */
export function outboxStoreContract(make: () => Promise<StorageHarness>): readonly ContractCase[] {
  const promise = caseWith(make, (harness) => harness.clear());
  const withOutbox = (name: string, run: (storage: Storage, outbox: OutboxStore) => Promise<void>) =>
    promise(name, async ({ storage }) => {
      const outbox = await storage.openOutbox();
      try {
        await run(storage, outbox);
      } finally {
        outbox.close();
      }
    });
  return [
    withOutbox('owes the CRM what was saved for it, and only that', async (storage, outbox) => {
      const [owed, other] = [sampleRecord(storage.owner, 0), sampleRecord(storage.owner, 1)];
      await storage.saveRecord(owed, true);
      await storage.saveRecord(other);
      expectThat((await idsOwed(outbox)) === `${owed.id}:1`, 'one call', await idsOwed(outbox));
    }),
    withOutbox('owes nothing for a revision that lost', async (storage, outbox) => {
      const record = sampleRecord(storage.owner, 0, { revision: 3 });
      await storage.saveRecord(record, true);
      await storage.saveRecord({ ...record, revision: 2 }, true);
      expectThat((await idsOwed(outbox)) === `${record.id}:3`, 'the newer one', await idsOwed(outbox));
    }),
    withOutbox('takes a delivered call off the list, and puts it back when it changes', async (storage, outbox) => {
      const record = sampleRecord(storage.owner, 0);
      await storage.saveRecord(record, true);
      await outbox.saveEntry(deliveredEntry(record.id, 1));
      expectThat((await idsOwed(outbox)) === '', 'nothing is owed', await idsOwed(outbox));
      await storage.saveRecord({ ...record, revision: 2, note: 'later' }, true);
      expectThat((await idsOwed(outbox)) === `${record.id}:2`, 'the note is owed', await idsOwed(outbox));
      expectThat((await outbox.getRow(record.id))?.entry?.revision === 1, 'what was delivered is remembered');
    }),
    withOutbox('still owes what was saved while an older revision was being delivered', async (storage, outbox) => {
      const record = sampleRecord(storage.owner, 0);
      await storage.saveRecord(record, true);
      await storage.saveRecord({ ...record, revision: 2 }, true);
      await outbox.saveEntry(deliveredEntry(record.id, 1));
      expectThat((await idsOwed(outbox)) === `${record.id}:2`, 'the newer revision', await idsOwed(outbox));
    }),
    promise('owes after a crash what it owed before', async ({ storage, crash }) => {
      const record = sampleRecord(storage.owner, 0);
      await storage.saveRecord(record, true);
      const reopened = await crash?.();
      if (!reopened) return;
      const outbox = await reopened.openOutbox();
      expectThat((await idsOwed(outbox)) === `${record.id}:1`, 'nothing is forgotten', await idsOwed(outbox));
      outbox.close();
      await reopened.close();
    }),
    promise('lets one send at a time', async ({ storage, openAgain }) => {
      const other = await openAgain?.();
      const [first, second] = [await storage.openOutbox(), await (other ?? storage).openOutbox()];
      const [one, two] = [new AbortController(), new AbortController()];
      await first.takeTurn(one.signal);
      const order: string[] = [];
      const waiting = second.takeTurn(two.signal).then(() => order.push('second'));
      await second.listOpen();
      order.push('first is over');
      one.abort();
      await waiting;
      expectThat(order.join() === 'first is over,second', 'the second waits for the first', order);
      two.abort();
      for (const each of [first, second]) each.close();
      await other?.close();
    }),
    promise('carries words to the others, not to itself', async ({ storage, openAgain }) => {
      const other = await openAgain?.();
      const [first, second] = [await storage.openOutbox(), await (other ?? storage).openOutbox()];
      const own: OutboxWord[] = [];
      first.words((word) => own.push(word));
      const heard = new Promise<OutboxWord>((resolve) => second.words(resolve));
      first.tell({ type: 'retry', id: 'c1' });
      const word = await heard;
      expectThat(word.type === 'retry' && word.id === 'c1' && own.length === 0, 'the others hear it', { word, own });
      for (const each of [first, second]) each.close();
      await other?.close();
    }),
  ];
}
