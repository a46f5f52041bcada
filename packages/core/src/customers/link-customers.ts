import { lazily } from '../shared/lazily.js';
import type { CustomerDeskOptions } from './customer-desk.js';
import type { Customers } from './customers.js';

/** The customers of a dialer; what works on them is loaded with the first question. */
export const linkCustomers = (options: CustomerDeskOptions): Customers => ({
  listFields: async () => options.fields,
  ...lazily<Customers, Exclude<keyof Customers, 'listFields'>>(
    async () => (await import('./customer-desk.js')).createCustomerDesk(options),
    'search',
    'findByNumber',
    'get',
    'getLocal',
    'create',
    'update',
    'check',
    'timeline',
  ),
});
