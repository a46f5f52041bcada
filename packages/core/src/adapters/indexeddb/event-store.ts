import { type EventStore, laneOf } from '../../storage/event-store.js';
import type { OutboxRow } from '../../storage/outbox-store.js';
import type { Database } from './database.js';
import type { EventRow } from './event-tables.js';
import { openPageWords } from './page-words.js';
import { translated } from './storage-error.js';

/** The events of `openBrowserStorage` that somebody shall have: rows in IndexedDB. */
export function openBrowserEvents(database: Database, name: string): EventStore {
  return {
    ...openPageWords(`dialdeck:${name}:events`),
    listOpen: () => translated(async () => (await database.getAll('events')).map(rowOf)),
    getRow: (id) =>
      translated(async () => {
        const row = await database.getFromIndex('events', 'byId', id);
        return row && rowOf(row);
      }),
    getEvent: (id) => translated(async () => (await database.getFromIndex('events', 'byId', id))?.event),
    add: (events, most) =>
      translated(async () => {
        const transaction = database.transaction('events', 'readwrite', { durability: 'strict' });
        const taken = events.slice(0, Math.max(0, most - (await transaction.store.count())));
        const rows = taken.map((event) => transaction.store.add({ id: event.id, lane: laneOf(event), event }));
        await Promise.all([...rows, transaction.done]);
        return taken.length;
      }),
    saveEntry: (entry) =>
      translated(async () => {
        const transaction = database.transaction('events', 'readwrite');
        const row = await transaction.store.index('byId').get(entry.id);
        if (row?.at !== undefined) {
          if (entry.status === 'done') await transaction.store.delete(row.at);
          else await transaction.store.put({ ...row, entry });
        }
        await transaction.done;
      }),
    forget: (callIds) =>
      translated(async () => {
        const transaction = database.transaction('events', 'readwrite');
        const { store } = transaction;
        const keys = await Promise.all(callIds.map((id) => store.index('byLane').getAllKeys(id)));
        await Promise.all([...keys.flat().map((key) => store.delete(key)), transaction.done]);
        return keys.flat().length;
      }),
  };
}

const rowOf = ({ at = 0, id, lane, entry }: EventRow): OutboxRow => ({
  id,
  owed: 1,
  startedAt: at,
  lane,
  ...(entry ? { entry } : {}),
});
