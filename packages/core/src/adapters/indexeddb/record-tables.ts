import type { CallRecord } from '../../records/call-record.js';
import type { Database, Upgrade } from './database.js';

export interface RecordTables {
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

export function upgradeRecords(database: Database, oldVersion: number, _upgrade: Upgrade): void | Promise<void> {
  if (oldVersion < 1) {
    const records = database.createObjectStore('records', { keyPath: 'id' });
    records.createIndex('byStart', ['startedAt', 'id']);
    records.createIndex('byOutcome', 'outcome');
  }
}
