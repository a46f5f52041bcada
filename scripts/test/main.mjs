import { ensureBuilt, failWith } from '../workspace.mjs';
import { lanes } from './lanes.mjs';
import { stopAll } from './run.mjs';

const zero = { passed: 0, failed: 0, skipped: 0 };
const add = (a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped });
const secondsSince = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;
const tell = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** A lane that cannot run here is skipped on a laptop; where CI says so it is a failure. */
function unavailable(name, reason) {
  console.log(`${name}: ${process.env.CI ? 'FAILED' : 'skipped'}: ${reason}`);
  return process.env.CI ? { ...zero, failed: 1, note: reason } : { ...zero, skipped: 1, note: reason };
}

async function runStep(lane, step) {
  const start = performance.now();
  const { output, ...counts } = await step.run();
  if (counts.failed > 0) console.log(`\n${output.trimEnd()}\n`);
  console.log(`${lane}: ${step.name}: ${counts.failed > 0 ? 'FAILED: ' : ''}${tell(counts)} (${secondsSince(start)})`);
  return counts;
}

async function runLane({ name, reason, steps }) {
  const why = await reason?.();
  if (why) return unavailable(name, why);
  let totals = zero;
  for (const step of steps()) totals = add(totals, await runStep(name, step));
  return totals;
}

function table(rows) {
  const width = (key) => Math.max(key.length, ...rows.map((row) => String(row[key]).length));
  const keys = ['lane', 'passed', 'failed', 'skipped', 'time'];
  const line = (row) =>
    keys
      .map((key) => (key === 'lane' ? row[key].padEnd(width(key)) : String(row[key]).padStart(width(key))))
      .join('  ');
  const heading = Object.fromEntries(keys.map((key) => [key, key]));
  return [heading, ...rows].map((row) => `${line(row)}${row.note ? `  ${row.note}` : ''}`).join('\n');
}

function choose(names) {
  const unknown = names.filter((name) => !lanes.some((lane) => lane.name === name));
  if (unknown.length > 0) {
    throw new Error(`There is no lane ${unknown.join(', ')}. Lanes: ${lanes.map(({ name }) => name).join(', ')}.`);
  }
  return names.length === 0 ? lanes : lanes.filter(({ name }) => names.includes(name));
}

async function main() {
  const chosen = choose(process.argv.slice(2));
  ensureBuilt();
  const rows = [];
  let totals = zero;
  for (const lane of chosen) {
    const start = performance.now();
    const { note, ...counts } = await runLane(lane);
    rows.push({ lane: lane.name, ...counts, time: secondsSince(start), note });
    totals = add(totals, counts);
  }
  console.log(`\n${table(rows)}\n\n${tell(totals)}`);
  process.exitCode = totals.failed > 0 ? 1 : 0;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stopAll();
    process.exit(1);
  });
}
main().catch(failWith);
