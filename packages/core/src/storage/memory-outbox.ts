import { Emitter } from '../shared/emitter.js';
import { isSettled, type OutboxRow, type OutboxStore, type OutboxWord } from './outbox-store.js';

/** What the dialers of one memory storage share. */
export interface MemoryOutbox {
  open(): OutboxStore;
}

/** The outbox of `createMemoryStorage()`: it lives as long as the page. */
export function createMemoryOutbox(rows: Map<string, OutboxRow>): MemoryOutbox {
  const said = new Emitter<{ readonly by: symbol; readonly word: OutboxWord }>();
  let lastTurn: Promise<void> = Promise.resolve();

  function open(): OutboxStore {
    const me = Symbol('outbox');
    const ears = new AbortController();
    return {
      listOpen: async () => [...rows.values()].filter((row) => !isSettled(row)),
      getRow: async (id) => rows.get(id),
      async saveEntry(entry) {
        const { id, startedAt } = entry;
        const row = rows.get(id);
        if (row) rows.set(id, { ...row, startedAt, entry });
      },
      async takeTurn(signal) {
        const before = lastTurn;
        const over = new Promise<void>((resolve) => {
          if (signal.aborted) resolve();
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
        lastTurn = before.then(() => over);
        await Promise.race([before, over]);
        signal.throwIfAborted();
      },
      words: (listener, options) =>
        said.listen(({ by, word }) => by !== me && !ears.signal.aborted && listener(word), options),
      tell: (word) => said.emit({ by: me, word }),
      close: () => ears.abort(),
    };
  }

  return { open };
}
