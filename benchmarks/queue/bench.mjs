// The next lead of a list: in memory beside heap-js doing only the pop, and in IndexedDB in Chromium beside a bare index
// cursor with one update in the same kind of transaction. Sizes 10,000, 100,000 and 1,000,000.
// BENCH_SIZES=1000,10000 for a quick look.
import { inPage, withLastingBrowser } from '../lasting-browser.mjs';
import { servePage } from '../serve-page.mjs';
import { goalsOf } from './goals.mjs';

const sizes = (process.env.BENCH_SIZES ?? '10000,100000,1000000').split(',').map(Number);
const rounds = Number(process.env.BENCH_ROUNDS ?? 25);

/** `npm run bench -- queue` */
export default async function queue() {
  const { measureMemory } = await import('./in-memory.ts');
  const memory = [];
  for (const size of sizes) memory.push(await measureMemory(size));
  const site = await servePage(new URL('page.ts', import.meta.url));
  try {
    return await withLastingBrowser(async (context) => {
      const stored = [];
      for (const size of sizes) stored.push(await measureStored({ context, url: site.url, size }));
      return { goals: goalsOf(memory, stored), measured: { memory, stored } };
    });
  } finally {
    await site.close();
  }
}

const measureStored = ({ context, url, size }) =>
  inPage({ context, url }, async (ask) => {
    const from = Date.now();
    await ask('open', `queue-${size}`);
    // In pieces, so that the page is never busy for minutes in one go.
    for (let done = 0; done < size; done += 20_000) await ask('fill', done, Math.min(size, done + 20_000));
    const fillSeconds = (Date.now() - from) / 1000;
    const found = { claim: [], bare: [] };
    for (const method of Object.keys(found)) await ask(method, 40);
    // In turns, so that a noisy minute hits both.
    for (let round = 0; round < rounds; round += 1)
      for (const method of Object.keys(found)) found[method].push(...(await ask(method, 40)));
    await ask('close');
    const row = { size, fillSeconds };
    for (const [method, values] of Object.entries(found))
      row[method] = { p50: at(values, 0.5), p95: at(values, 0.95), p99: at(values, 0.99), max: at(values, 1) };
    return row;
  });

const at = (values, share) => {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.floor((sorted.length - 1) * share)] * 100) / 100;
};
