import type { LeadState } from './lead.js';
import type { LeadCounts } from './lead-source.js';
import { leadTransitions } from './lead-state.js';

/** Counts by state with a number for every state. */
export function countsOf(counted: ReadonlyMap<LeadState, number>): LeadCounts {
  const states = Object.keys(leadTransitions) as LeadState[];
  return Object.freeze(Object.fromEntries(states.map((state) => [state, counted.get(state) ?? 0])) as LeadCounts);
}
