import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AbandonmentPeriod, InFlightCall, Pacer } from './pacing-snapshot.js';
import { riskLevel } from './risk-level.js';
import { createRiskPacer } from './risk-pacer.js';

/** What an enemy of the pacer can do: whatever a list can. */
type Move =
  /** Every call in flight is answered in the same instant. */
  | { readonly kind: 'all-answer' }
  /** So many of them are. */
  | { readonly kind: 'some-answer'; readonly count: number }
  /** All calls in flight ring in vain, so often: the pacer learns to dial more. */
  | { readonly kind: 'nobody-answers'; readonly times: number }
  /** So many conversations end. */
  | { readonly kind: 'agents-free'; readonly count: number }
  /** People are met one by one, so many: the controller gains confidence. */
  | { readonly kind: 'all-is-well'; readonly count: number };

const moves = fc.array(
  fc.oneof(
    fc.constant<Move>({ kind: 'all-answer' }),
    fc.record({ kind: fc.constant('some-answer' as const), count: fc.integer({ min: 1, max: 6 }) }),
    fc.record({ kind: fc.constant('nobody-answers' as const), times: fc.integer({ min: 1, max: 20 }) }),
    fc.record({ kind: fc.constant('agents-free' as const), count: fc.integer({ min: 1, max: 10 }) }),
    fc.record({ kind: fc.constant('all-is-well' as const), count: fc.integer({ min: 1, max: 80 }) }),
  ),
  { minLength: 5, maxLength: 60 },
);

interface World {
  readonly agents: number;
  /** Share of the ledger; without one the controller is alone. */
  readonly limit?: number;
  /** People it is told will still come. */
  readonly toCome?: number;
}

/** Plays the moves; tells after each settled answer what was abandoned and what was at stake at most. */
function play(pacer: Pacer, drawn: readonly Move[], { agents, limit, toCome }: World, check: (state: Tally) => void) {
  const tally = { live: 0, abandoned: 0, atStake: 0 };
  let now = 0;
  let idle = agents;
  let inFlight: InFlightCall[] = [];

  const settle = (abandoned: boolean) => {
    tally.live += 1;
    if (abandoned) tally.abandoned += 1;
    pacer.answerSettled(now, abandoned);
    check(tally);
  };
  const decide = () => {
    const periods: AbandonmentPeriod[] = limit === undefined ? [] : [{ ...tally, limit, toCome }];
    const talkingAgents = agents - idle;
    const { place } = pacer.decide(now, {
      agents,
      idleAgents: idle,
      talkingAgents,
      waitingCalls: 0,
      inFlight,
      periods,
    });
    expect(Number.isInteger(place)).toBe(true);
    expect(place).toBeGreaterThanOrEqual(Math.max(0, Math.min(idle - inFlight.length, agents * 10 - inFlight.length)));
    for (let count = 0; count < place; count += 1) inFlight.push({ dialedAt: now });
    tally.atStake = Math.max(tally.atStake, inFlight.length - idle);
  };
  /** The wait is over at once: whoever finds no idle agent is abandoned. */
  const answer = (count: number) => {
    now += 3_000;
    for (const { dialedAt } of inFlight.splice(0, count)) {
      pacer.callResolved({ at: now, dialedAt, outcome: 'live' });
      settle(idle === 0);
      idle = Math.max(0, idle - 1);
    }
  };
  const ringInVain = () => {
    now += 22_000;
    for (const { dialedAt } of inFlight) pacer.callResolved({ at: now, dialedAt, outcome: 'no-answer' });
    inFlight = [];
  };

  for (const move of drawn) {
    decide();
    if (move.kind === 'all-answer') answer(inFlight.length);
    if (move.kind === 'some-answer') answer(move.count);
    if (move.kind === 'agents-free') idle = Math.min(agents, idle + move.count);
    for (let time = 0; move.kind === 'nobody-answers' && time < move.times; time += 1) {
      ringInVain();
      decide();
    }
    for (let time = 0; move.kind === 'all-is-well' && time < move.count; time += 1) {
      idle = agents;
      answer(1);
      decide();
    }
  }
}

interface Tally {
  readonly live: number;
  readonly abandoned: number;
  /** Most calls at any time for which there was no agent. */
  readonly atStake: number;
}

const agents = fc.integer({ min: 1, max: 30 });
const few = { numRuns: 40 };
const everybody = { minAgents: 1, minAnswers: 0 };

describe('whatever the list does', () => {
  it('the ledger keeps the share of every instant within its limit', () => {
    const limits = fc.constantFrom(0.01, 0.03, 0.05, 0.2);
    fc.assert(
      fc.property(moves, agents, limits, (drawn, count, limit) => {
        const world = { agents: count, limit };
        play(createRiskPacer({ ...everybody, setPoint: 0.2 }), drawn, world, ({ live, abandoned }) => {
          expect(abandoned).toBeLessThanOrEqual(limit * live + 1e-9);
        });
      }),
      few,
    );
  });

  it('people it counts on make the limit good once they have come, and not before they are needed', () => {
    let isOver = false;
    fc.assert(
      fc.property(moves, agents, fc.integer({ min: 1, max: 400 }), (drawn, count, toCome) => {
        const world = { agents: count, limit: 0.03, toCome };
        play(createRiskPacer({ ...everybody, setPoint: 0.2 }), drawn, world, ({ live, abandoned }) => {
          isOver ||= abandoned > 0.03 * live;
          expect(abandoned).toBeLessThanOrEqual(0.03 * (live + toCome) + 1e-9);
        });
      }),
      few,
    );
    expect(isOver).toBe(true);
  });

  it('the controller alone keeps within its allowance', () => {
    const setPoints = fc.constantFrom(0.01, 0.025, 0.1);
    let most = 0;
    fc.assert(
      fc.property(moves, agents, setPoints, (drawn, count, setPoint) => {
        const { start, floor, gain } = riskLevel({ setPoint });
        play(createRiskPacer({ ...everybody, setPoint }), drawn, { agents: count }, ({ live, abandoned, atStake }) => {
          most = Math.max(most, abandoned);
          expect(abandoned).toBeLessThanOrEqual(setPoint * live + (start - floor) / gain + 1 + atStake);
        });
      }),
      few,
    );
    // The enemy did its worst: without abandoned calls the bound would say nothing.
    expect(most).toBeGreaterThan(20);
  });

  it('the controller carries its debt from day to day', () => {
    const options = { ...everybody, setPoint: 0.025 };
    const { start, floor, gain, setPoint } = riskLevel(options);
    fc.assert(
      fc.property(fc.array(moves, { minLength: 2, maxLength: 4 }), agents, (days, count) => {
        let saved: ReturnType<ReturnType<typeof createRiskPacer>['save']> | undefined;
        const before = { live: 0, abandoned: 0, atStake: 0 };
        for (const drawn of days) {
          const pacer = createRiskPacer(options, saved);
          let today: Tally = { live: 0, abandoned: 0, atStake: 0 };
          play(pacer, drawn, { agents: count }, (state) => {
            today = { ...state };
          });
          before.live += today.live;
          before.abandoned += today.abandoned;
          before.atStake = Math.max(before.atStake, today.atStake);
          const allowance = (start - floor) / gain + 1 + before.atStake;
          expect(before.abandoned).toBeLessThanOrEqual(setPoint * before.live + allowance);
          saved = JSON.parse(JSON.stringify(pacer.save()));
        }
      }),
      { numRuns: 15 },
    );
  });
});
