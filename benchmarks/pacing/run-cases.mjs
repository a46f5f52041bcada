import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** Runs the cases on all cores, the long ones first. The results do not depend on who runs what. */
export function runCases(cases) {
  const results = new Array(cases.length);
  const queue = cases.map((task, index) => ({ task, index })).sort((one, other) => cost(other.task) - cost(one.task));
  const work = () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('worker.mjs', import.meta.url));
      const next = () => {
        const job = queue.shift();
        if (job) worker.postMessage(job);
        else worker.terminate().then(resolve, reject);
      };
      worker.on('message', ({ index, result }) => {
        results[index] = result;
        next();
      });
      worker.on('error', reject);
      next();
    });
  return Promise.all(Array.from({ length: availableParallelism() }, work)).then(() => results);
}

const cost = ({ kind, policy, scenario, agents, hours }) =>
  kind === 'stream' ? (agents * hours) / 8 : scenario.agents * scenario.days * (policy.startsWith('risk') ? 20 : 1);
