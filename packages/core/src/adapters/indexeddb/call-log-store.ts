import { type CallLogStore, newestLogFirst } from '../../storage/call-log-store.js';
import type { Database } from './database.js';
import { translated } from './storage-error.js';

/** The call logs of `openBrowserStorage`. One change is one transaction, so that two tabs write one after the other. */
export function openBrowserCallLogs(database: Database): CallLogStore {
  return {
    get: (id) => translated(() => database.get('callLogs', id)),
    change: (id, change) =>
      translated(async () => {
        const transaction = database.transaction('callLogs', 'readwrite', { durability: 'strict' });
        const stored = await transaction.store.get(id);
        const next = change(stored);
        if (next !== stored) await transaction.store.put(next);
        await transaction.done;
      }),
    listOf: (customerId) =>
      translated(async () =>
        (await database.getAllFromIndex('callLogs', 'byCustomer', customerId)).sort(newestLogFirst),
      ),
    remove: (ids) =>
      translated(async () => {
        const transaction = database.transaction('callLogs', 'readwrite', { durability: 'strict' });
        const found = await Promise.all(ids.map((id) => transaction.store.getKey(id)));
        await Promise.all(ids.map((id) => transaction.store.delete(id)));
        await transaction.done;
        return found.filter((id) => id !== undefined);
      }),
  };
}
