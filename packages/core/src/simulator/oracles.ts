import { normalShare } from '../shared/normal-share.js';
import { type FullScenario, fullScenario, liveShareAt, type Scenario } from './scenario.js';

/**
 * Erlang's B formula: the share of calls that find all agents busy when calls come at random and none waits. By the
 * recursion, which is exact: `B(0) = 1`, `B(n) = a·B(n−1) / (n + a·B(n−1))`.
 * @param agents whole number ≥ 0
 * @param load calls per mean handling time (erlangs)
 */
export function erlangB(agents: number, load: number): number {
  let loss = 1;
  for (let count = 1; count <= agents; count += 1) loss = (load * loss) / (count + load * loss);
  return loss;
}

/** The load at which Erlang's loss reaches a share: its inverse, by bisection. */
export function erlangLoad(agents: number, loss: number): number {
  let low = 0;
  let high = 1;
  while (erlangB(agents, high) < loss) high *= 2;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (erlangB(agents, middle) < loss) low = middle;
    else high = middle;
  }
  return low;
}

/** Occupancy of agents to whom calls come at random so that `loss` of them is abandoned: `a·(1 − B)/N`. */
export function blindOccupancy(agents: number, loss: number): number {
  return (erlangLoad(agents, loss) * (1 - loss)) / agents;
}

/**
 * Occupancy when every idle agent has so many lines at work: `H / (H + E/lines)`, H a conversation with its wrap-up, E
 * the mean time one line needs to reach a person. Exact for one line. For more it is the limit of rare answers: the
 * last conversations of a team leave lines ringing, which this leaves out.
 */
export function ratioOccupancy(scenario: Scenario, lines = 1): number {
  const full = fullScenario(scenario);
  const handled = full.talk.mean + full.wrapUp.mean;
  return handled / (handled + timeToPerson(full) / lines);
}

/** E of the formula above: the failed calls before the one that is answered, and its own ringing. */
function timeToPerson(scenario: FullScenario): number {
  const { ring, ringTimeoutMs, busyAfterMs, busyShare, machineShare, machineDetectionMs } = scenario;
  const share = liveShareAt(scenario, 0);
  const { inTime, mean } = ringsBefore(ring, ringTimeoutMs);
  const live = share * inTime;
  const busy = Math.min(busyShare, 1 - share);
  const machine = (1 - share - busy) * machineShare * inTime;
  const inVain = 1 - live - busy - machine;
  const failed = busy * busyAfterMs + machine * (mean + machineDetectionMs) + inVain * ringTimeoutMs;
  return failed / live + mean;
}

/** P(a lognormal time is shorter than the limit), and its mean when it is. */
function ringsBefore({ mean, variation }: FullScenario['ring'], limit: number) {
  if (variation === 0) return { inTime: mean < limit ? 1 : 0, mean };
  const square = Math.log(1 + variation * variation);
  const deviation = Math.sqrt(square);
  const z = (Math.log(limit / mean) + square / 2) / deviation;
  const inTime = normalShare(z);
  return { inTime, mean: (mean * normalShare(z - deviation)) / inTime };
}
