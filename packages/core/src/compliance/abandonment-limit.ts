import { abandonmentAt, type LedgerWindow, type LiveAnswer, mayRiskAbandonment } from './abandonment-ledger.js';
import type { Constraint } from './constraint.js';

/** The answered calls of a campaign and how its periods are counted. */
export interface AbandonmentLedger {
  readonly answers: readonly LiveAnswer[];
  readonly campaignStart: number;
  /** The company's zone, for calendar days and months. */
  readonly timeZone: string;
}

/** PORT. The ledger of a campaign, or of all when none is named. */
export interface AbandonmentSource {
  ledgerOf(campaignId: string | undefined): AbandonmentLedger | Promise<AbandonmentLedger>;
}

export interface AbandonmentLimitOptions {
  readonly limit: number;
  /** The period of the pack; the calendar day when the pack names none. */
  readonly length?: LedgerWindow['length'] | undefined;
  readonly ledger: AbandonmentLedger | undefined;
  readonly isAgentReserved: boolean;
  /** The instant asked about. */
  readonly at: number;
}

/** A call without an agent held for it may not bring the share of abandoned calls over the limit. */
export function abandonmentLimit({
  limit,
  length = 'P1D',
  ledger,
  isAgentReserved,
  at: now,
}: AbandonmentLimitOptions): Constraint {
  const stateAt = (at: number) => ledger && abandonmentAt(ledger.answers, at, { ...ledger, length });
  const openAt = (at: number) => {
    const state = isAgentReserved ? undefined : stateAt(at);
    return isAgentReserved || (state !== undefined && mayRiskAbandonment(state, limit));
  };
  return {
    // A new period begins without answers, so that time alone never opens what is closed.
    isFinal: !openAt(now),
    openAt,
    why(at) {
      if (isAgentReserved) return 'An agent is reserved: the call cannot be abandoned.';
      const state = stateAt(at);
      if (state === undefined) return 'Nothing is known of the calls abandoned so far.';
      const { abandoned, live, upperBound } = state;
      return `${abandoned} of ${live} answered calls abandoned in this period (at most ${(upperBound * 100).toFixed(1)} %, limit ${limit * 100} %).`;
    },
  };
}
