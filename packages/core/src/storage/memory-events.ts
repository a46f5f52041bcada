import type { DialerEvent } from '../dialer-events.js';
import { type EventStore, laneOf } from './event-store.js';
import { createMemoryOutbox } from './memory-outbox.js';
import type { OutboxRow } from './outbox-store.js';

/** The events of `createMemoryStorage()`: they live as long as the page. */
export function createMemoryEvents(): { open(): EventStore } {
  const rows = new Map<string, OutboxRow>();
  const events = new Map<string, DialerEvent>();
  const outbox = createMemoryOutbox(rows);
  let last = 0;

  function remove(id: string): void {
    rows.delete(id);
    events.delete(id);
  }

  function open(): EventStore {
    const store = outbox.open();
    return {
      ...store,
      async add(given, most) {
        const taken = given.slice(0, Math.max(0, most - rows.size));
        for (const event of taken) {
          last += 1;
          events.set(event.id, event);
          rows.set(event.id, { id: event.id, owed: 1, startedAt: last, lane: laneOf(event) });
        }
        return taken.length;
      },
      getEvent: async (id) => events.get(id),
      async saveEntry(entry) {
        if (entry.status === 'done') remove(entry.id);
        else await store.saveEntry(entry);
      },
      async forget(callIds) {
        const found = [...rows.values()].filter(({ lane }) => lane !== undefined && callIds.includes(lane));
        for (const { id } of found) remove(id);
        return found.length;
      },
    };
  }

  return { open };
}
