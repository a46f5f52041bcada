import type { Constraint } from './constraint.js';
import { localTimeOf } from './local-time.js';

/** First and last day of a rule or a pack; open ends hold for ever. */
export interface EffectivePeriod {
  readonly effectiveFrom?: string | undefined;
  readonly effectiveTo?: string | undefined;
}

/** Where it is first and last of a date: a called party whose zone is unknown may be in either. */
const farthestZones = ['Pacific/Kiritimati', 'Etc/GMT+12'];

/** Whether the period holds at `at` in at least one of the zones: a rule binds as soon as it may bind. */
export function isEffective(period: EffectivePeriod, at: number, zones: readonly string[]): boolean {
  const { effectiveFrom = '', effectiveTo = '9999-12-31' } = period;
  return (zones.length > 0 ? zones : farthestZones).some((zone) => {
    const { date } = localTimeOf(zone, at);
    return date >= effectiveFrom && date <= effectiveTo;
  });
}

export interface DuringOptions {
  readonly periods: readonly EffectivePeriod[];
  readonly zones: readonly string[];
  /** The instant asked about. */
  readonly at: number;
}

/** The constraint while all its periods hold, and nothing outside them. */
export function duringPeriods(constraint: Constraint, { periods, zones, at: now }: DuringOptions): Constraint {
  const isDated = periods.some(({ effectiveFrom, effectiveTo }) => effectiveFrom ?? effectiveTo);
  if (!isDated) return constraint;
  const holds = (at: number) => periods.every((period) => isEffective(period, at, zones));
  const hasNoEnd = periods.every(({ effectiveTo }) => effectiveTo === undefined);
  return {
    ...constraint,
    isFinal: constraint.isFinal && hasNoEnd && holds(now),
    openAt: (at) => !holds(at) || constraint.openAt(at),
  };
}
