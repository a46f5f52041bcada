// `npm run bench -- NAME`: runs benchmarks/NAME/bench.mjs and writes what it found to benchmarks/results/NAME.json.
import './typescript.mjs';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

const folder = new URL('.', import.meta.url);
const entryOf = (name) => new URL(`${name}/bench.mjs`, folder);
const names = readdirSync(folder).filter((name) => existsSync(entryOf(name)));

const machine = () => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  platform: `${process.platform} ${process.arch}`,
});

function print({ name, goals, measured }) {
  console.log(name);
  for (const { name: what, unit, value, op, goal, met, peers } of goals) {
    const others = Object.entries(peers).map(([peer, theirs]) => `${peer} ${theirs}`);
    const against = others.length > 0 ? ` (${others.join(', ')})` : '';
    console.log(`  ${met ? 'met   ' : 'missed'} ${what}: ${value ?? 'not run'} ${unit}, goal ${op} ${goal}${against}`);
  }
  if (measured) console.log(JSON.stringify(measured, null, 2));
}

async function main() {
  const [name = ''] = process.argv.slice(2);
  if (!names.includes(name)) throw new Error(`npm run bench -- NAME, where NAME is one of: ${names.join(', ')}`);
  const { default: bench } = await import(entryOf(name).href);
  const { versions, goals, measured } = await bench();
  const result = { name, machine: machine(), versions: { node: process.version, ...versions }, goals };
  mkdirSync(new URL('results/', folder), { recursive: true });
  writeFileSync(new URL(`results/${name}.json`, folder), `${JSON.stringify(result, null, 2)}\n`);
  print({ name, goals, measured });
  process.exitCode = goals.every(({ met }) => met) ? 0 : 1;
}

main().then(
  // Telephones and exchanges of a bench may leave timers of theirs behind.
  () => process.exit(),
  (error) => {
    console.error(error.message);
    process.exit(1);
  },
);
