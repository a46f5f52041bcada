import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attemptCap } from './attempt-caps.js';
import { type CallingHours, callingWindow } from './calling-window.js';
import { type Constraint, nextOpen } from './constraint.js';
import { duringPeriods } from './effective-period.js';
import { createHolidayList } from './holidays.js';
import { dayMs, hourMs, minuteMs } from './local-time.js';

const zones = [
  'America/New_York',
  'America/Phoenix',
  'America/St_Johns',
  'America/Santiago',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Europe/London',
  'Pacific/Apia',
  'UTC',
];

/** The wall clock as the platform writes it out, without our arithmetic. */
function wallClock(zone: string, at: number) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return { day: part('weekday').toLowerCase(), time: `${part('hour')}:${part('minute')}` };
}

const isOpenByHand = (hours: CallingHours, zone: string, at: number) => {
  const { day, time } = wallClock(zone, at);
  const lines = hours.filter(({ days }) => days.some((name) => name === day));
  return lines.length === 0 || lines.some(({ spans }) => spans.some(([from, to]) => time >= from && time < to));
};

/** Changes of the clocks of 2026 and 2027 in the zones above, and ordinary days. */
const seasons = [
  '2026-03-08',
  '2026-03-29',
  '2026-04-05',
  '2026-09-06',
  '2026-10-04',
  '2026-10-25',
  '2026-11-01',
  '2027-03-14',
  '2028-02-28',
];

const instant = fc
  .tuple(fc.constantFrom(...seasons), fc.integer({ min: -36 * 60, max: 36 * 60 }), fc.integer({ min: 0, max: 59_999 }))
  .map(([day, minutes, rest]) => Date.parse(day) + minutes * minuteMs + rest);

