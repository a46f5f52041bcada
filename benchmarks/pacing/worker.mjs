// Simulates one case after the other for bench.mjs.
import '../typescript.mjs';
import { parentPort } from 'node:worker_threads';

const { createRandomStreamPacer, erlangB, simulate } = await import('../../packages/core/src/simulator/index.ts');
const { policies } = await import('./policies.mjs');

const handlingSeconds = 135;

/** People who answer at once and do not wait, dialed at random: what the formula describes. */
function runStream({ agents, load, hours, seed }) {
  const ring = { mean: 0, variation: 0 };
  const scenario = { agents, liveShare: 1, ring, graceMs: 0, tickMs: 1_000, dayMs: hours * 3_600_000, seed };
  const { total } = simulate(scenario, createRandomStreamPacer(load / handlingSeconds, seed));
  return { loss: total.abandonRate, exact: erlangB(agents, load) };
}

parentPort.on('message', ({ index, task }) => {
  const result = task.kind === 'stream' ? runStream(task) : simulate(task.scenario, policies[task.policy]());
  parentPort.postMessage({ index, result });
});
