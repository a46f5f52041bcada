import type { CustomerDeskOptions } from './customer-desk.js';
import type { Customers } from './customers.js';

/** The customers of a dialer; what works on them is loaded with the first question. */
export function linkCustomers(options: CustomerDeskOptions): Customers {
  let desk: Promise<Customers> | undefined;
  const load = () => {
    desk ??= import('./customer-desk.js').then(({ createCustomerDesk }) => createCustomerDesk(options));
    return desk;
  };
  return {
    listFields: async () => options.fields,
    search: async (query) => (await load()).search(query),
    findByNumber: async (...how) => (await load()).findByNumber(...how),
    get: async (...how) => (await load()).get(...how),
    getLocal: async (id) => (await load()).getLocal(id),
    create: async (fields) => (await load()).create(fields),
    update: async (...how) => (await load()).update(...how),
    check: async (values) => (await load()).check(values),
    timeline: async (query) => (await load()).timeline(query),
  };
}
