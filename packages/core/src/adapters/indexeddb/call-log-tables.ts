import type { StoredCallLog } from '../../storage/call-log-store.js';
import type { Database } from './database.js';

export interface CallLogTables {
  callLogs: {
    key: string;
    value: StoredCallLog;
    indexes: { byCustomer: string };
  };
}

export function upgradeCallLogs(database: Database, oldVersion: number): void {
  if (oldVersion >= 3) return;
  database.createObjectStore('callLogs', { keyPath: 'id' }).createIndex('byCustomer', 'customerId');
}
