import { describe, expect, it } from 'vitest';
import type { LiveAnswer } from './abandonment-ledger.js';
import type { PastAttempt } from './attempt-caps.js';
import { dayMs, hourMs, minuteMs } from './local-time.js';
import {
  blockedBy,
  britain,
  consentOf,
  florida,
  france,
  gateOf,
  noon,
  packsOf,
  type World,
} from './scripted/gate-world.js';

describe('attempts', () => {
  const attempt = (age: number, change: Partial<PastAttempt> = {}): PastAttempt => ({
    at: noon - age,
    number: florida.number,
    leadId: 'l1',
    ...change,
  });
  const check = async (past: readonly PastAttempt[], world: World = {}, request = florida) =>
    gateOf({ past, ...world }).check({ ...request, at: noon });

  it.each(['us-fl', 'us-ok'])(
    'in %s the third in any 24 hours is the last, and the fourth waits for the first to age',
    async (id) => {
      const jurisdictions = [id.toUpperCase()];
      const world = { packs: packsOf('us', id) };
      const request = { ...florida, jurisdictions };
      const two = [attempt(20 * hourMs), attempt(hourMs)];
      expect((await check(two, world, request)).allowed).toBe(true);
      const fourth = await check([...two, attempt(2 * hourMs)], world, request);
      expect(blockedBy(fourth)).toEqual([`${id}@1.0.0:attempts-max`]);
      expect(fourth.nextAllowedAt).toBe(noon + 4 * hourMs);
      expect((await check([attempt(24 * hourMs), ...two], world, request)).allowed).toBe(true);
      expect((await check([attempt(24 * hourMs - 1), ...two], world, request)).allowed).toBe(false);
    },
  );

  it('count a person once for all their numbers, and not the neighbour', async () => {
    const others = (change: Partial<PastAttempt>) => [1, 2, 3].map((hours) => attempt(hours * hourMs, change));
    expect((await check(others({ number: '+13055550199' }))).allowed).toBe(false);
    expect((await check(others({ leadId: 'other' }))).allowed).toBe(false);
    expect((await check(others({ number: '+13055550199', leadId: 'other' }))).allowed).toBe(true);
  });

  it('in France the fourth in 30 days is the last', async () => {
    const world = { packs: packsOf('fr'), agreed: [consentOf(france.number)], holidays: { isHoliday: () => false } };
    const at = Date.parse('2026-11-23T11:00+01:00');
    const past = (days: readonly number[]) => days.map((age) => ({ at: at - age * dayMs, number: france.number }));
    const ask = async (days: readonly number[]) => gateOf({ ...world, past: past(days) }).check({ ...france, at });
    expect((await ask([1, 2, 29])).allowed).toBe(true);
    expect((await ask([1, 2, 29, 30])).allowed).toBe(true);
    expect(await ask([1, 2, 28, 29])).toMatchObject({ allowed: false, nextAllowedAt: at + dayMs });
  });

  it('keep to the caps of the company: a lifetime, a calendar day of the person called, a gap', async () => {
    const decided = { source: 'Head of sales', date: '2026-01-01' };
    const cap = (per: string, by: 'lead' | 'account', minGap?: string) => [
      { ...decided, id: 'cap', count: 2, per, by, minGap },
    ];
    const account = { accountId: 'a1', leadId: 'l9', number: '+13055550177' };
    const old = [attempt(900 * dayMs, account), attempt(800 * dayMs, account)];
    expect(
      await check(old, { caps: cap('lifetime', 'account') }, { ...florida, accountId: 'a1' } as typeof florida),
    ).toMatchObject({
      allowed: false,
      nextAllowedAt: undefined,
    });
    const today = [attempt(11 * hourMs), attempt(12 * hourMs)];
    expect(await check(today, { caps: cap('P1D', 'lead') })).toMatchObject({
      allowed: false,
      nextAllowedAt: Date.parse('2026-11-24T08:00-05:00'),
    });
    const lastNight = [attempt(12 * hourMs + 1), attempt(11 * hourMs)];
    expect((await check(lastNight, { caps: cap('P1D', 'lead') })).allowed).toBe(true);
    expect(await check([attempt(10 * minuteMs)], { caps: cap('lifetime', 'lead', 'PT30M') })).toMatchObject({
      allowed: false,
      nextAllowedAt: noon + 20 * minuteMs,
    });
  });
});

