import type { Constraint } from './constraint.js';
import { dayMs, hourMs, localTimeOf, minuteMs } from './local-time.js';

/** One call made to reach a lead, as far as the rules count it. */
export interface PastAttempt {
  /** When it was dialed: milliseconds since 1970, UTC. */
  readonly at: number;
  /** E.164 */
  readonly number: string;
  readonly leadId?: string | undefined;
  readonly accountId?: string | undefined;
  readonly campaignId?: string | undefined;
  /** What the rules ask of its end: the person refused, we abandoned the call, a machine answered. */
  readonly outcome?: 'refused' | 'abandoned' | 'machine' | 'other' | undefined;
}

/** Whom a call is for. */
export interface CalledParty {
  /** E.164 */
  readonly number: string;
  readonly leadId?: string | undefined;
  readonly accountId?: string | undefined;
  /** The attempt that is being made: already written down, not yet to be counted against itself. */
  readonly exceptAttemptId?: string | undefined;
}

export interface AttemptCap {
  /** So many attempts are allowed. */
  readonly count: number;
  /** `PT24H` or `P30D`, or `lifetime`. `P1D` and longer without `rolling` are calendar days of the called party. */
  readonly per: string;
  readonly rolling?: boolean | undefined;
  /** `PT30M`: at least so long between two attempts. */
  readonly minGap?: string | undefined;
  /** Whose attempts count. `person`: those to the number and those to the lead, whatever the number. */
  readonly by: 'number' | 'lead' | 'person' | 'account';
}

const units: Readonly<Record<string, number>> = { D: dayMs, H: hourMs, M: minuteMs };

/** `PT24H`, `P30D` and `PT30M` in milliseconds. */
export function periodMs(period: string): number {
  const [, count = '0', unit = ''] = /^P(?:T(?=\d+[HM]))?(\d+)([DHM])$/.exec(period) ?? [];
  return Number(count) * (units[unit] ?? Number.POSITIVE_INFINITY);
}

const same = (one: string | undefined, other: string | undefined) => one !== undefined && one === other;

const counts: Readonly<Record<AttemptCap['by'], (attempt: PastAttempt, party: CalledParty) => boolean>> = {
  number: (attempt, party) => attempt.number === party.number,
  lead: (attempt, party) => same(attempt.leadId, party.leadId),
  person: (attempt, party) => attempt.number === party.number || same(attempt.leadId, party.leadId),
  account: (attempt, party) => same(attempt.accountId, party.accountId),
};

/** The attempts that were made to the party, in the sense of `by`. */
export function attemptsTo(party: CalledParty, attempts: readonly PastAttempt[], by: AttemptCap['by']): PastAttempt[] {
  return attempts.filter((attempt) => counts[by](attempt, party));
}

export interface AttemptCapOptions {
  readonly party: CalledParty;
  readonly attempts: readonly PastAttempt[];
  readonly zones: readonly string[];
}

/**
 * At most `count` attempts in the period, and the gap between two. A rolling period of 24 h is over exactly 24 h after
 * the attempt. An attempt in the future (the clock was set back) counts: when in doubt the person is left in peace.
 */
export function attemptCap(cap: AttemptCap, { party, attempts, zones }: AttemptCapOptions): Constraint {
  const made = attemptsTo(party, attempts, cap.by);
  const isCalendar = cap.per !== 'lifetime' && cap.rolling !== true && cap.per.endsWith('D');
  const length = cap.per === 'lifetime' ? Number.POSITIVE_INFINITY : periodMs(cap.per);
  const gap = cap.minGap === undefined ? 0 : periodMs(cap.minGap);
  const countedAt = (at: number) =>
    isCalendar
      ? calendarCount(made, at, { zones, days: length / dayMs })
      : made.filter((attempt) => attempt.at > at - length).length;
  const isTooSoon = (at: number) => made.some((attempt) => attempt.at > at - gap);
  return {
    isFinal: cap.per === 'lifetime' && made.length >= cap.count,
    instants: made.flatMap(({ at }) => [...(Number.isFinite(length) && !isCalendar ? [at + length] : []), at + gap]),
    openAt: (at) => countedAt(at) < cap.count && !isTooSoon(at),
    why(at) {
      const counted = `${countedAt(at)} of ${cap.count} attempts per ${cap.by} in ${describe(cap)}`;
      return isTooSoon(at) && countedAt(at) < cap.count
        ? `The last attempt was less than ${cap.minGap} ago.`
        : `${counted} made.`;
    },
  };
}

/** Attempts of the last `days` calendar days, today included, in the zone where they are most. */
function calendarCount(
  made: readonly PastAttempt[],
  at: number,
  { zones, days }: { readonly zones: readonly string[]; readonly days: number },
): number {
  const inZone = (zone: string) => {
    const first = Date.parse(localTimeOf(zone, at).date) - (days - 1) * dayMs;
    return made.filter((attempt) => Date.parse(localTimeOf(zone, attempt.at).date) >= first).length;
  };
  return zones.length > 0 ? Math.max(...zones.map(inZone)) : made.length;
}

const describe = ({ per, rolling }: AttemptCap) =>
  per === 'lifetime' ? 'all' : `${rolling === true || per.startsWith('PT') ? 'any' : 'calendar'} ${per}`;
