import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleLead } from '../testing/queue-store-contract.js';
import { collides } from './account-guard.js';
import type { AttemptOutcome } from './attempt.js';
import type { Callback } from './callback.js';
import { callbackDialed, isMissed, leadCallbackOf, nextTime } from './callback-rules.js';
import { defaultCallbackPolicy, makeCampaign } from './campaign.js';
import { createHopper } from './hopper.js';
import type { Lead } from './lead.js';
import { readCampaign, readLead } from './lead-schema.js';
import { createLeaseWatch } from './lease-watch.js';
import { pickList } from './list-mix.js';
import { placeOf } from './place.js';
import { createQueueClock } from './queue-clock.js';
import { compareRank, scoreOf } from './ranking.js';
import { decideRetry, numberAfter, numberOf } from './retry-policy.js';
import { outcomeOfSip } from './sip-outcome.js';

const [minute, hour] = [60_000, 3_600_000];
const nine = Date.UTC(2026, 0, 5, 9);
const campaign = makeCampaign({ id: 'spring', startedAt: 0 });
const numbers = ['+12025550001', '+12025550002', '+12025550003'].map((e164) => ({ e164 }));

function decide(outcome: AttemptOutcome, fields: Partial<Lead> = {}, now = nine) {
  const lead: Lead = { ...sampleLead(0, { numbers }), outcomes: { [outcome]: 1 }, attempts: 1, ...fields };
  return decideRetry(lead, campaign, { outcome, number: '+12025550001', now });
}

describe('an answer of the network', () => {
  it.each([
    [486, 'busy'],
    [600, 'busy'],
    [480, 'no-answer'],
    [408, 'no-answer'],
    [487, 'no-answer'],
    [404, 'invalid'],
    [484, 'invalid'],
    [604, 'invalid'],
    [603, 'declined'],
    [403, 'blocked'],
    [500, 'congestion'],
    [502, 'congestion'],
    [503, 'congestion'],
    [504, 'congestion'],
  ])('%d is %s', (code, outcome) => expect(outcomeOfSip(code)).toBe(outcome));

  it('487 after the agent hung up is not the lead’s silence', () => expect(outcomeOfSip(487, true)).toBe('cancelled'));
});

describe('the retry policy', () => {
  it.each<[AttemptOutcome, string, number]>([
    ['busy', 'retry-wait', 15 * minute],
    ['machine', 'retry-wait', 4 * hour],
    ['congestion', 'retry-wait', 5 * minute],
    ['declined', 'retry-wait', 24 * hour],
    ['abandoned', 'retry-wait', 72 * hour],
    ['completed', 'completed', 0],
    ['not-interested', 'completed', 0],
    ['refused', 'dead', 0],
  ])('after %s: %s in %d ms', (outcome, state, delay) => {
    expect(decide(outcome)).toMatchObject({
      state,
      nextAttemptAt: nine + delay,
    });
  });

  it('tries another part of the day after no answer', () => {
    const tenInParis = Date.UTC(2026, 0, 5, 9);
    const { nextAttemptAt } = decide('no-answer', { timeZone: 'Europe/Paris' }, tenInParis);
    expect(new Date(nextAttemptAt).toISOString()).toBe('2026-01-05T11:00:00.000Z');
    const sixInTheEvening = decide('no-answer', { timeZone: 'Europe/Paris' }, Date.UTC(2026, 0, 5, 17));
    expect(new Date(sixInTheEvening.nextAttemptAt).toISOString()).toBe('2026-01-06T07:00:00.000Z');
  });

  it('ends after the last try of an outcome, and of the lead', () => {
    expect(decide('busy', { outcomes: { busy: 2 } }).state).toBe('retry-wait');
    expect(decide('busy', { outcomes: { busy: 3 } })).toMatchObject({ state: 'dead', reason: 'busy-max' });
    expect(decide('busy', { attempts: 5 }).state).toBe('retry-wait');
    expect(decide('busy', { attempts: 6 })).toMatchObject({ state: 'dead', reason: 'max-attempts' });
  });

  it('never gives a lead up for the network’s trouble', () => {
    expect(decide('congestion', { outcomes: { congestion: 9 } })).toMatchObject({
      state: 'retry-wait',
      nextAttemptAt: nine + 24 * hour,
    });
  });

  it('goes round the numbers that are valid', () => {
    const lead = sampleLead(0, {
      numbers: [{ e164: '+1201' }, { e164: '+1202', state: 'invalid' }, { e164: '+1203' }],
    });
    expect(numberAfter(lead, '+1201', true)).toBe(2);
    expect(numberAfter(lead, '+1203', true)).toBe(0);
    expect(numberAfter(lead, '+1201', false)).toBe(0);
    expect(numberOf({ ...lead, nextNumber: 1 })).toBe('+1201');
    const dead = lead.numbers.map((number) => ({ ...number, state: 'dnc' as const }));
    expect(numberOf({ ...lead, numbers: dead })).toBeUndefined();
  });
});