describe('calls that may meet nobody', () => {
  const at = Date.parse('2026-11-23T12:00Z');
  const ended = (outcome: 'abandoned' | 'machine', age: number) => [{ at: at - age, number: britain.number, outcome }];
  const gb = (world: World) => gateOf({ packs: packsOf('gb'), ...world });

  it.each([
    ['abandoned', 72, 'gb@1.0.0:abandonment-redial-lock-hours'],
    ['machine', 24, 'gb@1.0.0:amd-redial-lock'],
  ] as const)('%s: no second call for %i hours, unless an agent is reserved', async (outcome, hours, rule) => {
    const answers = Array.from({ length: 100 }, () => ({ at, campaignId: 'spring', isAbandoned: false }));
    const abandonment = { ledgerOf: () => ({ answers, campaignStart: 0, timeZone: 'Europe/London' }) };
    const ask = (age: number, isAgentReserved: boolean) =>
      gb({ past: ended(outcome, age), abandonment }).check({ ...britain, at, isAgentReserved });
    expect(blockedBy(await ask(hours * hourMs - minuteMs, false))).toEqual([rule]);
    expect((await ask(hours * hourMs, false)).allowed).toBe(true);
    expect((await ask(minuteMs, true)).allowed).toBe(true);
  });

  it('are dialed only while one more abandoned call stays within the limit', async () => {
    const ask = async (abandoned: number, live: number) => {
      const answers: LiveAnswer[] = Array.from({ length: live }, (_, index) => ({
        at: at - index,
        campaignId: 'spring',
        isAbandoned: index < abandoned,
      }));
      const abandonment = { ledgerOf: () => ({ answers, campaignStart: at - dayMs, timeZone: 'America/New_York' }) };
      return (await gateOf({ abandonment }).check({ ...florida, at: noon, isAgentReserved: false })).allowed;
    };
    expect([await ask(0, 32), await ask(0, 33), await ask(2, 98), await ask(2, 99)]).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  it.each([
    [
      'Canada, 5 % of a month',
      'ca',
      { number: '+14165550100', timeZone: 'America/Toronto' },
      [
        [0, 19],
        [0, 20],
        [1, 38],
        [1, 39],
      ],
    ],
    [
      'the United Kingdom, 3 % of a day',
      'gb',
      { number: '+442079460100', timeZone: 'Europe/London' },
      [
        [0, 32],
        [0, 33],
        [1, 65],
        [1, 66],
      ],
    ],
  ])('keep within the limit of %s', async (_, pack, party, counts) => {
    const today = Date.parse('2026-11-23T16:00Z');
    const ask = async ([abandoned = 0, live = 0]: readonly number[]) => {
      const before = Array.from({ length: 50 }, () => ({
        at: today - 40 * dayMs,
        campaignId: 'spring',
        isAbandoned: true,
      }));
      const now = Array.from({ length: live }, (_, index) => ({
        at: today,
        campaignId: 'spring',
        isAbandoned: index < abandoned,
      }));
      const abandonment = { ledgerOf: () => ({ answers: [...before, ...now], campaignStart: 0, timeZone: 'UTC' }) };
      const gate = gateOf({ packs: packsOf(pack), abandonment });
      return (await gate.check({ ...party, at: today, isAgentReserved: false })).allowed;
    };
    expect(await Promise.all(counts.map(ask))).toEqual([false, true, false, true]);
  });

  it('are not dialed when nobody counted', async () => {
    const answer = await gb({}).check({ ...britain, at, isAgentReserved: false });
    expect(blockedBy(answer)).toEqual(['gb@1.0.0:default-abandonment']);
    expect(answer.nextAllowedAt).toBeUndefined();
  });
});
