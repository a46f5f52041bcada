import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abandonmentAt, type LiveAnswer, mayRiskAbandonment, reasonedAbandonmentRate } from './abandonment-ledger.js';
import { clopperPearsonUpper, wilsonUpper } from './binomial-bound.js';
import { dayMs } from './local-time.js';

const start = Date.parse('2026-01-01T00:00Z');
const answer = (time: number | string, isAbandoned = false): LiveAnswer => ({
  at: typeof time === 'string' ? Date.parse(time) : time,
  campaignId: 'spring',
  isAbandoned,
});

describe('the share of abandoned calls', () => {
  it('is counted in successive 30 days from the start of the campaign', () => {
    const window = { length: 'P30D', campaignStart: start, timeZone: 'UTC' };
    const answers = [answer(start, true), answer(start + 30 * dayMs - 1), answer(start + 30 * dayMs, true)];
    expect(abandonmentAt(answers, start + 30 * dayMs - 1, window)).toMatchObject({ live: 2, abandoned: 1, rate: 0.5 });
    expect(abandonmentAt(answers, start + 30 * dayMs, window)).toMatchObject({ live: 1, abandoned: 1, rate: 1 });
  });

  it.each([
    [
      'day',
      'P1D',
      '2026-03-28T23:59+00:00',
      '2026-03-29T00:00+00:00',
      '2026-03-29T23:59+01:00',
      '2026-03-30T00:00+01:00',
    ],
    [
      'month',
      'P1M',
      '2028-01-31T23:59+00:00',
      '2028-02-01T00:00+00:00',
      '2028-02-29T23:59+00:00',
      '2028-03-01T00:00+00:00',
    ],
  ])('is counted in the calendar %s of the company, short day and leap day included', (_, length, ...times) => {
    const window = { length, campaignStart: start, timeZone: 'Europe/London' };
    const answers = times.map((time) => answer(time, true));
    expect(times.map((time) => abandonmentAt(answers, Date.parse(time), window).live)).toEqual([1, 1, 2, 1]);
  });

  it('does not count what has not happened yet', () => {
    const window = { length: 'P1D', campaignStart: start, timeZone: 'UTC' };
    expect(abandonmentAt([answer(start + 1, true)], start, window)).toMatchObject({ live: 0, rate: 0, upperBound: 1 });
  });

  it('never rises over the limit while each risk is asked for first, whatever the people do', () => {
    const limits = fc.constantFrom(0.01, 0.025, 0.03, 0.05);
    fc.assert(
      fc.property(limits, fc.array(fc.boolean(), { maxLength: 600 }), (limit, wouldAbandon) => {
        const window = { length: 'P30D', campaignStart: start, timeZone: 'UTC' };
        const answers: LiveAnswer[] = [];
        for (const bad of wouldAbandon) {
          const state = abandonmentAt(answers, start + 1, window);
          answers.push(answer(start + 1, bad && mayRiskAbandonment(state, limit)));
          const { rate } = abandonmentAt(answers, start + 1, window);
          if (rate > limit) throw new Error(`${rate} of ${answers.length}`);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('reckons the drops to machines as the British example does', () => {
    expect(reasonedAbandonmentRate({ dropped: 29, humansAnswered: 9, machinesAnswered: 7 })).toBeCloseTo(0.6444, 4);
    expect(reasonedAbandonmentRate({ dropped: 0, humansAnswered: 0, machinesAnswered: 0 })).toBe(0);
    expect(
      reasonedAbandonmentRate({ dropped: 0, humansAnswered: 99, machinesAnswered: 5, falseMachines: 1 }),
    ).toBeCloseTo(0.01, 10);
  });
});

describe('the bound on the share', () => {
  it('is the exact one where the exact one has a formula', () => {
    for (const n of [1, 20, 300, 20_000]) {
      expect(clopperPearsonUpper(0, n)).toBeCloseTo(1 - 0.05 ** (1 / n), 9);
      expect(clopperPearsonUpper(n - 1, n)).toBeCloseTo(0.95 ** (1 / n), 9);
      expect(clopperPearsonUpper(n, n)).toBe(1);
    }
  });

  it('agrees with published values', () => {
    // 95 % two-sided limits of 1 in 10 and 5 in 100, which are the one-sided ones at 97.5 %.
    expect(clopperPearsonUpper(1, 10, 0.975)).toBeCloseTo(0.445, 3);
    expect(clopperPearsonUpper(5, 100, 0.975)).toBeCloseTo(0.1128, 4);
    expect(wilsonUpper(5, 100)).toBeCloseTo(0.1118, 4);
  });

  it('grows with every abandoned call and shrinks with every answer that was met', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 500 }), (n, some) => {
        const hits = Math.min(n - 1, some);
        const bound = clopperPearsonUpper(hits, n);
        return bound > hits / n && clopperPearsonUpper(hits + 1, n) > bound && clopperPearsonUpper(hits, n + 1) < bound;
      }),
    );
  });
});
