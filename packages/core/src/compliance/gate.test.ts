import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { createGate } from './gate.js';
import { minuteMs } from './local-time.js';
import { createNumberZones } from './number-zones.js';
import {
  blockedBy,
  britain,
  consentOf,
  fileOf,
  florida,
  france,
  gateOf,
  noon,
  packsOf,
  readJson,
} from './scripted/gate-world.js';
import { createTimeZones } from './time-zone.js';

describe('the answer of the gate', () => {
  it('proves why a call was allowed: every rule with its source and date, and the ids to store', async () => {
    const answer = await gateOf({}).check({ ...florida, at: noon });
    expect(answer).toMatchObject({
      allowed: true,
      at: noon,
      nextAllowedAt: noon,
      zones: ['America/New_York'],
      zonesFrom: 'explicit',
    });
    expect(answer.allowedUnder).toEqual([
      'house:do-not-call',
      'us@1.0.0:calling-window',
      'us@1.0.0:abandonment-max-rate',
      'us@1.0.0:dnc-scrub-max-age-days',
      'us-fl@1.0.0:calling-window',
      'us-fl@1.0.0:attempts-max',
    ]);
    expect(answer.rules.every(({ source, date, why }) => source !== '' && date !== '' && why !== '')).toBe(true);
    expect(answer.rules.find(({ id }) => id === 'us-fl@1.0.0:attempts-max')).toMatchObject({
      rule: 'attempts.max',
      jurisdiction: 'US-FL',
      value: { count: 3, per: 'PT24H', rolling: true },
      source: expect.stringContaining('501.616'),
      certainty: 'high',
      basis: 'law',
    });
  });

  it('names the rule that forbids, and no id to store', async () => {
    const answer = await gateOf({}).check({ ...florida, at: Date.parse('2026-11-23T20:00-05:00') });
    expect([answer.allowed, answer.allowedUnder, blockedBy(answer)]).toEqual([
      false,
      [],
      ['us-fl@1.0.0:calling-window'],
    ]);
    expect(answer.nextAllowedAt).toBe(Date.parse('2026-11-24T08:00-05:00'));
  });

  it('refuses what is not a number before any rule is asked', async () => {
    await expect(gateOf({}).check({ ...florida, number: '305 555 0100' })).rejects.toMatchObject({
      code: 'number-invalid',
    });
  });

  it('refuses a table of numbers that is none', () => {
    expect(() => createNumberZones({ prefixes: [] })).toThrow(expect.objectContaining({ code: 'config-invalid' }));
  });

  it('fails, and allows nothing, when a list cannot be read', async () => {
    const gate = gateOf({ attempts: { find: () => Promise.reject(new Error('storage is gone')) } });
    await expect(gate.check(florida)).rejects.toThrow('storage is gone');
  });

  it('cannot be built with a state and without its country, which forbids more', () => {
    expect(() => gateOf({ packs: packsOf('us-fl') })).toThrow(expect.objectContaining({ code: 'config-invalid' }));
    expect(() => gateOf({ packs: packsOf('us', 'us') })).toThrow(/us 1\.0\.0 is there twice/);
  });
});

