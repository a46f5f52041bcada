import type { OutboxEntry } from '../../crm/outbox-state.js';
import type { DialerEvent } from '../../dialer-events.js';
import type { Database } from './database.js';

/** An event that somebody shall have. */
export interface EventRow {
  /** Its place in the order; given by the database. */
  readonly at?: number;
  readonly id: string;
  readonly lane: string;
  readonly event: DialerEvent;
  readonly entry?: OutboxEntry | undefined;
}

export interface EventTables {
  /** From version 3 on. */
  events: { key: number; value: EventRow; indexes: { byId: string; byLane: string } };
}

export function upgradeEvents(database: Database, oldVersion: number): void {
  if (oldVersion >= 3) return;
  const events = database.createObjectStore('events', { keyPath: 'at', autoIncrement: true });
  events.createIndex('byId', 'id', { unique: true });
  events.createIndex('byLane', 'lane');
}
