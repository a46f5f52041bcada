import { pageOfCustomers } from '../customers/customer-search.js';
import type { LocalCustomer } from '../customers/local-customer.js';
import { sameLine } from '../customers/same-line.js';
import type { CustomerStore } from './customer-store.js';

/** The customers of `createMemoryStorage()`. */
export function createMemoryCustomers(): CustomerStore {
  const customers = new Map<string, LocalCustomer>();
  return {
    get: async (id) => customers.get(id),
    async save(customer) {
      if ((customers.get(customer.id)?.revision ?? -1) >= customer.revision) return false;
      customers.set(customer.id, Object.freeze({ ...customer }));
      return true;
    },
    remove: async (id) => customers.delete(id),
    async findByNumber(number) {
      const found = [...customers.values()].filter(({ numbers }) =>
        numbers.some((each) => sameLine(each.number, number)),
      );
      return pageOfCustomers(found, { limit: 500 }).customers;
    },
    search: async (query) => pageOfCustomers(customers.values(), query),
  };
}