describe('where the person called may be', () => {
  const number = createNumberZones(readJson('number-zones.json'));
  const timeZones = createTimeZones({
    ofNumber: number,
    ofPostalCode: (code) => (code === '59801' ? ['America/Denver'] : []),
  });
  const check = (request: Parameters<ReturnType<typeof createGate>['check']>[0]) =>
    gateOf({ timeZones, packs: packsOf('us') }).check(request);

  it('a number that maps to several zones is called only when all of them allow it', async () => {
    const kentucky = { number: '+12705550100', isAgentReserved: true };
    const ask = async (time: string) => (await check({ ...kentucky, at: Date.parse(time) })).allowed;
    expect((await check(kentucky)).zones).toEqual(['America/Chicago', 'America/New_York']);
    const edges = ['08:59-05:00', '09:00-05:00', '20:59-05:00', '21:00-05:00'];
    expect(await Promise.all(edges.map((edge) => ask(`2026-11-23T${edge}`)))).toEqual([false, true, true, false]);
    const summer = ['08:59-04:00', '09:00-04:00', '20:59-04:00', '21:00-04:00'];
    expect(await Promise.all(summer.map((edge) => ask(`2026-11-23T${edge}`.replace('11-23', '10-30'))))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it.each([
    [
      'the zone that was written down',
      { number: '+12705550100', timeZone: 'Pacific/Honolulu', postalCode: '59801' },
      ['Pacific/Honolulu'],
      'explicit',
    ],
    [
      'the postal code before the number',
      { number: '+12705550100', postalCode: '59801' },
      ['America/Denver'],
      'postal-code',
    ],
    ['the number', { number: '+13055550100', postalCode: 'unknown' }, ['America/New_York'], 'number'],
  ])('believes %s', async (_, place, zones, zonesFrom) => {
    expect(await check({ ...place, isAgentReserved: true })).toMatchObject({ zones, zonesFrom });
  });

  it.each([
    ['nobody knows the zone', {}],
    ['the zone is spelled wrong', { timeZone: 'America/New_Yrok' }],
  ])('forbids the call when %s, because it may be night there', async (_, place) => {
    const answer = await gateOf({}).check({ number: '+13055550100', at: noon, isAgentReserved: true, ...place });
    expect(blockedBy(answer)).toEqual(['us@1.0.0:calling-window', 'us-fl@1.0.0:calling-window']);
    expect([answer.allowed, answer.nextAllowedAt, answer.zonesFrom]).toEqual([false, undefined, 'unknown']);
  });

  it('forbids the call on every day when nobody knows the holidays it must not fall on', async () => {
    const answer = await gateOf({ packs: packsOf('fr'), agreed: [consentOf(france.number)] }).check({
      ...france,
      at: noon,
    });
    expect(blockedBy(answer)).toEqual(['fr@1.0.0:calling-window']);
    expect(answer.rules.find(({ verdict }) => verdict === 'blocked')?.why).toMatch(/holidays of FR are not known/);
    expect(answer.nextAllowedAt).toBeUndefined();
  });

  it('applies the rules of every state when the state is not known', async () => {
    const gate = gateOf({ packs: packsOf('us', 'us-fl', 'us-ky') });
    const at = Date.parse('2026-11-23T09:30-05:00');
    const number = '+13055550100';
    const blocked = async (jurisdictions: string[] | undefined) =>
      blockedBy(await gate.check({ number, timeZone: 'America/New_York', jurisdictions, at, isAgentReserved: true }));
    expect(await blocked(undefined)).toEqual(['us-ky@1.0.0:calling-window']);
    expect(await blocked(['US'])).toEqual(['us-ky@1.0.0:calling-window']);
    expect(await blocked(['US-FL'])).toEqual([]);
    expect(await blocked(['US-NY'])).toEqual([]);
  });

  it.each([{ number: '+81312345678' }, { number: '+13055550100', jurisdictions: ['US-FL', 'JP'] }])(
    'forbids a call to a place whose rules nobody gave: %j',
    async (place) => {
      const answer = await gateOf({}).check({ ...place, at: noon, timeZone: 'Asia/Tokyo', isAgentReserved: true });
      expect(answer.rules.map(({ id }) => id)).toContain('house:pack-missing');
      expect([answer.allowed, answer.nextAllowedAt]).toEqual([false, undefined]);
    },
  );
});

describe('the next allowed time of the whole gate', () => {
  const minute = (at: number) => Math.floor(at / minuteMs) * minuteMs;
  const outcome = fc.constantFrom('refused' as const, 'abandoned' as const, 'machine' as const, 'other' as const);
  const past = fc.array(fc.record({ age: fc.integer({ min: 0, max: 70 * 24 * 60 }), outcome }), { maxLength: 8 });
  const people = fc.constantFrom(
    { ids: ['us', 'us-fl', 'us-pa'], request: { ...florida, jurisdictions: ['US'] } },
    { ids: ['gb'], request: britain },
    { ids: ['fr'], request: france },
  );

  it('is allowed when it comes, and the minute before it is not', async () => {
    const from = fc.integer({ min: Date.parse('2026-07-20') / minuteMs, max: Date.parse('2026-12-01') / minuteMs });
    let named = 0;
    await fc.assert(
      fc.asyncProperty(
        people,
        past,
        from,
        fc.integer({ min: 0, max: 59_999 }),
        async ({ ids, request }, calls, start, rest) => {
          const at = start * minuteMs + rest;
          const gate = gateOf({
            packs: packsOf(...ids),
            past: calls.map(({ age, outcome: end }) => ({
              at: at - age * minuteMs,
              number: request.number,
              outcome: end,
            })),
            files: ['US', 'GB'].map((jurisdiction) => fileOf(jurisdiction, at)),
            agreed: [consentOf(request.number, { grantedAt: 0 })],
            holidays: { isHoliday: (date) => date.endsWith('-01') },
          });
          const check = (time: number) => gate.check({ ...request, at: time });
          const { allowed, nextAllowedAt } = await check(at);
          expect(allowed).toBe(nextAllowedAt === at);
          if (nextAllowedAt === undefined) return;
          named += 1;
          expect((await check(nextAllowedAt)).allowed).toBe(true);
          if (nextAllowedAt === at) return;
          expect(nextAllowedAt).toBe(minute(nextAllowedAt));
          expect((await check(Math.max(at, nextAllowedAt - minuteMs))).allowed).toBe(false);
        },
      ),
      { numRuns: 200 },
    );
    expect(named).toBeGreaterThan(100);
  }, 60_000);
});
