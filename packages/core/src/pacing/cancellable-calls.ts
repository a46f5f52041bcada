import type { InFlightCall } from './pacing-snapshot.js';

/**
 * Which calls may be given up when agents leave or another call was answered first: those that have rung for the time
 * the rules ask for (15 seconds or four rings: 16 CFR 310.4(b)(4)(ii)), the longest first. A call that has not rung so
 * long is left to ring, even when nobody may be there.
 */
export function cancellableCalls(
  now: number,
  inFlight: readonly InFlightCall[],
  { minimumRingMs = 15_000 } = {},
): readonly InFlightCall[] {
  return inFlight
    .filter(({ ringingAt }) => ringingAt !== undefined && now - ringingAt >= minimumRingMs)
    .sort((one, other) => (one.ringingAt ?? 0) - (other.ringingAt ?? 0));
}
