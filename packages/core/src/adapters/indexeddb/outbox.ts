import { createDeferred } from '../../shared/deferred.js';
import { Emitter } from '../../shared/emitter.js';
import { isSettled, type OutboxStore, type OutboxWord } from '../../storage/outbox-store.js';
import type { Database } from './database.js';
import { translated } from './storage-error.js';

/** The outbox of `openBrowserStorage`: rows in IndexedDB, the turn to send by a Web Lock, words by a BroadcastChannel. */
export function openBrowserOutbox(database: Database, name: string): OutboxStore {
  const heard = new Emitter<OutboxWord>();
  const channel = globalThis.BroadcastChannel && new BroadcastChannel(`dialdeck:${name}:outbox`);
  channel?.addEventListener('message', ({ data }) => {
    const word = wordOf(data);
    if (word) heard.emit(word);
  });
  return {
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
    takeTurn: (signal) => takeTurn(`dialdeck:${name}:outbox`, signal),
    words: heard.listen,
    tell: (word) => channel?.postMessage(word),
    close: () => channel?.close(),
  };
}

/** Other pages of this origin may be of another version. */
function wordOf(data: unknown): OutboxWord | undefined {
  const { type, id } = Object(data) as Readonly<Record<string, unknown>>;
  if (type === 'changed') return { type };
  return type === 'retry' && (id === undefined || typeof id === 'string') ? { type, id } : undefined;
}

/**
 * The browser gives the lock to the next tab when this one is closed, crashes or is killed. Without Web Locks several
 * tabs may send the same: the idempotency key is then what keeps the CRM free of doubles.
 */
async function takeTurn(name: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const { locks } = globalThis.navigator ?? {};
  if (!locks) return;
  const mine = createDeferred<void>();
  const over = createDeferred<void>();
  signal.addEventListener('abort', () => over.resolve(), { once: true });
  locks
    .request(name, { signal }, () => {
      mine.resolve();
      return over.promise;
    })
    .catch(mine.reject);
  await mine.promise;
}
