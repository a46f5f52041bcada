import type { Crm } from '../crm/crm.js';
import type { CrmAdapter } from '../crm/crm-adapter.js';
import { createCrmDirectory } from '../crm/crm-directory.js';
import { DialerError } from '../errors.js';
import type { Records } from '../records/records.js';
import type { Clock } from '../shared/clock.js';
import { newId } from '../shared/ids.js';
import type { Storage } from '../storage/storage.js';
import { type CustomFieldDefinition, problemsOfValues } from './custom-field.js';
import type { Customer, CustomerDirectory } from './customer.js';
import { cardOf } from './customer-card.js';
import { checkCustomer, editedCustomer, fieldsOf } from './customer-rules.js';
import { timelineOf } from './customer-timeline.js';
import type { Customers, CustomersPage, CustomersQuery } from './customers.js';
import type { LocalCustomer } from './local-customer.js';

export interface CustomerDeskOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly records: Pick<Records, 'search' | 'get'>;
  readonly fields: readonly CustomFieldDefinition[];
  /** Who is behind a number by others than this browser. */
  readonly directory: CustomerDirectory | undefined;
  readonly adapter: CrmAdapter | undefined;
  readonly crm: Pick<Crm, 'questions'> | undefined;
}

export function createCustomerDesk(options: CustomerDeskOptions): Customers {
  const { storage, clock, records, fields, directory, adapter, crm } = options;
  const store = () => storage.openCustomers();
  const card = (local: LocalCustomer) => cardOf(local, fields);
  const noSignal = () => new AbortController().signal;

  async function searchCrm({ text, signal }: CustomersQuery): Promise<readonly Customer[]> {
    return adapter?.searchCustomers ? createCrmDirectory(adapter, { clock }).search(text, signal) : [];
  }

  async function save(customer: LocalCustomer): Promise<boolean> {
    checkCustomer(customer, fields);
    return (await store()).save(customer);
  }

  return {
    listFields: async () => fields,
    async search(query): Promise<CustomersPage> {
      const { text, limit = 50, cursor } = query;
      const [page, others] = await Promise.all([
        (await store()).search({ text, limit, cursor }),
        // The CRM has no pages here; what it answers stands on the first.
        cursor === undefined ? searchCrm(query).catch(() => undefined) : [],
      ]);
      const here = page.customers.map(card);
      // A CRM that lives in this storage has the same ones.
      const customers = [...here, ...(others ?? []).filter(({ id }) => !here.some((each) => each.id === id))];
      const more = page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor };
      return { customers, incomplete: others === undefined, ...more };
    },
    async findByNumber(number, signal = noSignal()) {
      const ofOthers = directory?.findByNumber(number, signal).then(
        (found) => ({ found }),
        (error: unknown) => ({ error }),
      );
      const here = (await (await store()).findByNumber(number)).map(card);
      const others = await ofOthers;
      // Who is known here is better than nobody; that the CRM failed shows in its own state.
      if (others && 'error' in others && here.length === 0) throw others.error;
      const found = others && 'found' in others ? others.found : [];
      return [...found, ...here.filter(({ id }) => !found.some((each) => each.id === id))];
    },
    async get(id, signal) {
      const local = await (await store()).get(id);
      if (local) return card(local);
      return adapter?.getCustomer && crm ? (await crm.questions()).getCustomer(id, { signal }) : undefined;
    },
    getLocal: async (id) => (await store()).get(id),
    async create(given) {
      const now = clock.now();
      const customer = { ...fieldsOf(Object(given)), id: newId(), revision: 1, createdAt: now, updatedAt: now };
      await save(customer);
      return customer;
    },
    async update(id, edit, { revision } = {}) {
      const before = await (await store()).get(id);
      if (!before) throw new DialerError('customer-not-found', `No customer of this browser has the id "${id}".`);
      const { createdAt } = before;
      const next = { id, createdAt, updatedAt: clock.now(), revision: before.revision + 1 };
      const customer = { ...editedCustomer(before, Object(edit)), ...next };
      if ((revision !== undefined && revision !== before.revision) || !(await save(customer))) {
        throw new DialerError('customer-changed', 'The customer was changed elsewhere meanwhile; read it again.');
      }
      return customer;
    },
    check: async (values) => problemsOfValues(fields, values),
    async timeline(query) {
      const ofCrm = adapter?.timeline && crm ? await crm.questions().catch(() => undefined) : undefined;
      return timelineOf(query, { search: records.search, getRecord: records.get, crm: ofCrm });
    },
  };
}