const time = fc
  .integer({ min: 0, max: 48 })
  .map((half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`);
const span = fc
  .tuple(time, time)
  .filter(([from, to]) => from !== to)
  .map(([one, other]): [string, string] => (one < other ? [one, other] : [other, one]));
const day = fc.constantFrom('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun');
const hours = fc.array(
  fc.record({ days: fc.uniqueArray(day, { minLength: 1 }), spans: fc.array(span, { maxLength: 2 }) }),
  { minLength: 1, maxLength: 4 },
) as fc.Arbitrary<CallingHours>;

const someZones = fc.uniqueArray(fc.constantFrom(...zones), { minLength: 1, maxLength: 3 });

/** Whole minutes after `from` and before `until`, and `from` itself. */
function* minutesBetween(from: number, until: number) {
  if (from < until) yield from;
  for (let at = (Math.floor(from / minuteMs) + 1) * minuteMs; at < until; at += minuteMs) yield at;
}

const windowOf = (rule: CallingHours, zonesOfCall: readonly string[]) =>
  callingWindow(rule, { zones: zonesOfCall, jurisdiction: 'US' });

describe('calling time in the zone of the person called', () => {
  it('is what the clock on their wall says, across changes of the clocks', () => {
    fc.assert(
      fc.property(hours, someZones, instant, (rule, zonesOfCall, at) => {
        const byHand = zonesOfCall.every((zone) => isOpenByHand(rule, zone, at));
        expect(windowOf(rule, zonesOfCall).openAt(at)).toBe(byHand);
      }),
      { numRuns: 400 },
    );
  });
});

describe('the next allowed time', () => {
  const checkExact = (constraints: readonly Constraint[], from: number, zonesOfCall: readonly string[]) => {
    const horizonMs = 9 * dayMs;
    const next = nextOpen(constraints, from, { zones: zonesOfCall, horizonMs });
    const isOpen = (at: number) => constraints.every((constraint) => constraint.openAt(at));
    if (next !== undefined) {
      expect(isOpen(next)).toBe(true);
      expect(next === from || next % minuteMs === 0).toBe(true);
    }
    for (const at of minutesBetween(from, next ?? from + horizonMs)) if (isOpen(at)) expect(at).toBe('not open');
  };

  it('is allowed, and no earlier minute is, whatever the hours, the zones and the season', () => {
    fc.assert(
      fc.property(fc.array(hours, { minLength: 1, maxLength: 2 }), someZones, instant, (rules, zonesOfCall, from) => {
        checkExact(
          rules.map((rule) => windowOf(rule, zonesOfCall)),
          from,
          zonesOfCall,
        );
      }),
      { numRuns: 80 },
    );
  }, 60_000);

  it('is as exact when attempts have used up a cap and need a gap', () => {
    const cap = fc.record({
      count: fc.integer({ min: 1, max: 3 }),
      per: fc.constantFrom('PT24H', 'P1D', 'P2D', 'P3D'),
      rolling: fc.boolean(),
      minGap: fc.constantFrom('PT30M', 'PT5H'),
      by: fc.constant('number' as const),
    });
    const agesInMinutes = fc.array(fc.integer({ min: 0, max: 4 * 24 * 60 }), { maxLength: 6 });
    fc.assert(
      fc.property(cap, agesInMinutes, someZones, instant, hours, (rule, ages, zonesOfCall, from, open) => {
        const number = '+12025550100';
        const attempts = ages.map((age) => ({ at: from - age * minuteMs - 777, number }));
        const capped = attemptCap(rule, { party: { number }, attempts, zones: zonesOfCall });
        checkExact([capped, windowOf(open, zonesOfCall)], from, zonesOfCall);
      }),
      { numRuns: 50 },
    );
  }, 60_000);

  it('is none when a rule never opens, instead of a search without end', () => {
    const never = windowOf([{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], spans: [] }], ['UTC']);
    expect(nextOpen([never], 0, { zones: ['UTC'] })).toBeUndefined();
    expect(nextOpen([windowOf([{ days: ['mon'], spans: [] }], [])], 0, { zones: [] })).toBeUndefined();
  });

  it('is after the jump when the hours begin in the hour that spring takes away', () => {
    const rule = windowOf([{ days: ['sun'], spans: [['02:30', '12:00']] }], ['America/New_York']);
    const midnight = Date.parse('2026-03-08T00:00-05:00');
    expect(nextOpen([rule], midnight, { zones: ['America/New_York'] })).toBe(Date.parse('2026-03-08T03:00-04:00'));
  });

  it('opens twice on the night that autumn repeats an hour, as the clock on the wall does', () => {
    const rule = windowOf([{ days: ['sun'], spans: [['01:00', '01:30']] }], ['America/New_York']);
    const open = [
      '2026-11-01T01:00-04:00',
      '2026-11-01T01:29-04:00',
      '2026-11-01T01:00-05:00',
      '2026-11-01T01:29-05:00',
    ];
    const closed = ['2026-11-01T01:30-04:00', '2026-11-01T01:30-05:00'];
    expect(open.map((at) => rule.openAt(Date.parse(at)))).toEqual([true, true, true, true]);
    expect(closed.map((at) => rule.openAt(Date.parse(at)))).toEqual([false, false]);
  });

  it('knows the leap day, and its weekday', () => {
    const rule = windowOf(
      [
        { days: ['tue'], spans: [['09:00', '10:00']] },
        { days: ['mon', 'wed', 'thu', 'fri', 'sat', 'sun'], spans: [] },
      ],
      ['UTC'],
    );
    expect(nextOpen([rule], Date.parse('2028-02-28T00:00Z'), { zones: ['UTC'] })).toBe(Date.parse('2028-02-29T09:00Z'));
  });

  it('passes over a holiday, and stops where nobody knows the holidays of the next year', () => {
    const everyDay = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
    const rule: CallingHours = [
      { days: [...everyDay], spans: [['09:00', '20:00']] },
      { days: ['public-holiday'], spans: [] },
    ];
    const holidays = createHolidayList({ AU: ['2026-12-25', '2026-12-26', '2026-12-28'] });
    const window = callingWindow(rule, { zones: ['Australia/Perth'], jurisdiction: 'AU', holidays });
    const next = (from: string) => nextOpen([window], Date.parse(from), { zones: ['Australia/Perth'] });
    expect(next('2026-12-24T20:00+08:00')).toBe(Date.parse('2026-12-27T09:00+08:00'));
    expect(next('2026-12-31T20:00+08:00')).toBeUndefined();
    expect(window.why(Date.parse('2027-01-04T12:00+08:00'))).toMatch(/holidays of AU are not known/);
  });
});

describe('a rolling cap of 24 hours', () => {
  it('ends exactly 24 hours after the attempt, on a day of 23 hours as well', () => {
    const number = '+13055550100';
    const first = Date.parse('2026-03-07T10:00-05:00');
    const cap = attemptCap(
      { count: 1, per: 'PT24H', rolling: true, by: 'number' },
      { party: { number }, attempts: [{ at: first, number }], zones: ['America/New_York'] },
    );
    expect([cap.openAt(first + 24 * hourMs - 1), cap.openAt(first + 24 * hourMs)]).toEqual([false, true]);
  });
});

describe('a calendar day of somebody who may be in two zones', () => {
  it('is over only when it is over in both', () => {
    const number = '+12705550100';
    const cap = attemptCap(
      { count: 1, per: 'P1D', by: 'number' },
      {
        party: { number },
        attempts: [{ at: Date.parse('2026-11-23T12:00-05:00'), number }],
        zones: ['America/New_York', 'America/Chicago'],
      },
    );
    const midnight = Date.parse('2026-11-24T00:00-06:00');
    expect([cap.openAt(midnight - hourMs), cap.openAt(midnight - 1), cap.openAt(midnight)]).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe('the days on which a rule is in force', () => {
  const period = { effectiveFrom: '2026-02-27', effectiveTo: '2026-02-28' };
  const closed: Constraint = { openAt: () => false, why: () => 'closed' };

  it('are its first and its last day in full, wherever the person called may be', () => {
    const zones = ['America/New_York', 'Pacific/Honolulu'];
    const rule = duringPeriods(closed, { periods: [period], zones, at: 0 });
    const times = [
      '2026-02-26T23:59-05:00',
      '2026-02-27T00:00-05:00',
      '2026-02-28T23:59-10:00',
      '2026-03-01T00:00-10:00',
    ];
    expect(times.map((time) => rule.openAt(Date.parse(time)))).toEqual([true, false, false, true]);
    expect(nextOpen([rule], Date.parse('2026-02-28T12:00Z'), { zones })).toBe(Date.parse('2026-03-01T00:00-10:00'));
  });

  it('begin at the earliest and end at the latest midnight on earth when the zone is not known', () => {
    const rule = duringPeriods(closed, { periods: [period], zones: [], at: 0 });
    const times = [
      '2026-02-26T23:59+14:00',
      '2026-02-27T00:00+14:00',
      '2026-02-28T23:59-12:00',
      '2026-03-01T00:00-12:00',
    ];
    expect(times.map((time) => rule.openAt(Date.parse(time)))).toEqual([true, false, false, true]);
  });
});
