// What is simulated: the tables, and the claims with their many days.
const hourMs = 3_600_000;
const dayLimit = 0.03;

/** BENCH_SCALE=0.1 runs a tenth of the days. */
const scale = Number(process.env.BENCH_SCALE ?? 1);
const firstSeed = Number(process.env.BENCH_SEED ?? 2026);
const daysOf = (days) => Math.max(1, Math.round(days * scale));

export const teams = [1, 2, 3, 5, 8, 10, 15, 20, 30, 50, 100];
export const liveShares = [0.1, 0.2, 0.3, 0.4, 0.5];
export const policyNames = [
  'progressive',
  'risk 2.5 %',
  'risk 1 %',
  'adaptive level 3',
  'fixed 2 lines',
  'fixed 3 lines',
];

const tableDays = (agents) => (agents < 20 ? 2 : 1);

/** One row per policy, team and live share; the 1 % row at 30 % only, as one column says enough. */
export const tableCases = policyNames.flatMap((policy) =>
  liveShares
    .filter((liveShare) => policy !== 'risk 1 %' || liveShare === 0.3)
    .flatMap((liveShare) =>
      teams.map((agents) => ({
        kind: 'table',
        policy,
        scenario: { agents, liveShare, days: daysOf(tableDays(agents)), dayLimit, seed: firstSeed },
      })),
    ),
);

/** Eight-hour days of the claims, in runs of ten with a seed each; every run begins cold, as on a new campaign. */
const runs = (claim, { days, ...scenario }, policy = 'risk 2.5 %') =>
  Array.from({ length: Math.ceil(daysOf(days) / 10) }, (_, run) => ({
    kind: claim,
    policy,
    scenario: { dayLimit, ...scenario, days: Math.min(10, daysOf(days)), seed: firstSeed + 1 + run },
  }));

const jump = [
  { from: 0, share: 0.15 },
  { from: 4 * hourMs, share: 0.4 },
];

export const claimCases = [
  ...runs('twenty', { agents: 20, liveShare: 0.3, days: 200 }),
  ...runs('jump', { agents: 20, liveShare: jump, days: 200 }),
  ...runs('three', { agents: 3, liveShare: 0.3, days: 300 }),
  ...runs('poor', { agents: 20, liveShare: 0.1, days: 30 }),
  ...runs('poor-progressive', { agents: 20, liveShare: 0.1, days: 30 }, 'progressive'),
  ...runs('no-ledger', { agents: 20, liveShare: 0.3, days: 10, dayLimit: 1 }),
  ...runs('uneven-wrap-up', { agents: 20, liveShare: 0.3, days: 20, wrapUp: { mean: 15_000, variation: 0.5 } }),
];

/** Some two million calls each: their share that is lost is sure to a few hundredths of a point. */
const streamHours = (load) => (72_000 * scale) / load;

/** Blind dialing against Erlang's formula: agents, load in erlangs, hours without a break. */
export const streamCases = [
  [10, 5],
  [20, 15],
  [20, 18],
].map(([agents, load], index) => ({ kind: 'stream', agents, load, hours: streamHours(load), seed: firstSeed + index }));
