import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { OutboxRow } from '../../storage/outbox-store.js';
import { type CallLogTables, upgradeCallLogs } from './call-log-tables.js';
import { type CustomerTables, upgradeCustomers } from './customer-tables.js';
import { type EventTables, upgradeEvents } from './event-tables.js';
import { type ImportTables, upgradeImports } from './import-tables.js';
import { type QueueTables, upgradeQueue } from './queue-tables.js';
import { type RecordTables, upgradeRecords } from './record-tables.js';
import { type RecordingTables, upgradeRecordings } from './recording-tables.js';

/** Version 2 adds the outbox; version 3 events, search, customers, the dial queue, imports and recordings. Migrations add, they never drop rows. */
export const databaseVersion = 3;

interface OutboxTables {
  /** What the CRM has to be told, from version 2 on. */
  outbox: {
    key: string;
    /** `open` is there while something is not delivered: only such rows are in the index. */
    value: OutboxRow & { readonly open?: 1 };
    indexes: { byOpen: 1 };
  };
}

export interface DialdeckSchema
  extends DBSchema,
    OutboxTables,
    EventTables,
    RecordTables,
    CustomerTables,
    CallLogTables,
    QueueTables,
    ImportTables,
    RecordingTables {}

export type Database = IDBPDatabase<DialdeckSchema>;

/** The transaction of an upgrade: may make and fill any table. */
export type Upgrade = IDBPTransaction<DialdeckSchema, StoreNames<DialdeckSchema>[], 'versionchange'>;

export function upgradeDatabase(
  database: Database,
  oldVersion: number,
  _newVersion: number | null,
  upgrade: Upgrade,
): void | Promise<void> {
  if (oldVersion < 2) database.createObjectStore('outbox', { keyPath: 'id' }).createIndex('byOpen', 'open');
  upgradeEvents(database, oldVersion);
  upgradeQueue(database, oldVersion);
  upgradeImports(database, oldVersion);
  upgradeRecordings(database, oldVersion);
  upgradeCustomers(database, oldVersion);
  upgradeCallLogs(database, oldVersion);
  return upgradeRecords(database, oldVersion, upgrade);
}
