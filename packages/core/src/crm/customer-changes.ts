import type { Customer, CustomerField, CustomerNumber } from '../customers/customer.js';

/** What is known of somebody the CRM does not have yet. */
export interface NewCustomer {
  readonly name: string;
  readonly company?: string | undefined;
  readonly title?: string | undefined;
  /** Preferably E.164. */
  readonly numbers: readonly CustomerNumber[];
  readonly fields?: readonly CustomerField[] | undefined;
  /** IANA time zone. */
  readonly timeZone?: string | undefined;
}

/** The fields to write, `null` to empty one. What is absent stays as it is in the CRM. */
export type CustomerChanges = { readonly [Field in keyof NewCustomer]?: NewCustomer[Field] | null };

/** Goes with everything that is written besides call logs. */
export interface CrmWrite {
  /** The same for every try of this one thing. A CRM that has seen it answers as it did, and writes nothing more. */
  readonly idempotencyKey: string;
  readonly signal: AbortSignal;
}

/** Which part of a long list is asked for. */
export interface CrmPageRequest {
  /** At most so many; 1 to 500. */
  readonly limit: number;
  /** `nextCursor` of the page before, as it came; absent for the first page. */
  readonly cursor?: string | undefined;
}

/** One page of customers, in an order that stays the same from page to page. */
export interface CustomerPage {
  readonly customers: readonly Customer[];
  /** 1 to 2,000 characters; absent on the last page. */
  readonly nextCursor?: string | undefined;
}
