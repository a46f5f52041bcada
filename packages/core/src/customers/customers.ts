import type { CustomFieldDefinition, CustomFieldProblem } from './custom-field.js';
import type { Customer } from './customer.js';
import type { CustomerTimelinePage, CustomerTimelineQuery } from './customer-timeline.js';
import type { CustomerEdit, CustomerFields, LocalCustomer } from './local-customer.js';

/** One page of customers, those of this browser before those of the CRM. */
export interface CustomersPage {
  readonly customers: readonly Customer[];
  readonly nextCursor?: string | undefined;
  /** The CRM did not answer: there may be more. */
  readonly incomplete: boolean;
}

export interface CustomersQuery {
  /** Words of name, company or title, or part of a number. */
  readonly text: string;
  /** @defaultValue 50, at most 500 */
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Customers, from the CRM and from this browser; without a CRM those of this browser alone. */
export interface Customers {
  /** The fields that the host invented. */
  listFields(): Promise<readonly CustomFieldDefinition[]>;
  /** @throws DialerError `query-invalid`, `storage-failed` */
  search(query: CustomersQuery): Promise<CustomersPage>;
  /** Everybody behind a number; several are for the agent to choose from (`call.setCustomer`), never guessed. */
  findByNumber(number: string, signal?: AbortSignal): Promise<readonly Customer[]>;
  /** By the id here or in the CRM. */
  get(id: string, signal?: AbortSignal): Promise<Customer | undefined>;
  /** What is kept in this browser, as it is edited. */
  getLocal(id: string): Promise<LocalCustomer | undefined>;
  /**
   * Creates a customer in this browser. Only ever asked for by a person: no call and no match creates one.
   * @throws DialerError `customer-invalid`, `storage-full`, `storage-failed`
   */
  create(fields: CustomerFields): Promise<LocalCustomer>;
  /**
   * Changes a customer of this browser.
   * @param options.revision the revision that was read: one that changed since is refused
   * @throws DialerError `customer-not-found`, `customer-invalid`, `customer-changed`, `storage-failed`
   */
  update(id: string, edit: CustomerEdit, options?: { readonly revision?: number | undefined }): Promise<LocalCustomer>;
  /** What is wrong with the custom values, by the id of the field: for a form, while it is typed in. */
  check(values: Readonly<Record<string, unknown>>): Promise<ReadonlyMap<string, CustomFieldProblem>>;
  /** Calls, notes and callbacks, and what the CRM knows, newest first. @throws DialerError `query-invalid`, `storage-failed` */
  timeline(query: CustomerTimelineQuery): Promise<CustomerTimelinePage>;
}
