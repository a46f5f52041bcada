import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilsonUpper } from '../compliance/binomial-bound.js';
import type { Attempt } from '../queue/attempt.js';
import { createKpiAccumulator } from './kpi-accumulator.js';
import type { AttemptMeaning, KpiAgentState, KpiAttempt } from './kpi-input.js';
import { predictiveGain } from './kpis.js';
import { createWaitHistogram } from './wait-percentile.js';

const minute = 60_000;
let lastId = 0;
const dial = (attempt: Partial<Omit<KpiAttempt, 'times'>> & Partial<KpiAttempt['times']> = {}): KpiAttempt => {
  const { invite = 0, ringing, answered, bridged, ...rest } = attempt;
  lastId += 1;
  return { id: `a${lastId}`, times: { invite, ringing, answered, bridged }, ...rest };
};
const live = { isLive: true } as const;

/** Three leads: A is sold at its second try, B is abandoned, C reaches a machine that an agent hears. */
function aMorning() {
  const kpis = createKpiAccumulator();
  const add = (attempt: KpiAttempt, meaning?: AttemptMeaning) => kpis.addAttempt(attempt, meaning);
  add(dial({ leadId: 'A', outcome: 'no-answer', ringing: 1_000 }));
  add(dial({ leadId: 'A', ...live, invite: 0, ringing: 3_000, answered: 8_000, bridged: 8_500 }), {
    customerContact: true,
    rightParty: true,
    sale: true,
    completed: true,
    callbackDueAt: 15 * minute,
  });
  add(dial({ leadId: 'B', ...live, isAbandoned: true, answered: 9_000 }), { callbackDueAt: 15 * minute + 1 });
  add(dial({ leadId: 'C', outcome: 'machine', answered: 9_000, bridged: 12_500 }), { wrapUpTimedOut: true });
  const spend = (state: KpiAgentState, minutes: number) => kpis.addInterval({ state, from: 0, to: minutes * minute });
  spend('ready', 6);
  spend('talk', 18);
  spend('hold', 2);
  spend('wrap-up', 4);
  spend('break', 20);
  spend('other', 10);
  kpis.setListSize(10);
  kpis.addLease(false);
  kpis.addLease(true);
  return kpis.snapshot();
}

