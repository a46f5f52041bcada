import { newId } from '../shared/ids.js';
import type { CallLogStore, StoredCallLog } from '../storage/call-log-store.js';
import { type ContractCase, caseWith, expectThat } from './contract.js';
import type { StorageHarness } from './storage-contract.js';

const sampleLog = (fields: Partial<StoredCallLog> = {}): StoredCallLog => ({
  id: newId(),
  revision: 1,
  startedAt: Date.UTC(2026, 5, 1),
  customerId: 'c1',
  fields: { note: 'Grüße 你好', number: '+12025550100' },
  ...fields,
});

const idsOf = (logs: readonly StoredCallLog[]) => logs.map(({ id }) => id).join();

/** What the call logs of every `Storage` promise. */
export function callLogStoreContract(make: () => Promise<StorageHarness>): readonly ContractCase[] {
  const promise = caseWith(make, (harness) => harness.clear());
  const withStore = (name: string, run: (store: CallLogStore) => Promise<void>) =>
    promise(name, async ({ storage }) => run(await storage.openCallLogs()));
  return [
    withStore('gives back a call log as it was stored', async (store) => {
      const log = sampleLog();
      await store.change(log.id, () => log);
      expectThat(JSON.stringify(await store.get(log.id)) === JSON.stringify(log), 'nothing is changed');
      expectThat((await store.get('nobody')) === undefined, 'an unknown id is no call');
    }),
    withStore('loses no change of a call when many are made at once', async (store) => {
      const log = sampleLog({ revision: 0 });
      const raise = (stored: StoredCallLog = log) => ({ ...stored, revision: stored.revision + 1 });
      await Promise.all(Array.from({ length: 20 }, () => store.change(log.id, raise)));
      expectThat((await store.get(log.id))?.revision === 20, 'all twenty', await store.get(log.id));
    }),
    withStore('stores nothing when a change throws', async (store) => {
      const log = sampleLog();
      await store.change(log.id, () => log);
      const refuse = () => {
        throw new Error('no');
      };
      await store.change(log.id, refuse).then(
        () => expectThat(false, 'a change that throws rejects'),
        () => {},
      );
      expectThat((await store.get(log.id))?.revision === 1, 'the log stays as it was');
    }),
    withStore('lists the calls of a customer, newest first, and of nobody else', async (store) => {
      const [older, newer] = [sampleLog(), sampleLog({ startedAt: Date.UTC(2026, 5, 2) })];
      const { customerId: _customerId, ...nobody } = sampleLog();
      for (const log of [older, newer, sampleLog({ customerId: 'c2' }), nobody]) await store.change(log.id, () => log);
      expectThat(idsOf(await store.listOf('c1')) === idsOf([newer, older]), 'both of the customer');
    }),
    withStore('removes what it is told to, and says what there was', async (store) => {
      const [gone, stays] = [sampleLog(), sampleLog()];
      for (const log of [gone, stays]) await store.change(log.id, () => log);
      expectThat((await store.remove([gone.id, 'nobody'])).join() === gone.id, 'the one that there was');
      expectThat(idsOf(await store.listOf('c1')) === stays.id, 'the other one stays');
    }),
  ];
}
