import { createDeferred } from '../../shared/deferred.js';
import { Emitter } from '../../shared/emitter.js';
import type { OutboxStore, OutboxWord } from '../../storage/outbox-store.js';

/** How the pages of one outbox get along: whose turn it is to send, by a Web Lock, and words by a BroadcastChannel. */
export function openPageWords(name: string): Pick<OutboxStore, 'takeTurn' | 'words' | 'tell' | 'close'> {
  const heard = new Emitter<OutboxWord>();
  const channel = globalThis.BroadcastChannel && new BroadcastChannel(name);
  channel?.addEventListener('message', ({ data }) => {
    const word = wordOf(data);
    if (word) heard.emit(word);
  });
  return {
    takeTurn: (signal) => takeTurn(name, signal),
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
