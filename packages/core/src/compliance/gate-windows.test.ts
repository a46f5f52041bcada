import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createConsentLedger } from './consent.js';
import { createDoNotCallList } from './do-not-call.js';
import { createGate } from './gate.js';
import { createHolidayList } from './holidays.js';
import { minuteMs } from './local-time.js';
import { readRulePack } from './read-rule-pack.js';
import { createTimeZones } from './time-zone.js';

const packOf = (jurisdiction: string) =>
  readRulePack(
    JSON.parse(readFileSync(new URL(`./packs/${jurisdiction.toLowerCase()}.json`, import.meta.url), 'utf8')),
  );

/** A gate where nothing but the hours can forbid a call, with national files downloaded on `day`. */
function gateOf(jurisdictions: readonly string[], day: string) {
  const files = ['US', 'CA', 'GB'].map((jurisdiction) => ({
    name: 'national file',
    jurisdiction,
    asOf: Date.parse(day),
    has: () => false,
  }));
  const consents = Object.values(numbers).map((number) => ({
    id: number,
    number,
    purpose: 'marketing',
    grantedAt: 0,
    evidence: { kind: 'form' as const, reference: 'form 7' },
    usedAt: [],
  }));
  return createGate({
    packs: jurisdictions.map(packOf),
    attempts: { find: () => [] },
    doNotCall: createDoNotCallList([], files),
    consents: createConsentLedger(consents),
    timeZones: createTimeZones(),
    holidays: createHolidayList({ AU: ['2026-07-01', '2027-01-26'], FR: ['2026-07-14', '2027-01-01'] }),
  });
}

const numbers: Readonly<Record<string, string>> = {
  US: '+12025550100',
  CA: '+14165550100',
  GB: '+442079460100',
  AU: '+61491570006',
  FR: '+33199000100',
  DE: '+493023125100',
  IN: '+919999900100',
  CN: '+8613800000100',
};

/** Written by hand from the texts of the rules: the federal hours and those of the state together. */
const weeks: readonly [jurisdiction: string, zone: string, winter: string, summer: string, week: string][] = [
  ['US', 'America/New_York', '-05:00', '-04:00', 'mon-sun 08:00-21:00'],
  ['US', 'America/Phoenix', '-07:00', '-07:00', 'mon-sun 08:00-21:00'],
  ['US', 'Pacific/Honolulu', '-10:00', '-10:00', 'mon-sun 08:00-21:00'],
  ['US-AL', 'America/Chicago', '-06:00', '-05:00', 'mon-sat 08:00-20:00; sun closed'],
  ['US-FL', 'America/New_York', '-05:00', '-04:00', 'mon-sun 08:00-20:00'],
  ['US-FL', 'America/Chicago', '-06:00', '-05:00', 'mon-sun 08:00-20:00'],
  ['US-IN', 'America/Indiana/Indianapolis', '-05:00', '-04:00', 'mon-sun 09:00-20:00'],
  ['US-KY', 'America/Kentucky/Louisville', '-05:00', '-04:00', 'mon-sun 10:00-21:00'],
  ['US-LA', 'America/Chicago', '-06:00', '-05:00', 'mon-sat 08:00-20:00; sun closed'],
  ['US-ME', 'America/New_York', '-05:00', '-04:00', 'mon-fri 09:00-17:00; sat-sun 08:00-21:00'],
  ['US-MD', 'America/New_York', '-05:00', '-04:00', 'mon-sun 08:00-20:00'],
  ['US-MA', 'America/New_York', '-05:00', '-04:00', 'mon-sun 08:00-20:00'],
  ['US-MS', 'America/Chicago', '-06:00', '-05:00', 'mon-sat 08:00-20:00; sun closed'],
  ['US-NV', 'America/Los_Angeles', '-08:00', '-07:00', 'mon-sun 09:00-20:00'],
  ['US-OK', 'America/Chicago', '-06:00', '-05:00', 'mon-sun 08:00-20:00'],
  ['US-PA', 'America/New_York', '-05:00', '-04:00', 'mon-sat 08:00-21:00; sun 13:30-21:00'],
  ['US-RI', 'America/New_York', '-05:00', '-04:00', 'mon-fri 09:00-18:00; sat 10:00-17:00; sun closed'],
  ['US-SD', 'America/Chicago', '-06:00', '-05:00', 'mon-sat 08:00-21:00; sun closed'],
  ['US-TX', 'America/Chicago', '-06:00', '-05:00', 'mon-sat 09:00-21:00; sun 12:00-21:00'],
  ['US-UT', 'America/Denver', '-07:00', '-06:00', 'mon-sun 09:00-20:00'],
  ['US-WA', 'America/Los_Angeles', '-08:00', '-07:00', 'mon-sun 08:00-20:00'],
  ['US-WY', 'America/Denver', '-07:00', '-06:00', 'mon-sun 08:00-20:00'],
  ['GB', 'Europe/London', '+00:00', '+01:00', 'mon-fri 09:00-20:00; sat 10:00-17:00; sun closed'],
  ['CA', 'America/St_Johns', '-03:30', '-02:30', 'mon-fri 09:00-21:30; sat-sun 10:00-18:00'],
  ['AU', 'Australia/Adelaide', '+10:30', '+09:30', 'mon-fri 09:00-20:00; sat 09:00-17:00; sun closed'],
  ['FR', 'Europe/Paris', '+01:00', '+02:00', 'mon-fri 10:00-13:00 14:00-20:00; sat-sun closed'],
  ['DE', 'Europe/Berlin', '+01:00', '+02:00', 'mon-fri 09:00-20:00; sat 10:00-18:00; sun closed'],
  ['IN', 'Asia/Kolkata', '+05:30', '+05:30', 'mon-sun 10:00-21:00'],
];

