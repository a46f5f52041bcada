import type { Storage } from '../storage/storage.js';
import type { DataEraser } from './data-eraser.js';

/** Erases the events of calls that nobody has received yet. */
export function eventEraser(storage: Storage): DataEraser {
  async function eraseCalls(callIds: readonly string[]) {
    if (callIds.length === 0) return [];
    const events = await storage.openEvents();
    try {
      return [{ what: 'events', count: await events.forget(callIds) }];
    } finally {
      events.close();
    }
  }
  return { name: 'events', erase: ({ callIds }) => eraseCalls(callIds) };
}
