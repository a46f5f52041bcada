import type { Clock } from '../shared/clock.js';
import type { OutboxStore } from '../storage/outbox-store.js';
import type { OutboxEntry } from './outbox-state.js';

/** Brings pictures of entries into storage: one after the other, the newest of each call, again until it worked. */
export interface EntryWriter {
  /** Resolves when it is stored or the storage refused; what was refused is tried again. Never rejects. */
  write(entry: OutboxEntry): Promise<void>;
  /** The newest picture of a call that is not stored yet. */
  unwritten(id: string): OutboxEntry | undefined;
  /** Reads after everything written so far, and before anything written later. */
  read<T>(look: () => Promise<T>): Promise<T>;
  stop(): void;
}

const retryMs = 30_000;

export function createEntryWriter(store: OutboxStore, clock: Clock): EntryWriter {
  const waiting = new Map<string, OutboxEntry>();
  let last: Promise<unknown> = Promise.resolve();
  let cancelRetry = () => {};

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  }

  async function writeOne(id: string): Promise<void> {
    const entry = waiting.get(id);
    if (!entry) return;
    try {
      await store.saveEntry(entry);
      if (waiting.get(id) === entry) waiting.delete(id);
    } catch {
      // A full disk: the picture stays here. Lost with the page, it costs one more delivery with the same key.
      cancelRetry();
      cancelRetry = clock.after(retryMs, () => {
        for (const each of waiting.keys()) void inTurn(() => writeOne(each));
      });
    }
  }

  return {
    write(entry) {
      waiting.set(entry.id, entry);
      return inTurn(() => writeOne(entry.id));
    },
    unwritten: (id) => waiting.get(id),
    read: inTurn,
    stop: () => cancelRetry(),
  };
}
