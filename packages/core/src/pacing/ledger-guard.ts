import { mayRiskAbandonment } from '../compliance/abandonment-ledger.js';
import type { AbandonmentPeriod } from './pacing-snapshot.js';

/** The worst that calls already dialed, and one more, can do. */
export interface WorstCase {
  /** Calls in flight or waiting without an agent of their own. */
  readonly unresolved: number;
  /** How many of them find no agent when every single one is answered now. */
  readonly overdialed: number;
}

/**
 * Whether every period bears one abandoned call more, and bears the worst case: all calls are answered at once, and
 * those without an agent are abandoned. Then no outcome whatever lifts the share of a period over its limit; where
 * answers still to come are counted on, not at the end of it.
 */
export function periodsBear(periods: readonly AbandonmentPeriod[], { unresolved, overdialed }: WorstCase): boolean {
  return periods.every(
    ({ live, abandoned, limit, toCome = 0 }) =>
      mayRiskAbandonment({ live, abandoned }, limit) &&
      mayRiskAbandonment({ live: live + toCome + unresolved - 1, abandoned: abandoned + overdialed - 1 }, limit),
  );
}

/** A quarter of the pace so far: a list that turns bad after overdialing still answers about half as often. */
const caution = 0.25;

/**
 * How many people will still answer in a period that ends at a known time, counted with caution: a quarter of what the
 * pace so far promises. For {@link AbandonmentPeriod.toCome}; 0 while nobody has answered.
 */
export function answersToCome(period: {
  readonly live: number;
  /** Working time of the period that is over, in milliseconds. */
  readonly elapsedMs: number;
  /** Working time that is left. */
  readonly remainingMs: number;
}): number {
  const { live, elapsedMs, remainingMs } = period;
  return elapsedMs <= 0 ? 0 : Math.floor((caution * live * Math.max(0, remainingMs)) / elapsedMs);
}
