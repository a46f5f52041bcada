import type { DBSchema, IDBPDatabase } from 'idb';
import type { CallRecord } from '../../records/call-record.js';

/** Version 1. Migrations add, they never drop rows. */
export const databaseVersion = 1;

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
}

export type Database = IDBPDatabase<DialdeckSchema>;

export function upgradeDatabase(database: Database, oldVersion: number): void {
  if (oldVersion < 1) {
    const records = database.createObjectStore('records', { keyPath: 'id' });
    records.createIndex('byStart', ['startedAt', 'id']);
    records.createIndex('byOutcome', 'outcome');
  }
}
