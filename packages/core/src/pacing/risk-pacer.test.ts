import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cancellableCalls } from './cancellable-calls.js';
import { createAdaptiveLevelPacer, createFixedRatioPacer, createProgressivePacer } from './comparison-pacers.js';
import { answersToCome } from './ledger-guard.js';
import type { RiskPacerOptions } from './pacer-options.js';
import type { PacingReason, PacingSnapshot } from './pacing-snapshot.js';
import { createRiskPacer } from './risk-pacer.js';

const quiet: PacingSnapshot = { agents: 10, idleAgents: 4, talkingAgents: 6, waitingCalls: 0, inFlight: [] };
const calls = (count: number, rest: object = {}) => Array.from({ length: count }, () => ({ dialedAt: 0, ...rest }));

/** A pacer that knows a list on which one in five answers. */
function seasoned(options: RiskPacerOptions = {}) {
  const pacer = createRiskPacer(options);
  for (let call = 0; call < 500; call += 1) {
    const outcome = call % 5 === 0 ? 'live' : 'no-answer';
    pacer.callResolved({ at: outcome === 'live' ? 8_000 : 22_000, dialedAt: 0, outcome });
    if (outcome === 'live') pacer.answerSettled(0, false);
  }
  return pacer;
}

const snapshots = fc.record({
  agents: fc.constant(40),
  idleAgents: fc.nat(30),
  talkingAgents: fc.nat(10),
  waitingCalls: fc.nat(3),
  inFlight: fc.array(fc.record({ dialedAt: fc.integer({ min: -22_000, max: 0 }), holdsAgent: fc.boolean() }), {
    maxLength: 50,
  }),
});

describe('a decision', () => {
  const decide = (change: Partial<PacingSnapshot> = {}, options: RiskPacerOptions = {}) =>
    seasoned(options).decide(0, { ...quiet, ...change });

  it.each<[string, number, PacingReason, Partial<PacingSnapshot>, RiskPacerOptions]>([
    ['is one call per idle agent for a small team', 2, 'small-team', { agents: 3, idleAgents: 2 }, {}],
    ['is one call per idle agent when overdialing is off', 4, 'progressive', {}, { overdials: false }],
    ['is one call per idle agent while the list is new', 4, 'learning', {}, { minAnswers: 1_000 }],
    ['is nothing when everybody talks', 0, 'no-agent', { idleAgents: 0 }, {}],
    ['is nothing when waiting people take all idle agents', 0, 'no-agent', { waitingCalls: 4 }, {}],
    ['stops at the lines of the trunk', 1, 'cap', { freeLines: 1 }, {}],
    ['stops at the leads there are', 2, 'cap', { readyLeads: 2 }, {}],
    ['stops at the calls per second', 3, 'cap', {}, { maxCallsPerSecond: 3 }],
    ['counts what was dialed this second', 1, 'cap', { inFlight: calls(2) }, { maxCallsPerSecond: 3 }],
    ['stops at the lines of the team', 8, 'cap', { inFlight: calls(2) }, { maxLinesPerAgent: 1 }],
    ['is one call per idle agent when the day bears no more', 4, 'ledger', ledger(300, 9), {}],
    ['counts one answer more on the day', 5, 'ledger', ledger(500, 14), {}],
    ['may count on the people still to come', 5, 'ledger', ledger(100, 2, 20), {}],
  ])('%s', (_, place, reason, change, options) => {
    expect(decide(change, options)).toMatchObject({ place, reason });
  });

  it('dials more than one call per idle agent where few answer', () => {
    const { place, reason, predictedAbandon } = decide();
    expect(place).toBeGreaterThan(4);
    expect(reason).toBe('risk');
    expect(predictedAbandon).toBeGreaterThan(0);
    expect(predictedAbandon).toBeLessThanOrEqual(0.6);
  });

  it('leaves an agent alone who is held for one call', () => {
    const held = { inFlight: calls(3, { holdsAgent: true }) };
    expect(decide(held).place).toBeLessThan(decide().place);
    expect(decide({ inFlight: calls(4, { holdsAgent: true }) })).toMatchObject({ place: 0, reason: 'no-agent' });
  });

  it('brakes for a minute when most answers of a minute were abandoned', () => {
    const pacer = seasoned();
    for (let answer = 0; answer < 24; answer += 1) pacer.answerSettled(100_000, answer % 3 !== 0);
    expect(pacer.decide(159_000, quiet)).toMatchObject({ place: 4, reason: 'allowance' });
    const patient = seasoned({ gain: 0.001 });
    for (let answer = 0; answer < 24; answer += 1) patient.answerSettled(100_000, answer % 3 !== 0);
    expect(patient.decide(159_000, quiet)).toMatchObject({ place: 4, reason: 'brake' });
    expect(patient.decide(160_000, quiet).reason).toBe('risk');
  });

  it('earns its allowance back while the ledger is quiet again', () => {
    const pacer = seasoned();
    expect(pacer.decide(0, { ...quiet, ...ledger(500, 14) }).reason).toBe('ledger');
    for (let answer = 0; answer < 20; answer += 1) pacer.answerSettled(answer * 60_000, true);
    expect(pacer.decide(2_000_000, quiet).reason).toBe('allowance');
    for (let answer = 0; answer < 1_000; answer += 1) pacer.answerSettled(2_000_000, false);
    expect(pacer.decide(2_100_000, quiet).reason).toBe('risk');
  });

  it('counts on agents whose wrap-up is nearly over', () => {
    const pacer = seasoned();
    for (let count = 0; count < 100; count += 1) pacer.wrapUpEnded(15_000);
    const of = (wrapUpsMs: number[]) => pacer.decide(0, { ...quiet, wrapUpsMs }).place;
    expect(of([14_000, 14_000])).toBeGreaterThan(of([]));
    expect(of([500, 500])).toBe(of([]));
  });

  it('is never slower than one call per idle agent, and never negative', () => {
    const pacer = seasoned();
    const progressive = createProgressivePacer();
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        const { place, predictedAbandon } = pacer.decide(0, snapshot);
        expect(place).toBeGreaterThanOrEqual(progressive.decide(0, snapshot).place);
        expect(predictedAbandon).toBeGreaterThanOrEqual(0);
        expect(predictedAbandon).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('grows with idle agents and shrinks with calls in flight and abandoned ones', () => {
    const pacer = seasoned();
    const placed = (snapshot: PacingSnapshot) => pacer.decide(0, snapshot).place;
    fc.assert(
      fc.property(snapshots, fc.nat(60), (snapshot, abandoned) => {
        const place = placed(snapshot);
        expect(placed({ ...snapshot, idleAgents: snapshot.idleAgents + 1 })).toBeGreaterThanOrEqual(place);
        const busier = { ...snapshot, inFlight: [...snapshot.inFlight, { dialedAt: 0 }] };
        expect(placed(busier)).toBeLessThanOrEqual(place);
        const careful = placed({ ...snapshot, ...ledger(1_000, abandoned) });
        expect(careful).toBeLessThanOrEqual(place);
        expect(placed({ ...snapshot, ...ledger(1_000, abandoned + 1) })).toBeLessThanOrEqual(careful);
      }),
    );
  });

  it('is the same for the same history, and after a night in storage', () => {
    const pacer = seasoned();
    const restored = createRiskPacer({}, JSON.parse(JSON.stringify(pacer.save())));
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        expect(restored.decide(0, snapshot)).toEqual(pacer.decide(0, snapshot));
        expect(pacer.decide(0, snapshot)).toEqual(pacer.decide(0, snapshot));
      }),
    );
  });
});