describe('the figures of a campaign', () => {
  const kpis = aMorning();

  it.each<[string, number | undefined, number]>([
    ['live answers of all dials', kpis.liveRate, 2 / 4],
    ['connects of all dials', kpis.connectRate, 1 / 4],
    ['contacts of all dials', kpis.contactRate, 1 / 4],
    ['leads contacted of those tried', kpis.leadContactRate, 1 / 3],
    ['right parties of the connects', kpis.rightPartyRate, 1],
    ['sales of the right parties', kpis.conversion, 1],
    ['sales of the connects', kpis.salesPerConnect, 1],
    ['sales of the leads', kpis.salesPerLead, 1 / 3],
    ['sales of a logged-in hour', kpis.salesPerHour, 1],
    ['dials for one live answer', kpis.dialsPerLive, 2],
    ['abandoned of the live answers', kpis.abandonment.rate, 1 / 2],
    ['its upper bound', kpis.abandonment.upperBound, wilsonUpper(1, 2)],
    ['abandoned of all dials', kpis.abandonment.perDial, 1 / 4],
    ['the reasoned share', kpis.abandonment.reasonedRate, (1 * (1 - 1 / 2)) / (1 + 1 * (1 - 1 / 2))],
    ['hours logged in', kpis.time.loggedInHours, 1],
    ['handling time', kpis.time.averageHandlingTime, 24 * 60],
    ['wrap-up of a connect', kpis.time.averageWrapUp, 4 * 60],
    ['wait between calls', kpis.time.averageWaitBetweenCalls, 6 * 60],
    ['occupancy, of the time at work', kpis.time.occupancy, 24 / 30],
    ['utilisation, of the time logged in', kpis.time.utilisation, 24 / 60],
    ['talk minutes of an hour without breaks', kpis.time.talkMinutesPerHour, (60 * 18) / 40],
    ['answer to agent', kpis.speed.averageSpeedOfAnswer, 2],
    ['answer to agent, 95 of 100', kpis.speed.p95SpeedOfAnswer, 3.5],
    ['answer to agent within two seconds', kpis.speed.withinTwoSeconds, 1 / 2],
    ['post-dial delay', kpis.speed.postDialDelay, 2],
    ['penetration', kpis.list.penetration, 3 / 10],
    ['saturation', kpis.list.saturation, 1 / 10],
    ['attempts of a lead', kpis.list.attemptsPerLead, 4 / 3],
    ['attempts to the contact', kpis.list.attemptsToContact, 2],
    ['machines heard by agents', kpis.quality.missedMachineRate, 1],
    ['people taken for machines', kpis.quality.falseMachineRate, 0],
    ['wrap-ups that ran out', kpis.quality.wrapUpTimeoutRate, 1],
    ['callbacks kept within 15 minutes', kpis.quality.callbackKeptRate, 1 / 2],
    ['leases that ran out', kpis.quality.leaseExpiryRate, 1 / 2],
    ['leads dialed twice', kpis.quality.duplicateDials, 0],
  ])('%s', (_, value, expected) => {
    expect(value).toBeCloseTo(expected, 12);
  });

  it('show where leads drop off', () => {
    expect(kpis.list.contactByAttempt).toEqual([0, 1]);
  });

  it('are unknown rather than zero while there is nothing to divide by', () => {
    const { liveRate, abandonment, time } = createKpiAccumulator().snapshot();
    expect([liveRate, abandonment.rate, time.occupancy]).toEqual([undefined, undefined, undefined]);
    expect(abandonment.upperBound).toBe(1);
  });

  it('gives the worked example of the reasoned estimate: D 29, A 9, M 7', () => {
    const kpis = createKpiAccumulator();
    for (let count = 0; count < 29; count += 1) kpis.addAttempt(dial({ ...live, isAbandoned: true }));
    for (let count = 0; count < 9; count += 1) kpis.addAttempt(dial(live));
    for (let count = 0; count < 7; count += 1) kpis.addAttempt(dial({ outcome: 'machine' }));
    expect(kpis.snapshot().abandonment.reasonedRate).toBeCloseTo(16.3125 / 25.3125, 12);
    expect(kpis.snapshot().abandonment.reasonedRate).toBeCloseTo(0.6444, 4);
  });

  it('count a person taken for a machine as abandoned', () => {
    const kpis = createKpiAccumulator();
    kpis.addAttempt(dial({ outcome: 'machine' }), { falseMachine: true });
    kpis.addAttempt(dial(live));
    const { abandonment, counts, quality } = kpis.snapshot();
    expect(counts).toMatchObject({ live: 2, machines: 0, abandoned: 1 });
    expect([abandonment.rate, abandonment.reasonedRate, quality.falseMachineRate]).toEqual([0.5, 0.5, 0.5]);
  });

  it('count an attempt that is told twice once', () => {
    const kpis = createKpiAccumulator();
    const attempt = dial(live);
    kpis.addAttempt(attempt);
    kpis.addAttempt(attempt);
    expect(kpis.snapshot().counts.dials).toBe(1);
  });

  it('take the attempts of the queue as they are', () => {
    const fits = (attempt: Attempt): KpiAttempt => attempt;
    expect(fits).toBeTypeOf('function');
  });

  it('say what a way of dialing gains over one call per agent', () => {
    expect(predictiveGain(46.5, 24)).toBe(22.5);
  });
});

describe('figures that are kept up', () => {
  it('do not depend on the order, and stay consistent', () => {
    const attempts = fc.array(fc.record({ isLive: fc.boolean(), isAbandoned: fc.boolean(), sale: fc.boolean() }));
    fc.assert(
      fc.property(attempts, (drawn) => {
        const log = drawn.map(({ sale, ...rest }) => [dial({ leadId: 'one', ...rest }), { sale }] as const);
        const [forth, back] = [createKpiAccumulator(), createKpiAccumulator()];
        for (const [attempt, meaning] of log) forth.addAttempt(attempt, meaning);
        for (const [attempt, meaning] of log.toReversed()) back.addAttempt(attempt, meaning);
        expect(forth.snapshot()).toEqual(back.snapshot());
        const { counts, abandonment } = forth.snapshot();
        expect(counts.connected + counts.abandoned).toBe(counts.live);
        expect(abandonment.upperBound).toBeGreaterThanOrEqual(abandonment.rate ?? 0);
      }),
    );
  });

  it('know percentiles of waits to 50 ms, whatever the waits', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9_900 }), { minLength: 1 }), (waits) => {
        const histogram = createWaitHistogram();
        for (const wait of waits) histogram.add(wait);
        const sorted = waits.toSorted((one, other) => one - other);
        const exact = sorted[Math.ceil(0.95 * waits.length) - 1]!;
        const found = histogram.percentile(0.95)!;
        expect(found).toBeGreaterThanOrEqual(exact);
        expect(found - exact).toBeLessThan(50);
      }),
    );
  });
});
