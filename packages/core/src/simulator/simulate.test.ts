import { describe, expect, it } from 'vitest';
import {
  blindOccupancy,
  createFixedRatioPacer,
  createProgressivePacer,
  createRandomStreamPacer,
  createRiskPacer,
  erlangB,
  erlangLoad,
  type Pacer,
  ratioOccupancy,
  simulate,
} from './index.js';

const hour = 3_600_000;

describe('a simulation', () => {
  it('is the same for the same seed, and another for another', () => {
    const run = (seed: number) =>
      simulate({ agents: 5, liveShare: 0.3, days: 2, dayMs: hour, seed }, createRiskPacer());
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
  });

  it.each([0.1, 0.3, 0.5])('of one call per agent has the occupancy of the formula at %d live', (liveShare) => {
    const scenario = { agents: 20, liveShare, days: 3 };
    const { total } = simulate(scenario, createProgressivePacer());
    expect(total.occupancy).toBeCloseTo(ratioOccupancy(scenario), 2);
    expect(total.abandoned).toBe(0);
  });

  it('of a fixed ratio has the occupancy of the formula where answers are rare', () => {
    const scenario = { agents: 50, liveShare: 0.05, days: 2 };
    const { occupancy } = simulate(scenario, createFixedRatioPacer(3)).total;
    expect(Math.abs(occupancy - ratioOccupancy(scenario, 3))).toBeLessThan(0.01);
  });

  it('of blind dialing loses what Erlang says', () => {
    const ring = { mean: 0, variation: 0 };
    const scenario = { agents: 8, liveShare: 1, ring, graceMs: 0, dayMs: 150 * hour, tickMs: 1_000 };
    const { abandonRate } = simulate(scenario, createRandomStreamPacer(6 / 135)).total;
    expect(Math.abs(abandonRate - erlangB(8, 6))).toBeLessThan(0.01);
  });

  it('counts every answer as met or abandoned, and no more time than there was', () => {
    for (const pacer of [createFixedRatioPacer(5), createRiskPacer()]) {
      const { total, days, worstDay } = simulate({ agents: 4, liveShare: 0.4, days: 3, dayMs: hour }, pacer);
      expect(total.live).toBe(days.reduce((sum, day) => sum + day.live, 0));
      expect(total.occupancy).toBeLessThanOrEqual(1);
      expect(worstDay.abandonRate).toBe(Math.max(...days.map((day) => day.abandonRate)));
    }
  });

  it('follows a live share that changes at noon', () => {
    const answers = { before: 0, after: 0, calls: 0, callsAfter: 0 };
    const watch: Pacer = {
      ...createProgressivePacer(),
      callResolved({ dialedAt, outcome }) {
        const isAfter = dialedAt >= hour;
        if (isAfter) answers.callsAfter += 1;
        else answers.calls += 1;
        if (outcome === 'live') answers[isAfter ? 'after' : 'before'] += 1;
      },
    };
    const liveShare = [
      { from: 0, share: 0.1 },
      { from: hour, share: 0.6 },
    ];
    simulate({ agents: 20, liveShare, dayMs: 2 * hour }, watch);
    expect(answers.before / answers.calls).toBeCloseTo(0.1, 1);
    expect(answers.after / answers.callsAfter).toBeCloseTo(0.6, 1);
  });

  it('takes in any policy that answers with a number of calls', () => {
    const nobody = {
      ...createProgressivePacer(),
      decide: () => ({ place: 0, reason: 'cap', predictedAbandon: 0 }) as const,
    };
    expect(simulate({ agents: 3, liveShare: 0.5 }, nobody).total).toMatchObject({ dialed: 0, live: 0, occupancy: 0 });
  });
});

describe('a scenario that cannot be', () => {
  it.each([{ agents: 0 }, { days: 1.5 }, { tickMs: 0 }, { dayMs: Number.NaN }, { liveShare: 1.2 }, { liveShare: [] }])(
    'is refused: %j',
    (wrong) => {
      const run = () => simulate({ agents: 2, liveShare: 0.2, ...wrong }, createProgressivePacer());
      expect(run).toThrow(expect.objectContaining({ code: 'config-invalid' }));
    },
  );
});

describe('the risk pacer in a simulation', () => {
  it('talks more than one call per agent does, and keeps every day under the limit', () => {
    const scenario = { agents: 10, liveShare: 0.2, days: 2, dayMs: 3 * hour, dayLimit: 0.03 };
    const ours = simulate(scenario, createRiskPacer());
    const theirs = simulate(scenario, createProgressivePacer());
    expect(ours.total.talkMinutesPerHour).toBeGreaterThan(theirs.total.talkMinutesPerHour + 5);
    expect(ours.worstDay.abandonRate).toBeLessThanOrEqual(0.03);
  });
});

describe('Erlang', () => {
  it.each([
    [1, 1, 0.5],
    [2, 1, 0.2],
    [5, 3, 0.110054],
    [10, 5, 0.018385],
    [100, 84, 0.010246],
  ])('%i agents at %d erlangs lose %d', (agents, load, loss) => {
    expect(erlangB(agents, load)).toBeCloseTo(loss, 3);
    expect(erlangLoad(agents, erlangB(agents, load))).toBeCloseTo(load, 6);
  });

  it.each([
    [1, 0.03, 3.0],
    [5, 0.03, 36.4],
    [20, 0.03, 67.9],
    [100, 0.05, 90.5],
  ])('%i agents who lose %d of the calls are busy %d %% of the time', (agents, loss, percent) => {
    expect(Math.abs(100 * blindOccupancy(agents, loss) - percent)).toBeLessThanOrEqual(0.1);
  });
});