describe('the ranking', () => {
  const callback = { id: 'c', at: nine };
  it('puts a promise before a hot lead, that before an abandoned one, that before priority', () => {
    const leads = [
      sampleLead(0, { priority: 99 }),
      sampleLead(0, { lastOutcome: 'abandoned' }),
      sampleLead(0, { hotAt: nine }),
      sampleLead(0, { callback }),
    ];
    const sorted = [...leads].sort(compareRank);
    expect(sorted).toEqual([leads[3], leads[2], leads[1], leads[0]]);
  });

  it('takes worn leads after fresh ones', () => {
    expect(scoreOf({ ...sampleLead(0), attempts: 3 })).toBeLessThan(scoreOf(sampleLead(0)));
  });

  it('stands in the stored order as it is compared', () => {
    const any = fc.record({ priority: fc.integer({ min: -99, max: 99 }), minutes: fc.nat(9_999), hot: fc.boolean() });
    const make = ({ priority, minutes, hot }: { priority: number; minutes: number; hot: boolean }) =>
      sampleLead(minutes, { priority, ...(hot ? { hotAt: nine } : {}) });
    fc.assert(
      fc.property(any, any, (one, other) => {
        const [a, b] = [make(one), make(other)];
        const [x, y] = [placeOf(a).order ?? [], placeOf(b).order ?? []];
        const stored = Number(x[4]) - Number(y[4]) || Number(x[5]) - Number(y[5]) || (a.id < b.id ? -1 : 1);
        expect(Math.sign(stored)).toBe(Math.sign(compareRank(a, b)));
      }),
    );
  });

  it('hands out in order what was filled and added, and nothing it cannot know', () => {
    const hopper = createHopper();
    const leads = [5, 4, 3, 2, 1].map((priority) => sampleLead(priority, { priority }));
    hopper.fill([{ leads: leads.slice(1, 4), isCut: true }]);
    hopper.add(leads[0] ?? sampleLead(0));
    hopper.add(leads[4] ?? sampleLead(0));
    const taken = Array.from({ length: 5 }, () => hopper.take([])?.priority);
    expect(taken).toEqual([5, 4, 3, 2, undefined]);
  });
});

describe('the mix of lists', () => {
  it('gives each list its share, within one call a list', () => {
    const shares = fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(shares, fc.integer({ min: 1, max: 400 }), (given, calls) => {
        const lists = given.map((share, at) => ({ id: `l${at}`, share, isActive: true }));
        const total = given.reduce((sum, share) => sum + share, 0);
        const counts = new Map<string, number>();
        let credits = {};
        for (let call = 0; call < calls; call += 1) {
          const pick = pickList(
            credits,
            lists.map(({ id }) => id),
            lists,
          );
          credits = pick?.credits ?? {};
          counts.set(pick?.listId ?? '', (counts.get(pick?.listId ?? '') ?? 0) + 1);
        }
        for (const { id, share } of lists)
          expect(Math.abs((counts.get(id) ?? 0) - (calls * share) / total)).toBeLessThan(lists.length);
      }),
    );
  });

  it('leaves out lists that are off', () => {
    expect(pickList({}, ['a', 'b'], [{ id: 'a', share: 5, isActive: false }])?.listId).toBe('b');
    expect(pickList({}, ['a'], [{ id: 'a', share: 0, isActive: true }])).toBeUndefined();
  });
});

