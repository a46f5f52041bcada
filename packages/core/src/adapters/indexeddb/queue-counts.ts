import { countsOf } from '../../queue/counts.js';
import type { Lead, LeadState } from '../../queue/lead.js';
import type { LeadCounts } from '../../queue/lead-source.js';
import type { LeadCountRow } from './queue-tables.js';

type States = Readonly<Partial<Record<LeadState, number>>>;

/** What this page added to the counts so far, campaign by campaign. */
export type OwnCounts = ReadonlyMap<string, States>;

/** Notes what one step changes, to be added to what this page counted before. */
export function createCountChange(own: OwnCounts): {
  count(lead: Lead, by: 1 | -1): void;
  /** Counts of the campaigns that changed. */
  result(): ReadonlyMap<string, States>;
} {
  const changed = new Map<string, Partial<Record<LeadState, number>>>();
  return {
    count({ campaignId, state }, by) {
      const states = changed.get(campaignId) ?? { ...own.get(campaignId) };
      changed.set(campaignId, states);
      states[state] = (states[state] ?? 0) + by;
    },
    result: () => changed,
  };
}

/** The sum over all pages. */
export function sumOf(rows: readonly LeadCountRow[]): LeadCounts {
  return countsOf(statesOf(rows));
}

export function statesOf(rows: readonly LeadCountRow[]): ReadonlyMap<LeadState, number> {
  const sum = new Map<LeadState, number>();
  for (const { states } of rows)
    for (const [state, count = 0] of Object.entries(states) as [LeadState, number | undefined][])
      sum.set(state, (sum.get(state) ?? 0) + count);
  return sum;
}
