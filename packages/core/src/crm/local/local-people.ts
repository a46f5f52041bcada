import type { CustomFieldDefinition } from '../../customers/custom-field.js';
import type { Customer } from '../../customers/customer.js';
import { cardOf } from '../../customers/customer-card.js';
import { checkCustomer, editedCustomer, fieldsOf } from '../../customers/customer-rules.js';
import type { CustomerEdit, CustomerFields, LocalCustomer } from '../../customers/local-customer.js';
import { isDialerError } from '../../errors.js';
import { searchWordsOf } from '../../records/search-words.js';
import type { Clock } from '../../shared/clock.js';
import type { CustomerStore } from '../../storage/customer-store.js';
import { CrmError } from '../crm-error.js';
import type { CustomerChanges, CustomerPage, NewCustomer } from '../customer-changes.js';
import { localRef } from './local-ref.js';

export interface LocalPeopleOptions {
  readonly store: () => Promise<CustomerStore>;
  readonly clock: Clock;
  readonly fields: readonly CustomFieldDefinition[];
}

const tries = 5;
const longestKey = 200;

/** What was typed is taken for what it is: `%%` finds who is called so, not everybody. */
const isMeant = (text: string) => (customer: LocalCustomer) =>
  text === '' || searchWordsOf(text).length > 0 || customer.name.includes(text);

/** The customers of the CRM of this browser. */
export function createLocalPeople({ store, clock, fields }: LocalPeopleOptions) {
  const card = (customer: LocalCustomer): Customer => cardOf(customer, fields);

  /** Values by the labels that people see, as values by the ids of their fields. */
  function customOf(given: NewCustomer['fields'] | null): CustomerEdit['custom'] {
    const pairs = (given ?? []).map(({ label, value }) => {
      const field = fields.find((each) => each.label === label);
      if (!field)
        throw new CrmError('refused', `There is no field "${label.slice(0, 100)}"; name it in customerFields.`);
      const chosen = field.choices?.find((choice) => choice.label === value)?.value ?? value;
      return [field.id, field.type === 'number' ? Number(chosen) : chosen] as const;
    });
    return Object.fromEntries(pairs);
  }

  async function save(customer: LocalCustomer): Promise<boolean> {
    try {
      checkCustomer(customer, fields);
    } catch (error) {
      throw new CrmError('refused', error instanceof Error ? error.message : '', { cause: error });
    }
    return (await store()).save(customer);
  }

  async function page(query: Parameters<CustomerStore['search']>[0]): Promise<CustomerPage> {
    try {
      const { customers, nextCursor } = await (await store()).search(query);
      const meant = customers.filter(isMeant(query.text ?? '')).map(card);
      return nextCursor === undefined ? { customers: meant } : { customers: meant, nextCursor };
    } catch (error) {
      if (!isDialerError(error, 'query-invalid')) throw error;
      throw new CrmError('refused', 'There is no such page.', { cause: error });
    }
  }

  return {
    page,
    match: async (number: string): Promise<readonly Customer[]> =>
      (await (await store()).findByNumber(number)).map(card),
    async get(id: string): Promise<Customer | undefined> {
      const found = await (await store()).get(id);
      return found && card(found);
    },
    /** The id follows from the key, so that a key that comes again finds the customer it made. */
    async create({ fields: values, ...given }: NewCustomer, key: string): Promise<Customer> {
      if (key.length > longestKey) throw new CrmError('refused', `A key has at most ${longestKey} characters.`);
      const now = clock.now();
      const id = localRef(key);
      const custom = customOf(values);
      const written = fieldsOf({ ...given, ...(values ? { custom } : {}) } as CustomerFields);
      const customer = { ...written, id, revision: 1, createdAt: now, updatedAt: now };
      if (await save(customer)) return card(customer);
      return card((await (await store()).get(id)) ?? customer);
    },
    async update(id: string, { fields: values, ...changes }: CustomerChanges): Promise<Customer> {
      const edit = { ...changes, ...(values === undefined ? {} : { custom: customOf(values) }) };
      for (let turn = 0; turn < tries; turn += 1) {
        const before = await (await store()).get(id);
        if (!before) throw new CrmError('refused', 'There is no such customer.');
        const { createdAt, revision } = before;
        const next = { id, createdAt, updatedAt: clock.now(), revision: revision + 1 };
        const customer = { ...editedCustomer(before, edit as CustomerEdit), ...next };
        if (await save(customer)) return card(customer);
      }
      throw new CrmError('later', 'The customer keeps changing in another tab.');
    },
  };
}
