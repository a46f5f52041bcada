import type { CustomValues } from './custom-field.js';
import type { Customer, CustomerConsent, CustomerNumber } from './customer.js';

/** A customer kept in this browser. */
export interface LocalCustomer extends Omit<Customer, 'fields' | 'url'> {
  /** Counts every change. */
  readonly revision: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly custom?: CustomValues | undefined;
}

/** What a person can write of a customer. */
export interface CustomerFields {
  readonly name: string;
  readonly company?: string | undefined;
  readonly title?: string | undefined;
  readonly numbers: readonly CustomerNumber[];
  readonly timeZone?: string | undefined;
  readonly doNotCall?: Customer['doNotCall'];
  readonly consents?: readonly CustomerConsent[] | undefined;
  readonly custom?: CustomValues | undefined;
}

/** What to change; `null` empties a field, what is absent stays. `custom` is changed value by value. */
export type CustomerEdit = {
  readonly [Field in keyof Omit<CustomerFields, 'custom'>]?: CustomerFields[Field] | null;
} & { readonly custom?: { readonly [id: string]: string | number | null } | undefined };
