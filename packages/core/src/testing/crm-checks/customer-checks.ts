import type { CrmAdapter } from '../../crm/crm-adapter.js';
import { readCrmAnswer } from '../../crm/crm-answers.js';
import { newId } from '../../shared/ids.js';
import { expectThat } from '../contract.js';
import { type CrmCheck, expectToStop, failureOf, hostileText } from './crm-check.js';

const newCustomer = () => ({
  name: hostileText,
  company: 'Müller & 李',
  numbers: [{ number: '+12025550166', label: 'Mobile' }],
});

async function create(adapter: Pick<Required<CrmAdapter>, 'createCustomer'>, key = newId(), customer = newCustomer()) {
  const write = { idempotencyKey: key, signal: new AbortController().signal };
  return readCrmAnswer('createCustomer', await adapter.createCustomer(customer, write));
}

const crowd = 10_000;
const pageSize = 500;

/** The customers themselves. */
export const customerChecks: readonly CrmCheck[] = [
  {
    id: 'customer.created',
    title: 'creates a customer and gives it back unchanged, in any script',
    cure: 'Answer with the customer as the CRM stored it, under the id that getCustomer takes.',
    methods: ['createCustomer', 'getCustomer'],
    needs: [],
    async run({ adapter, signal }) {
      const created = await create(adapter);
      const read = readCrmAnswer('getCustomer', await adapter.getCustomer(created.id, signal));
      expectThat(read?.name === hostileText, 'the name, character by character', read?.name);
    },
  },
  {
    id: 'customer.created-once',
    title: 'creates a customer once for one idempotency key',
    cure: 'Store the key with the customer, or send it as Idempotency-Key to a CRM that knows it.',
    methods: ['createCustomer'],
    needs: [],
    async run({ adapter }) {
      const key = newId();
      const [first, again] = [await create(adapter, key), await create(adapter, key)];
      expectThat(first.id === again.id, 'the same customer', [first.id, again.id]);
      expectThat((await create(adapter)).id !== first.id, 'another one for another key');
    },
  },
  {
    id: 'customer.missing',
    title: 'answers undefined for a customer that does not exist',
    cure: 'Turn the 404 of the CRM into undefined.',
    methods: ['getCustomer'],
    needs: [],
    async run({ adapter, signal }) {
      for (const id of [newId(), '__proto__', '../admin']) {
        const found = await adapter.getCustomer(id, signal);
        expectThat(found === undefined || found === null, `nobody with the id ${id}`, found);
      }
    },
  },
  {
    id: 'customer.updated',
    title: 'updates the fields given and leaves the others',
    cure: 'Write only the fields in changes; null empties one.',
    methods: ['createCustomer', 'updateCustomer', 'getCustomer'],
    needs: [],
    async run({ adapter, signal }) {
      const { id } = await create(adapter);
      const write = { idempotencyKey: newId(), signal };
      readCrmAnswer('updateCustomer', await adapter.updateCustomer(id, { title: 'Head of R & D' }, write));
      const read = readCrmAnswer('getCustomer', await adapter.getCustomer(id, signal));
      expectThat(read?.title === 'Head of R & D', 'the new title', read?.title);
      expectThat(read?.name === hostileText, 'the name stays', read?.name);
    },
  },
  {
    id: 'customer.odd-keys',
    title: 'pollutes no prototype with what a customer is called',
    cure: 'Copy only fields you know.',
    methods: ['createCustomer'],
    needs: [],
    async run({ adapter }) {
      const customer = JSON.parse(
        '{"name":"__proto__","numbers":[],"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
      );
      // It may refuse such a customer, too.
      await failureOf(() => create(adapter, newId(), customer));
      expectThat(!('polluted' in {}), 'no object has a field that nobody gave it');
    },
  },
  {
    id: 'customer.aborted',
    title: 'creates nobody for a request that was aborted beforehand',
    cure: 'Call signal.throwIfAborted() before anything is written.',
    methods: ['createCustomer'],
    needs: [],
    run: ({ adapter }) =>
      expectToStop((signal) => adapter.createCustomer(newCustomer(), { idempotencyKey: newId(), signal })),
  },
  {
    id: 'list.pages',
    title: `goes through ${crowd.toLocaleString('en')} customers page by page, each once`,
    cure: 'Sort by something unique such as the id, and make the cursor say where the next page begins.',
    methods: ['listCustomers'],
    needs: ['addCustomers'],
    async run({ adapter, addCustomers, signal }) {
      await addCustomers(
        Array.from({ length: crowd }, (_, index) => ({
          name: `Crowd ${index}`,
          numbers: [{ number: `+4930${1_000_000 + index}` }],
        })),
      );
      const ids = new Set<string>();
      const cursors = new Set<string>();
      let cursor: string | undefined;
      let count = 0;
      do {
        const request = { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) };
        const page = readCrmAnswer('listCustomers', await adapter.listCustomers(request, signal));
        expectThat(page.customers.length <= pageSize, `at most ${pageSize} on a page`, page.customers.length);
        for (const { id } of page.customers) ids.add(id);
        count += page.customers.length;
        cursor = page.nextCursor;
        expectThat(cursor === undefined || !cursors.has(cursor), 'a cursor leads on, never back', cursor);
        if (cursor !== undefined) cursors.add(cursor);
      } while (cursor !== undefined);
      expectThat(count === ids.size, 'each once', { customers: ids.size, listed: count });
      expectThat(count >= crowd, 'all of them', count);
    },
  },
  {
    id: 'list.made-up-cursor',
    title: 'is not led astray by a cursor nobody gave',
    cure: 'Refuse a cursor you did not write, or answer with an empty page.',
    methods: ['listCustomers'],
    needs: [],
    async run({ adapter, signal }) {
      const asked = async () =>
        readCrmAnswer('listCustomers', await adapter.listCustomers({ limit: 2, cursor: "'; DROP TABLE x;--" }, signal));
      let found = 0;
      const failed = await failureOf(async () => {
        found = (await asked()).customers.length;
      });
      expectThat(failed !== undefined || found === 0, 'a failure or an empty page', found);
    },
  },
];
