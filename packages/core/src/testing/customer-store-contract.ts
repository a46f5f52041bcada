import type { LocalCustomer } from '../customers/local-customer.js';
import { newId } from '../shared/ids.js';
import type { CustomerStore } from '../storage/customer-store.js';
import { type ContractCase, caseWith, expectThat } from './contract.js';
import type { StorageHarness } from './storage-contract.js';

/** A customer, for tests. */
export function sampleCustomer(fields: Partial<LocalCustomer> = {}): LocalCustomer {
  const at = Date.UTC(2026, 5, 1);
  return {
    id: newId(),
    name: 'Maya Okáfor',
    numbers: [{ number: '+12025550100' }],
    revision: 1,
    createdAt: at,
    updatedAt: at,
    ...fields,
  };
}

const namesOf = (customers: readonly LocalCustomer[]) => customers.map(({ name }) => name).join();

/** What the customers of every `Storage` promise. */
export function customerStoreContract(make: () => Promise<StorageHarness>): readonly ContractCase[] {
  const promise = caseWith(make, (harness) => harness.clear());
  const withStore = (name: string, run: (store: CustomerStore) => Promise<void>) =>
    promise(name, async ({ storage }) => run(await storage.openCustomers()));
  return [
    withStore('gives back a customer as it was saved', async (store) => {
      const customer = sampleCustomer({
        name: '李伟',
        custom: { plan: 'Größe', seats: 25 },
        doNotCall: { reason: 'asked' },
      });
      expectThat(await store.save(customer), 'a new customer is stored');
      expectThat(JSON.stringify(await store.get(customer.id)) === JSON.stringify(customer), 'nothing is changed');
      expectThat((await store.get('nobody')) === undefined, 'an unknown id is nobody');
    }),
    withStore('never replaces a newer customer by an older or equal one', async (store) => {
      const customer = sampleCustomer({ revision: 2, name: 'New' });
      await store.save(customer);
      expectThat(!(await store.save({ ...customer, name: 'Old' })), 'an equal revision is refused');
      expectThat(!(await store.save({ ...customer, revision: 1, name: 'Older' })), 'an older one is refused');
      expectThat((await store.get(customer.id))?.name === 'New', 'the newer one stays');
    }),
    withStore('finds everybody behind a number, however it is written', async (store) => {
      await store.save(sampleCustomer({ name: 'B', numbers: [{ number: '+49 30 901820-0' }] }));
      await store.save(sampleCustomer({ name: 'A', numbers: [{ number: '1002' }, { number: '0049309018200' }] }));
      await store.save(sampleCustomer({ name: 'C', numbers: [{ number: '309018201' }] }));
      expectThat(namesOf(await store.findByNumber('030 9018200')) === 'A,B', 'both with that line, by name');
      expectThat(namesOf(await store.findByNumber('1002')) === 'A', 'a short number is compared as a whole');
      expectThat((await store.findByNumber('002')).length === 0, 'a part of a number is nobody');
    }),
    withStore('finds by words and digits of any script, page by page', async (store) => {
      const all = ['Ádám Nagy', 'Adam Smith', '王小明', 'Adrian'].map((name) =>
        sampleCustomer({ name, company: `${name} Ltd`, custom: { plan: 'Gold' } }),
      );
      for (const customer of all) await store.save(customer);
      const found = async (text: string) => namesOf((await store.search({ text })).customers);
      expectThat((await found('ada')) === 'Adam Smith,Ádám Nagy', 'accents do not matter', await found('ada'));
      expectThat((await found('小')) === '王小明', 'a script without spaces is found anywhere', await found('小'));
      expectThat(
        (await found('gold smi 5550')) === 'Adam Smith',
        'custom values and digits count, and all have to fit',
      );
      expectThat((await found('dam')) === '', 'the middle of a word is not its beginning');
      const first = await store.search({ limit: 3 });
      const second = await store.search({ limit: 3, cursor: first.nextCursor });
      const seen = [...first.customers, ...second.customers].map(({ id }) => id);
      expectThat(new Set(seen).size === 4 && seen.length === 4 && second.nextCursor === undefined, 'each once');
    }),
    withStore('finds a customer by what it is now, and no more once it is removed', async (store) => {
      const customer = sampleCustomer();
      await store.save(customer);
      await store.save({ ...customer, revision: 2, name: 'Tom', numbers: [] });
      expectThat((await store.findByNumber('+12025550100')).length === 0, 'the old number is gone');
      expectThat((await store.search({ text: 'maya' })).customers.length === 0, 'the old name is gone');
      expectThat(await store.remove(customer.id), 'it was there');
      expectThat(!(await store.remove(customer.id)), 'it is gone');
      expectThat((await store.search({ text: 'tom' })).customers.length === 0, 'it is not found any more');
    }),
  ];
}