const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** The spans of a day, by the number of the day from Monday. */
function spansOf(week: string): readonly (readonly string[])[] {
  const spans: string[][] = dayNames.map(() => []);
  for (const line of week.split('; ')) {
    const [days = '', ...times] = line.split(' ');
    const [first = '', last = first] = days.split('-');
    for (let day = dayNames.indexOf(first); day <= dayNames.indexOf(last); day += 1)
      spans[day] = times.filter((time) => time !== 'closed');
  }
  return spans;
}

/** What is expected of each edge: a minute before and after the start, a minute before and after the end. */
function edgesOf(week: string, monday: string, offset: string) {
  const instant = (day: number, time: string) => Date.parse(`${monday}T${time}${offset}`) + day * 24 * 60 * minuteMs;
  return spansOf(week).flatMap((spans, day) => [
    ...(spans.length === 0
      ? [0, 10, 12, 15, 23].map((hour) => [instant(day, `${String(hour).padStart(2, '0')}:00`), false] as const)
      : []),
    ...spans.flatMap((span) => {
      const [from = '', to = ''] = span.split('-').map((time) => instant(day, time));
      return [
        [Number(from) - minuteMs, false],
        [Number(from), true],
        [Number(to) - minuteMs, true],
        [Number(to) - 1, true],
        [Number(to), false],
      ] as const;
    }),
  ]);
}

describe.each(weeks)('hours of %s in %s', (jurisdiction, zone, winter, summer, week) => {
  const [country = ''] = jurisdiction.split('-');
  const number = numbers[country] ?? '';

  it.each([
    ['winter', '2027-01-11', winter],
    ['summer', '2026-07-06', summer],
  ])(`in %s leave nobody called a minute early or late: ${week}`, async (_, monday, offset) => {
    const gate = gateOf([...new Set([country, jurisdiction])], monday);
    for (const [at, expected] of edgesOf(week, monday, offset)) {
      const answer = await gate.check({
        number,
        timeZone: zone,
        jurisdictions: [jurisdiction],
        at,
        isAgentReserved: true,
      });
      expect({ at: new Date(at).toISOString(), allowed: answer.allowed }).toEqual({
        at: new Date(at).toISOString(),
        allowed: expected,
      });
    }
  });
});

describe('hours on special days', () => {
  it.each([
    ['AU', 'Australia/Adelaide', '2027-01-26T12:00+10:30'],
    ['FR', 'Europe/Paris', '2026-07-14T12:00+02:00'],
  ])('%s is not called on its holidays', async (jurisdiction, timeZone, time) => {
    const gate = gateOf([jurisdiction], '2026-07-01');
    const number = numbers[jurisdiction] ?? '';
    const ask = (at: number) => gate.check({ number, timeZone, at, isAgentReserved: true });
    expect((await ask(Date.parse(time))).allowed).toBe(false);
    expect((await ask(Date.parse(time) + 24 * 60 * minuteMs)).allowed).toBe(true);
  });

  it('a Sunday caller to Pennsylvania keeps the old hours on both sides of the reported ban, and sees the ban named', async () => {
    const check = (time: string) =>
      gateOf(['US', 'US-PA'], time.slice(0, 10)).check({
        number: '+12155550100',
        timeZone: 'America/New_York',
        jurisdictions: ['US-PA'],
        at: Date.parse(time),
        isAgentReserved: true,
      });
    for (const [day, offset] of [
      ['2026-07-12', '-04:00'],
      ['2027-01-10', '-05:00'],
    ]) {
      const verdicts = await Promise.all(
        ['13:29', '13:30', '20:59', '21:00'].map((time) => check(`${day}T${time}${offset}`)),
      );
      expect(verdicts.map(({ allowed }) => allowed)).toEqual([false, true, true, false]);
    }
    const { rules } = await check('2027-01-10T14:00-05:00');
    expect(rules.find(({ id }) => id === 'us-pa@1.0.0:calling-window-2')).toMatchObject({
      verdict: 'off',
      certainty: 'low',
    });
    expect(rules.find(({ id }) => id === 'us-pa@1.0.0:default-sunday')).toMatchObject({
      verdict: 'passed',
      basis: 'default',
    });
    expect(rules.map(({ id }) => id)).not.toContain('us-pa@1.0.0:calling-window');
  });

  it('China has no window by law: the weak one is off and says so, the next allowed time is now', async () => {
    const at = Date.parse('2026-11-23T03:00+08:00');
    const answer = await gateOf(['CN'], '2026-11-01').check({
      number: '+8613800000100',
      timeZone: 'Asia/Shanghai',
      at,
      isAgentReserved: true,
    });
    expect(answer.nextAllowedAt).toBe(at);
    expect(answer.rules.find(({ id }) => id === 'cn@1.0.0:calling-window')).toMatchObject({
      verdict: 'off',
      why: expect.stringMatching(/certainty is low/),
    });
  });

  it('on the day the clocks change, Florida is called from eight to eight as its clocks say', async () => {
    const allowed = async (time: string) => {
      const gate = gateOf(['US', 'US-FL'], time.slice(0, 7));
      const call = {
        number: '+13055550100',
        timeZone: 'America/New_York',
        jurisdictions: ['US-FL'],
        isAgentReserved: true,
      };
      return (await gate.check({ ...call, at: Date.parse(time) })).allowed;
    };
    for (const [day, offset] of [
      ['2027-03-14', '-04:00'],
      ['2026-11-01', '-05:00'],
    ]) {
      const edges = ['07:59', '08:00', '19:59', '20:00'].map((time) => allowed(`${day}T${time}${offset}`));
      expect(await Promise.all(edges)).toEqual([false, true, true, false]);
    }
  });
});