function ledger(live: number, abandoned: number, toCome = 0): Partial<PacingSnapshot> {
  return { periods: [{ live, abandoned, limit: 0.03, toCome }] };
}

describe('a pacer that would know no bound', () => {
  const code = expect.objectContaining({ code: 'config-invalid' });

  it.each([{ setPoint: 2.5 }, { gain: Number.NaN }, { maxLinesPerAgent: 0 }, { minAgents: 1.5 }])(
    'is not made: %j',
    (options) => {
      expect(() => createRiskPacer(options)).toThrow(code);
    },
  );

  it('is not made from a state that is none', () => {
    const saved = seasoned().save();
    expect(() => createRiskPacer({}, { ...saved, risk: Number.NaN })).toThrow(code);
    expect(() => createRiskPacer({}, { ...saved, wrapUps: [-1] })).toThrow(code);
    expect(() => createRiskPacer({}, JSON.parse('{}'))).toThrow(code);
  });

  it('does not begin with more risk than it may ever take', () => {
    const bold = createRiskPacer({}, { ...seasoned().save(), risk: 50 });
    expect(bold.decide(0, quiet).predictedAbandon).toBeLessThanOrEqual(0.6);
  });
});

describe('the policies it is compared with', () => {
  it('dial one call, or two, per idle agent', () => {
    expect(createProgressivePacer().decide(0, { ...quiet, inFlight: calls(1) }).place).toBe(3);
    expect(createFixedRatioPacer(2).decide(0, { ...quiet, inFlight: calls(1) }).place).toBe(7);
  });

  it('raise the level of the team while agents wait, and drop it to one over the limit', () => {
    const pacer = createAdaptiveLevelPacer();
    const waiting = { ...quiet, idleAgents: 10, talkingAgents: 0 };
    for (let now = 0; now < 120_000; now += 500) pacer.decide(now, waiting);
    expect(pacer.decide(120_000, waiting).place).toBe(30);
    for (let call = 0; call < 51; call += 1) pacer.callResolved({ at: 120_000, dialedAt: 0, outcome: 'live' });
    for (let call = 0; call < 20; call += 1) pacer.answerSettled(120_000, call === 0);
    expect(pacer.decide(140_000, waiting).place).toBe(10);
  });
});

describe('calls that are given up', () => {
  it('have rung for the time the rules ask for, the longest first', () => {
    const inFlight = [undefined, 5_000, 4_000, 5_001].map((ringingAt) => ({ dialedAt: 0, ringingAt }));
    expect(cancellableCalls(20_000, inFlight).map(({ ringingAt }) => ringingAt)).toEqual([4_000, 5_000]);
  });
});

describe('people still to come', () => {
  it('are a quarter of what the pace promises, and none before the first', () => {
    expect(answersToCome({ live: 80, elapsedMs: 1_000, remainingMs: 3_000 })).toBe(60);
    expect(answersToCome({ live: 0, elapsedMs: 0, remainingMs: 3_000 })).toBe(0);
    expect(answersToCome({ live: 80, elapsedMs: 1_000, remainingMs: -1 })).toBe(0);
  });
});
