import type { LocalCustomer } from '../../customers/local-customer.js';
import type { Database } from './database.js';

/** A customer and what it is found by. */
export interface CustomerRow {
  readonly id: string;
  readonly customer: LocalCustomer;
  /** `lineKey` of every number. */
  readonly lines: readonly string[];
  /** Beginnings of words, neighbours of letters, and parts of numbers. */
  readonly terms: readonly string[];
}

export interface CustomerTables {
  customers: {
    key: string;
    value: CustomerRow;
    indexes: { byLine: string; byTerm: string; byName: [string, string] };
  };
}

export function upgradeCustomers(database: Database, oldVersion: number): void {
  if (oldVersion >= 3) return;
  const customers = database.createObjectStore('customers', { keyPath: 'id' });
  customers.createIndex('byName', ['customer.name', 'id']);
  customers.createIndex('byLine', 'lines', { multiEntry: true });
  customers.createIndex('byTerm', 'terms', { multiEntry: true });
}
