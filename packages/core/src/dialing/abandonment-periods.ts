import { abandonmentAt, type LedgerWindow } from '../compliance/abandonment-ledger.js';
import type { AbandonmentSource } from '../compliance/abandonment-limit.js';
import type { AbandonmentPeriod } from '../pacing/pacing-snapshot.js';
import type { Campaign } from '../queue/campaign.js';
import { type Clock, systemClock } from '../shared/clock.js';

export interface PeriodRule {
  /** The highest share that may be abandoned, such as 0.03. */
  readonly limit: number;
  /** How long a period is, as rule packs write it. */
  readonly length: LedgerWindow['length'];
}

/** In the United States three in a hundred in 30 days of a campaign (16 CFR 310.4(b)(4)); the old British mark a day. */
export const defaultPeriodRules: readonly PeriodRule[] = Object.freeze([{ limit: 0.03, length: 'P30D' }]);

/** How many were abandoned so far, from the log of attempts: the option `power.periods` of `createDialQueue`. */
export function createAbandonmentPeriods(
  source: AbandonmentSource,
  rules: readonly PeriodRule[] = defaultPeriodRules,
  clock: Clock = systemClock,
): (campaign: Campaign) => Promise<readonly AbandonmentPeriod[]> {
  return async ({ id }) => {
    const ledger = await source.ledgerOf(id);
    return rules.map(({ limit, length }) => {
      const { live, abandoned } = abandonmentAt(ledger.answers, clock.now(), { ...ledger, length });
      return { live, abandoned, limit };
    });
  };
}
