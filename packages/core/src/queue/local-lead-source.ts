import type { Clock } from '../shared/clock.js';
import { every, systemClock } from '../shared/clock.js';
import { Emitter } from '../shared/emitter.js';
import type { QueueStore } from '../storage/queue-store.js';
import { createAttemptDesk } from './attempt-desk.js';
import { createClaimDesk } from './claim-desk.js';
import type { LeadSource, LeadSourceWord } from './lead-source.js';
import { createLeaseDesk } from './lease-desk.js';
import { createLeaseWatch } from './lease-watch.js';
import { createQueueClock, type Monotonic, machineMonotonic } from './queue-clock.js';
import { recoverLeads } from './recover-leads.js';

export interface LocalLeadSourceOptions {
  /** What `Storage.openQueue()` returned. */
  readonly store: QueueStore;
  readonly clock?: Clock | undefined;
  /** Milliseconds that only go forward. Default `performance.now()`. */
  readonly monotonic?: Monotonic | undefined;
}

/** What the parts of a local lead source share. */
export interface LocalQueue {
  readonly store: QueueStore;
  readonly now: () => number;
  /** Says in this page and in the others what changed. */
  tell(word: LeadSourceWord): void;
}

/** How often leases are looked after; milliseconds. */
const watchEveryMs = 15_000;

/**
 * Leads out of this browser's storage, for the pages of one agent. Starts by recovering what pages that died had held:
 * a lead that was being dialed has its attempt counted and waits, a lead that was only held is free again.
 * @throws DialerError `storage-failed`
 */
export async function createLocalLeadSource(options: LocalLeadSourceOptions): Promise<LeadSource> {
  const { store, clock = systemClock, monotonic = machineMonotonic } = options;
  const said = new Emitter<LeadSourceWord>();
  const ended = new AbortController();
  const queue: LocalQueue = {
    store,
    now: createQueueClock({ clock, monotonic }),
    tell(word) {
      said.emit(word);
      store.tell(word);
    },
  };
  const watch = createLeaseWatch(monotonic);
  await recoverLeads(queue, watch);
  const claims = createClaimDesk(queue, said.listen);
  store.words(said.emit.bind(said), { signal: ended.signal });
  const stopWatch = every(clock, watchEveryMs, () => {
    // What failed now is tried again at the next turn; nobody waits for it.
    recoverLeads(queue, watch).catch(() => {});
  });
  return {
    ...claims,
    ...createLeaseDesk(queue),
    ...createAttemptDesk(queue),
    getLead: (id) => store.getLead(id),
    attemptsOf: (leadId) => store.attemptsTo({ leadId }),
    counts: (campaignId) => store.counts(campaignId),
    async zones(campaignId) {
      const lanes = await store.lanes(campaignId);
      return [...new Set(lanes.map(({ zone }) => zone))];
    },
    nextDueAt: (campaignId) => store.nextDueAt(campaignId),
    words: said.listen,
    close() {
      ended.abort();
      stopWatch();
      store.close();
    },
  };
}
