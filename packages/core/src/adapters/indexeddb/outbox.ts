import { isSettled, type OutboxStore } from '../../storage/outbox-store.js';
import type { Database } from './database.js';
import { openPageWords } from './page-words.js';
import { translated } from './storage-error.js';

/** The outbox of `openBrowserStorage`: rows in IndexedDB. */
export function openBrowserOutbox(database: Database, name: string): OutboxStore {
  return {
    ...openPageWords(`dialdeck:${name}:outbox`),
    listOpen: () => translated(() => database.getAllFromIndex('outbox', 'byOpen')),
    getRow: (id) => translated(() => database.get('outbox', id)),
    saveEntry: (entry) =>
      translated(async () => {
        const transaction = database.transaction('outbox', 'readwrite');
        const { id, startedAt } = entry;
        const stored = await transaction.store.get(id);
        if (stored) {
          const { open: _open, ...rest } = stored;
          const row = { ...rest, id, startedAt, entry };
          await transaction.store.put(isSettled(row) ? row : { ...row, open: 1 });
        }
        await transaction.done;
      }),
  };
}
