import { blindOccupancy, erlangB } from '../../packages/core/src/simulator/index.ts';

const round = (value, digits = 2) => (value === undefined ? null : Number(value.toFixed(digits)));
const percent = (share) => round(100 * share);
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

function goal({ name, unit, value, op, aim, peers = {} }) {
  return {
    name,
    unit,
    value,
    op,
    goal: aim,
    met: value !== null && (op === '>=' ? value >= aim : value <= aim),
    peers,
  };
}

/** Erlang's sum in whole numbers, which cannot round: load = numerator / denominator. */
function exactLoss(agents, numerator, denominator) {
  const [a, b] = [BigInt(numerator), BigInt(denominator)];
  let term = 1n;
  let sum = 0n;
  for (let count = agents; count >= 0; count -= 1) {
    // Terms of N!/n!·a^n·b^(N−n), from n = N down.
    term = 1n;
    for (let factor = count + 1; factor <= agents; factor += 1) term *= BigInt(factor);
    sum += term * a ** BigInt(count) * b ** BigInt(agents - count);
  }
  const last = a ** BigInt(agents);
  return Number((last * 10n ** 15n) / sum) / 1e15;
}

/** The published occupancies of blind dialing in percent, one decimal. */
const published = {
  0.01: [1.0, 7.6, 15.0, 26.9, 38.7, 44.2, 53.5, 59.6, 67.1, 75.0, 83.2],
  0.03: [3.0, 13.7, 23.1, 36.4, 48.3, 53.6, 62.4, 67.9, 74.6, 81.3, 88.1],
  0.05: [5.0, 18.1, 28.5, 42.2, 53.9, 59.0, 67.3, 72.4, 78.5, 84.6, 90.5],
};

function erlangGoals(teams, streams) {
  const exact = teams.flatMap((agents) =>
    [0.4, 0.7, 0.9].map((use) => {
      const numerator = Math.round(agents * use * 10);
      return Math.abs(erlangB(agents, numerator / 10) - exactLoss(agents, numerator, 10));
    }),
  );
  const table = Object.entries(published).flatMap(([loss, row]) =>
    row.map((occupancy, index) => Math.abs(100 * blindOccupancy(teams[index], Number(loss)) - occupancy)),
  );
  const simulated = streams.map(({ loss, exact: formula }) => Math.abs(loss - formula));
  const within = (name, value) => goal({ name, unit: 'points', value, op: '<=', aim: 0.1 });
  return [
    within('Erlang B by recursion, furthest from the sum in whole numbers', round(100 * Math.max(...exact), 6)),
    within('blind occupancy, furthest from the table', round(Math.max(...table), 3)),
    within('simulated loss of blind dialing, furthest from Erlang B', round(100 * Math.max(...simulated), 3)),
  ];
}

/** @param results of the claims and streams, by kind; @param peers what other policies reached at 20 agents, 30 % */
export function goalsOf({ byKind, peers, teams }) {
  const days = (kind) => byKind(kind).flatMap((run) => run.days);
  const worst = (kind, counted = () => true) =>
    percent(
      Math.max(
        ...days(kind)
          .filter(counted)
          .map((day) => day.abandonRate),
      ),
    );
  const occupancy = (kind) => percent(mean(days(kind).map((day) => day.occupancy)));
  const talk = (kind) => mean(days(kind).map((day) => day.talkMinutesPerHour));
  const full = days('three').filter((day) => day.live >= 300);
  const neverAbove = (name, value, others) =>
    goal({ name, unit: '% abandoned', value, op: '<=', aim: 3, peers: others });
  return [
    goal({
      name: `20 agents, 30 % live, set-point 2.5 %: occupancy (${days('twenty').length} days)`,
      unit: '%',
      value: occupancy('twenty'),
      op: '>=',
      aim: 89,
      peers: peers.occupancy,
    }),
    neverAbove(`20 agents, 30 % live: worst of ${days('twenty').length} days`, worst('twenty'), peers.worstDay),
    goal({
      name: `20 agents, 10 % live: talk gained over progressive (${days('poor').length} days)`,
      unit: 'min/h',
      value: round(talk('poor') - talk('poor-progressive')),
      op: '>=',
      aim: 20,
      peers: peers.gain,
    }),
    neverAbove(
      `3 agents, 30 % live: worst of ${full.length} days of 300 live answers`,
      full.length === 0 ? null : worst('three', (day) => day.live >= 300),
      peers.smallTeam,
    ),
    neverAbove(`20 agents, 15 % live, 40 % from noon: worst of ${days('jump').length} days`, worst('jump'), {}),
    ...erlangGoals(teams, byKind('stream')),
  ];
}

/** Figures beside the goals. */
export function besides(byKind) {
  const days = (kind) => byKind(kind).flatMap((run) => run.days);
  const summary = (kind) => ({
    days: days(kind).length,
    occupancy: percent(mean(days(kind).map((day) => day.occupancy))),
    talkMinutesPerHour: round(mean(days(kind).map((day) => day.talkMinutesPerHour))),
    abandoned: percent(mean(days(kind).map((day) => day.abandonRate))),
    worstDay: percent(Math.max(...days(kind).map((day) => day.abandonRate))),
  });
  const kinds = ['twenty', 'jump', 'three', 'poor', 'poor-progressive', 'no-ledger', 'uneven-wrap-up'];
  return Object.fromEntries(kinds.map((kind) => [kind, summary(kind)]));
}
