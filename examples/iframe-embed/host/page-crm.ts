import type { Customer } from '@dialdeck/core';
import type { CrmAdapter, CrmCallLog } from '@dialdeck/core/crm';

/** The names are as hostile as names can be: they must show as text. */
export const customers: readonly Customer[] = [
  { id: 'c1', name: 'Ava Chen', numbers: [{ number: '+12025550101' }] },
  {
    id: 'c2',
    name: '<img src=x onerror="document.title=\'owned\'"> \u202Eneb\u202C',
    numbers: [{ number: '+12025550102' }],
  },
];

/** A call as this CRM has it. */
export interface StoredCall {
  readonly ref: string;
  readonly revision: number;
  readonly fields: Partial<Record<keyof CrmCallLog, unknown>>;
}

/** A CRM that lives as long as the page. @param onChange told after every change */
export function createPageCrm(onChange: (calls: readonly StoredCall[]) => void): CrmAdapter {
  const calls = new Map<string, StoredCall>();
  return {
    async matchCustomers(numbers) {
      return numbers.map((number) => ({
        number,
        customers: customers.filter((customer) => customer.numbers.some((each) => each.number === number)),
      }));
    },
    async upsertCall({ id }, { revision, changes, signal }) {
      signal.throwIfAborted();
      const stored = calls.get(id);
      if (stored && stored.revision >= revision) return { ref: stored.ref };
      const call = {
        ref: stored?.ref ?? `call-${calls.size + 1}`,
        revision,
        fields: { ...stored?.fields, ...changes },
      };
      calls.set(id, call);
      onChange([...calls.values()]);
      return { ref: call.ref };
    },
  };
}
