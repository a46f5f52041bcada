import type { CustomerQuery, LocalCustomerPage } from '../customers/customer-search.js';
import type { LocalCustomer } from '../customers/local-customer.js';

/** The part of a `Storage` that keeps customers. Loaded only where customers are kept in the browser. */
export interface CustomerStore {
  get(id: string): Promise<LocalCustomer | undefined>;
  /**
   * Writes a customer, unless the stored one has the same or a higher revision. Resolves when it is durable; `false`
   * when the stored one was newer.
   * @throws DialerError `storage-full`, `storage-failed`
   */
  save(customer: LocalCustomer): Promise<boolean>;
  /** Whether there was one. */
  remove(id: string): Promise<boolean>;
  /** Everybody with this line, by name. */
  findByNumber(number: string): Promise<readonly LocalCustomer[]>;
  /** By name, then by id. @throws DialerError `query-invalid`, `storage-failed` */
  search(query: CustomerQuery): Promise<LocalCustomerPage>;
}
