import { countAttempt, countInterval, emptyCounts, emptyTimes, waitOf } from './kpi-counts.js';
import type { AttemptMeaning, KpiAttempt, KpiInterval } from './kpi-input.js';
import { type Kpis, kpisOf } from './kpis.js';
import { createLeadTally } from './lead-tally.js';
import { createWaitHistogram } from './wait-percentile.js';

/** Figures that are kept up while the log grows. */
export interface KpiAccumulator {
  /** Counts an attempt that is over and whose wrap-up is done. The same id a second time is not counted. */
  addAttempt(attempt: KpiAttempt, meaning?: AttemptMeaning): void;
  /** Counts a finished stretch of one agent's time. */
  addInterval(interval: KpiInterval): void;
  /** Counts a lead that was leased to an agent or a dialer, and whether the lease ran out. */
  addLease(hasExpired: boolean): void;
  /** How many leads the list has, attempted or not. */
  setListSize(leads: number): void;
  /** The figures now. Its cost does not depend on how many attempts were added. */
  snapshot(): Kpis;
}

/** Starts from nothing. One per campaign and day, or whatever the figures are wanted for. */
export function createKpiAccumulator(): KpiAccumulator {
  const counts = emptyCounts();
  const times = emptyTimes();
  const waits = createWaitHistogram();
  const leads = createLeadTally();
  const seen = new Set<string>();
  const leases = { taken: 0, expired: 0 };
  let listSize: number | undefined;

  return {
    addAttempt(attempt, meaning = {}) {
      if (seen.has(attempt.id)) return;
      seen.add(attempt.id);
      countAttempt(counts, attempt, meaning);
      leads.add(attempt.leadId, meaning);
      const waitMs = waitOf(attempt.times);
      if (waitMs !== undefined) waits.add(waitMs);
    },
    addInterval: (interval) => countInterval(times, interval),
    addLease(hasExpired) {
      leases.taken += 1;
      if (hasExpired) leases.expired += 1;
    },
    setListSize(count) {
      listSize = count;
    },
    snapshot: () =>
      kpisOf({ counts, times, leads: leads.counts(), listSize, leases, p95WaitMs: waits.percentile(0.95) }),
  };
}
