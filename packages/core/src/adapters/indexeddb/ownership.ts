import type { CallRecord } from '../../records/call-record.js';
import { createDeferred } from '../../shared/deferred.js';

/** Tells which pages still live. */
export interface Ownership {
  /** Whether the page that made a record, or something like it, still lives. */
  lives(record: Pick<CallRecord, 'owner' | 'seenAt'>): boolean;
  /** Looks again. */
  refresh(): Promise<void>;
  release(): void;
}

/** Without Web Locks: a live call gives a sign every five seconds; after four missed ones its page is gone. */
const goneAfterMs = 20_000;

/**
 * Holds a Web Lock for as long as this page lives. The browser lets go of it when the page
 * is closed, crashes or is killed, so no heart-beat can be misread by a sleeping tab.
 */
export async function claimOwnership(database: string, owner: string): Promise<Ownership> {
  const { locks } = globalThis.navigator ?? {};
  if (!locks) {
    return { lives: ({ seenAt }) => Date.now() - seenAt < goneAfterMs, refresh: async () => {}, release: () => {} };
  }
  const nameOf = (id: string) => `dialdeck:${database}:${id}`;
  const held = createDeferred<void>();
  const released = createDeferred<void>();
  // The request settles only when the lock is released; a failure shows in `held` never being reached.
  locks
    .request(nameOf(owner), () => {
      held.resolve();
      return released.promise;
    })
    .catch(held.reject);
  await held.promise;
  let living = new Set<string>();
  return {
    lives: (record) => living.has(nameOf(record.owner)),
    async refresh() {
      const { held: all = [] } = await locks.query();
      living = new Set(all.map(({ name = '' }) => name));
    },
    release: () => released.resolve(),
  };
}
