import { type PastAttempt, periodMs } from '../attempt-caps.js';
import type { RuleOf } from '../rule-pack.js';
import type { EdgeCase, RuleEdge } from './rule-edge.js';
import { dayPlus, daysOfInterest, instantOf } from './wall-clock.js';

const [minute, hour] = [60_000, 3_600_000];

/** Noon of an ordinary day and of those on which the clocks change, in each zone. */
const noons = ({ place, year }: EdgeCase) =>
  place.zones.flatMap((zone) =>
    daysOfInterest(zone, year).map((date) => ({ zone, date, noon: instantOf(zone, date, '12:00') })),
  );

/** Builds edges of calls after past attempts to the number of the place. */
const after =
  ({ place }: EdgeCase, zones: readonly string[], at: number, isAgentReserved = true) =>
  (name: string, ats: readonly number[], expected: RuleEdge['expected'], change: Partial<PastAttempt> = {}) => {
    const past = ats.map((each): PastAttempt => ({ at: each, number: place.number, leadId: 'l1', ...change }));
    return {
      name: `${zones} ${name}`,
      at,
      zones,
      expected,
      isAgentReserved,
      world: { attempts: { find: () => past } },
    };
  };

const times = (count: number, at: (index: number) => number) => Array.from({ length: count }, (_, index) => at(index));

/** The last attempt of a cap and the first over it, the end of its period, its gap, and whose attempts count. */
export function capEdges(edge: EdgeCase<RuleOf<'attempts.max'>>): RuleEdge[] {
  const { count, by, minGap, per, rolling } = edge.rule.value;
  const other = { number: '+12025550199' };
  return noons(edge).flatMap(({ zone, date, noon }) => {
    const made = after(edge, [zone], noon);
    // Far enough apart for any gap, and all of them within the period.
    const gap = minGap === undefined ? minute : periodMs(minGap);
    const fresh = (howMany: number) => times(howMany, (index) => noon - gap * (index + 1));
    const old = isCalendar(per, rolling)
      ? ([instantOf(zone, dayPlus(date, 1 - periodMs(per) / (24 * hour)), '00:00'), minute] as const)
      : ([noon - periodMs(per) + 1, 1] as const);
    const [first, step] = old;
    return [
      made(`attempt ${count}, the last`, fresh(count - 1), 'passed'),
      made(`attempt ${count + 1}`, fresh(count), 'blocked'),
      made('the first a minute inside the period', [...fresh(count - 1), first + minute], 'blocked'),
      made('the first still inside the period', [...fresh(count - 1), first], 'blocked'),
      made('the first just out of the period', [...fresh(count - 1), first - step], 'passed'),
      made('the first a minute out of the period', [...fresh(count - 1), first - step - minute], 'passed'),
      made('all to another of their numbers', fresh(count), by === 'number' ? 'passed' : 'blocked', other),
      made('all to somebody else', fresh(count), 'passed', { ...other, leadId: 'l2' }),
      ...(minGap === undefined
        ? []
        : [
            made('a minute before the gap is over', [noon - gap + minute], 'blocked'),
            made('when the gap is over', [noon - gap], 'passed'),
          ]),
    ];
  });
}

const isCalendar = (per: string, rolling: boolean | undefined) => rolling !== true && per.endsWith('D');

/** The last minute of the last day of a lock and the first of the next; the last to end when two zones are possible. */
export function refusalEdges(edge: EdgeCase<RuleOf<'refusal.lockDays' | 'refusal.lock'>>): RuleEdge[] {
  const { value } = edge.rule;
  const refused = { outcome: 'refused' } as const;
  return noons(edge).flatMap(({ zone, date, noon }) => {
    if (value === 'permanent') {
      const made = after(edge, [zone], noon);
      return [
        made('refused a minute ago', [noon - minute], 'blocked', refused),
        made('refused forty years ago', [noon - 40 * 365 * 24 * hour], 'blocked', refused),
        made('refused by another of their numbers', [noon - hour], 'blocked', { ...refused, number: '+12025550199' }),
        made('never refused', [noon - minute], 'passed'),
      ];
    }
    // The lock ends on the day of interest; the refusal lies on the other side of the change of the clocks.
    const end = instantOf(zone, dayPlus(date, 1), '00:00');
    return ['00:00', '12:00', '23:59'].flatMap((time) => {
      const asked = [instantOf(zone, dayPlus(date, -value), time)];
      return [
        after(edge, [zone], end - minute)(
          `refused ${value} days ago at ${time}, the last minute`,
          asked,
          'blocked',
          refused,
        ),
        after(edge, [zone], end)(`refused ${value} days ago at ${time}, a minute later`, asked, 'passed', refused),
        after(edge, [zone], end - minute)('not refused', asked, 'passed'),
        ...inSeveralZones(edge, date, value),
      ];
    });
  });
}

function inSeveralZones(edge: EdgeCase, date: string, days: number): RuleEdge[] {
  const zones = edge.place.several;
  const refusedAt = instantOf(zones[0], dayPlus(date, -days), '12:00');
  const end = Math.max(...zones.map((zone) => instantOf(zone, dayPlus(date, 1), '00:00')));
  const refused = { outcome: 'refused' } as const;
  return [
    after(edge, zones, end - minute)('the last minute in the later zone', [refusedAt], 'blocked', refused),
    after(edge, zones, end)('a minute later in the later zone', [refusedAt], 'passed', refused),
  ];
}

/** No second call for some hours by the clock of physics, unless an agent is held for it. */
export function lockEdges(edge: EdgeCase<RuleOf<'abandonment.redialLockHours' | 'amd.redialLock'>>): RuleEdge[] {
  const { rule } = edge;
  const isMachine = rule.field === 'amd.redialLock';
  const hours = isMachine ? rule.value.hours : rule.value;
  const ended = { outcome: isMachine ? 'machine' : 'abandoned' } as const;
  return noons(edge).flatMap(({ zone, noon }) => {
    const made = after(edge, [zone], noon, false);
    const end = noon - hours * hour;
    return [
      made('a minute before the lock is over', [end + minute], 'blocked', ended),
      made('the last instant of the lock', [end + 1], 'blocked', ended),
      made('when the lock is over', [end], 'passed', ended),
      made('a minute after the lock', [end - minute], 'passed', ended),
      made('after another outcome', [noon - minute], 'passed', { outcome: 'other' }),
      after(edge, [zone], noon)('an agent is held for the call', [noon - minute], 'passed', ended),
    ];
  });
}