describe('a promise', () => {
  const callback: Callback = {
    id: 'c',
    leadId: 'l',
    campaignId: 'spring',
    at: nine,
    state: 'open',
    missed: 0,
    createdAt: 0,
  };
  const policy = defaultCallbackPolicy;
  it.each([
    [-15 * minute, 'kept'],
    [15 * minute, 'kept'],
    [15 * minute + 1, 'late'],
    [-15 * minute - 1, 'late'],
  ])('dialed %d ms from its time is %s', (off, state) => {
    expect(callbackDialed(callback, nine + off, policy).state).toBe(state);
  });

  it('is missed a moment after the tolerance', () => {
    expect(isMissed(callback, nine + 15 * minute, policy)).toBe(false);
    expect(isMissed(callback, nine + 15 * minute + 1, policy)).toBe(true);
  });

  it('is tried again soon, then at the same time next day, and personal ones are open to all later', () => {
    const soon = nextTime(callback, nine + minute, policy);
    expect(soon).toMatchObject({ missed: 1, at: nine + 31 * minute });
    expect(nextTime(soon, nine + 40 * minute, policy).at).toBe(soon.at + 24 * hour);
    expect(leadCallbackOf({ ...callback, agentId: 'bob' }, policy).anyoneAt).toBe(nine + hour);
  });
});

describe('what keeps two calls apart', () => {
  const held = sampleLead(0, { accountId: 'acme' });
  it.each([
    ['the same account', sampleLead(1, { accountId: 'acme' }), true],
    ['the same number', sampleLead(2, { numbers: [{ e164: '+12025559999' }, { e164: '+12025550000' }] }), true],
    ['nothing in common', sampleLead(3), false],
    ['the lead itself', held, false],
  ])('%s', (_what, lead, apart) => expect(collides(lead, [held])).toBe(apart));
});

describe('clocks that jump', () => {
  it('are believed only when the new time stands', () => {
    let [wall, steady] = [nine, 0];
    const now = createQueueClock({ clock: { now: () => wall, after: () => () => {} }, monotonic: () => steady });
    const pass = (ms: number, jump = 0) => {
      steady += ms;
      wall += ms + jump;
      return now();
    };
    expect(pass(1_000)).toBe(nine + 1_000);
    expect(pass(1_000, 5 * hour)).toBe(nine + 2_000);
    expect(pass(59_000)).toBe(nine + 61_000);
    expect(pass(1_000, -5 * hour)).toBe(nine + 62_000);
    expect(pass(1_000, -2 * hour)).toBe(nine + 63_000);
    expect(pass(60_000)).toBe(nine + 123_000 - 2 * hour);
  });

  it('end no lease: only standing still on the own clock does', () => {
    let steady = 0;
    const watch = createLeaseWatch(() => steady);
    const lease = { owner: 'p', agentId: 'ann', token: 1, until: 0, ms: 10_000, renewals: 0 };
    const lead: Lead = { ...sampleLead(0), state: 'leased', lease };
    expect(watch([lead])).toEqual([]);
    steady = 14_999;
    expect(watch([lead])).toEqual([]);
    const renewed = { ...lead, lease: { ...lease, renewals: 1 } };
    steady = 15_000;
    expect(watch([renewed])).toEqual([]);
    steady = 30_000;
    expect(watch([renewed])).toEqual([renewed]);
  });
});

describe('what comes from outside', () => {
  const good = { campaignId: 'spring', listId: 'a', numbers: [{ e164: '+12025550100' }] };
  it('becomes a lead with every default', () => {
    expect(readLead(good, nine)).toMatchObject({ state: 'new', attempts: 0, fence: 0, priority: 0, createdAt: nine });
    expect(readLead({ ...good, nextAttemptAt: nine + 1 }, nine).state).toBe('retry-wait');
  });

  it.each([
    [{ ...good, numbers: [] }, 'numbers'],
    [{ ...good, numbers: [{ e164: '0800' }] }, 'E.164'],
    [{ ...good, timeZone: 'Mars/Base' }, 'time zone'],
    [{ ...good, state: 'completed' }, 'lead'],
    [{ ...good, attributes: Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`k${at}`, 1])) }, '50'],
    ['text', 'lead'],
  ])('is refused with the field: %#', (data, told) => {
    expect(() => readLead(data, nine)).toThrow(
      expect.objectContaining({ code: 'lead-invalid', message: expect.stringContaining(told) }),
    );
  });

  it('fills in a campaign', () => {
    expect(readCampaign({ id: 'spring', startedAt: nine, retry: { busy: { delayMs: 1, max: 1 } } }).maxAttempts).toBe(
      6,
    );
    expect(() => readCampaign({ id: 'spring', startedAt: nine, leaseMs: 1 })).toThrow(
      expect.objectContaining({ code: 'lead-invalid' }),
    );
  });
});
