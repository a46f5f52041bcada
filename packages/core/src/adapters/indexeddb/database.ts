import type { DBSchema, IDBPDatabase } from 'idb';
import type { CallRecord } from '../../records/call-record.js';
import type { OutboxRow } from '../../storage/outbox-store.js';

/** Version 2 adds the outbox. Migrations add, they never drop rows. */
export const databaseVersion = 2;

export interface DialdeckSchema extends DBSchema {
  records: {
    key: string;
    value: CallRecord;
    indexes: {
      /** Newest first, and where a page ended. */
      byStart: [number, string];
      /** The few that are `in-progress`. */
      byOutcome: string;
    };
  };
  /** What the CRM has to be told, from version 2 on. */
  outbox: {
    key: string;
    /** `open` is there while something is not delivered: only such rows are in the index. */
    value: OutboxRow & { readonly open?: 1 };
    indexes: { byOpen: 1 };
  };
}

export type Database = IDBPDatabase<DialdeckSchema>;

export function upgradeDatabase(database: Database, oldVersion: number): void {
  if (oldVersion < 1) {
    const records = database.createObjectStore('records', { keyPath: 'id' });
    records.createIndex('byStart', ['startedAt', 'id']);
    records.createIndex('byOutcome', 'outcome');
  }
  if (oldVersion < 2) database.createObjectStore('outbox', { keyPath: 'id' }).createIndex('byOpen', 'open');
}
