// Pacing, simulated: eight-hour days, 1 to 100 agents, 10 to 50 % live answers, every policy in the same run; then the
// claims, each over many days and seeds. The same seed gives the same figures on every machine.
// BENCH_SEED (2026) is the first seed, BENCH_SCALE (1) multiplies the days.
import { claimCases, liveShares, policyNames, streamCases, tableCases, teams } from './cases.mjs';
import { besides, goalsOf } from './goals.mjs';
import { runCases } from './run-cases.mjs';

const cell = ({ total, worstDay }) =>
  `${(100 * total.occupancy).toFixed(0)} (${total.talkMinutesPerHour.toFixed(0)}) ${(100 * worstDay.abandonRate).toFixed(1)}`;

function printTables(resultOf) {
  for (const liveShare of liveShares) {
    console.log(`\n${100 * liveShare} % live: occupancy % (talk min/h) worst day's abandoned %, by agents`);
    console.log(['policy'.padEnd(18), ...teams.map((agents) => String(agents).padStart(13))].join(''));
    for (const policy of policyNames) {
      const cells = teams.map((agents) => resultOf({ policy, agents, liveShare })).filter(Boolean);
      if (cells.length > 0)
        console.log([policy.padEnd(18), ...cells.map((result) => cell(result).padStart(13))].join(''));
    }
  }
}

/** What the other policies reached in the tables of this run. */
function peersOf(resultOf) {
  const others = policyNames.filter((policy) => !policy.startsWith('risk'));
  const of = (agents, liveShare, value) =>
    Object.fromEntries(
      others.map((policy) => [policy, Number(value(resultOf({ policy, agents, liveShare })).toFixed(2))]),
    );
  const progressive = resultOf({ policy: 'progressive', agents: 20, liveShare: 0.1 }).total.talkMinutesPerHour;
  return {
    occupancy: of(20, 0.3, ({ total }) => 100 * total.occupancy),
    worstDay: of(20, 0.3, ({ worstDay }) => 100 * worstDay.abandonRate),
    gain: of(20, 0.1, ({ total }) => total.talkMinutesPerHour - progressive),
    smallTeam: of(3, 0.3, ({ worstDay }) => 100 * worstDay.abandonRate),
  };
}

const printSeeds = (cases) => {
  const seeds = [...new Set(cases.map(({ seed, scenario }) => seed ?? scenario.seed))].sort(
    (one, other) => one - other,
  );
  console.log(`seeds ${seeds[0]} to ${seeds.at(-1)}, ${cases.length} simulations`);
};

/** `npm run bench -- pacing` */
export default async function pacing() {
  const cases = [...tableCases, ...claimCases, ...streamCases];
  printSeeds(cases);
  const results = await runCases(cases);
  const byKind = (kind) => results.filter((_, index) => cases[index].kind === kind);
  const resultOf = ({ policy, agents, liveShare }) =>
    results[
      cases.findIndex(
        ({ kind, policy: name, scenario }) =>
          kind === 'table' && name === policy && scenario.agents === agents && scenario.liveShare === liveShare,
      )
    ];
  printTables(resultOf);
  return {
    versions: {},
    goals: goalsOf({ byKind, peers: peersOf(resultOf), teams }),
    measured: besides(byKind),
  };
}
