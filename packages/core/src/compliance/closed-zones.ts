import type { ClosedZone } from '../intents/dial-check.js';
import { type Constraint, nextOpen } from './constraint.js';
import { duringPeriods } from './effective-period.js';
import type { GateOptions } from './gate.js';
import { isTimeZone } from './local-time.js';
import { constraintOf } from './pack-constraints.js';
import type { RulePack } from './rule-pack.js';
import { createTimeZones } from './time-zone.js';

/**
 * The zones in which the hours forbid every call, to whatever number: each country's hours have to be over there. A zone
 * that is not named may be closed all the same, for a number or a state; the gate says so when it is asked.
 */
export function findClosedZones(
  { packs, timeZones = createTimeZones(), holidays }: Pick<GateOptions, 'packs' | 'timeZones' | 'holidays'>,
  candidates: readonly string[],
  at: number,
): ClosedZone[] {
  const prefixes = [...new Set(packs.flatMap(({ numberPrefixes }) => numberPrefixes))];
  return candidates.filter(isTimeZone).flatMap((timeZone): ClosedZone[] => {
    const hours = prefixes.map((prefix) => {
      const number = prefix.padEnd(12, '0');
      const { zones, from } = timeZones.zonesOf({ number, timeZone });
      // Whoever thinks otherwise of the zone than the lead does is asked lead by lead.
      if (from !== 'explicit') return { zones: [timeZone], windows: [] };
      const bound = packs.filter((pack) => pack.numberPrefixes.some((beginning) => prefix.startsWith(beginning)));
      return { zones, windows: bound.flatMap((pack) => windowsOf(pack, { number, zones, at, holidays })) };
    });
    const isOpen = hours.some(({ windows }) => windows.every((window) => window.openAt(at)));
    if (isOpen) return [];
    const openings = hours.flatMap(({ windows, zones }) => nextOpen(windows, at, { zones }) ?? []);
    return [{ zone: timeZone, ...(openings.length > 0 && { nextOpenAt: Math.min(...openings) }) }];
  });
}

interface WindowFacts extends Pick<GateOptions, 'holidays'> {
  readonly number: string;
  readonly zones: readonly string[];
  readonly at: number;
}

/** Only hours that bind every call: those of low certainty are off, those of a state hold while it is not known. */
function windowsOf(pack: RulePack, { number, zones, at, holidays }: WindowFacts): Constraint[] {
  const facts = {
    request: { number, isAgentReserved: true },
    ...{ at, zones, holidays, attempts: [], doNotCall: [], nationalFiles: [], consents: [] },
  };
  return pack.rules
    .filter(({ field, enabled }) => field === 'callingWindow' && enabled)
    .flatMap((rule) => {
      const constraint = constraintOf(rule, pack, facts);
      return constraint ? [duringPeriods(constraint, { periods: [pack, rule], zones, at })] : [];
    });
}
