// Search over call records in IndexedDB in Chromium, beside a full scan and beside a bare index cursor reading one page.
// Fills 10,000, 100,000 and 500,000 records: about 20 minutes in all. BENCH_SIZES=1000,5000 for a quick look.
import { inPage, withLastingBrowser } from '../lasting-browser.mjs';
import { servePage } from '../serve-page.mjs';
import { goalsOf } from './goals.mjs';

const sizes = (process.env.BENCH_SIZES ?? '10000,100000,500000').split(',').map(Number);

/** `npm run bench -- records` */
export default async function records() {
  const site = await servePage(new URL('page.ts', import.meta.url));
  try {
    return await withLastingBrowser(async (context) => {
      const rows = [];
      for (const size of sizes) rows.push(await measure({ context, url: site.url, size }));
      return { goals: goalsOf(rows), measured: rows };
    });
  } finally {
    await site.close();
  }
}

const measure = ({ context, url, size }) =>
  inPage({ context, url }, async (ask) => {
    const name = `bench-${size}`;
    const from = Date.now();
    await ask('fill', name, size);
    const fillSeconds = (Date.now() - from) / 1000;
    await ask('agree', 6);
    // One to warm up, and ours and the peers in turns, so that a noisy minute hits all.
    const found = { barePage: [], firstPage: [], search: [], put: [], barePut: [] };
    for (const method of Object.keys(found)) await ask(method, 10);
    for (let round = 0; round < 5; round += 1) {
      for (const method of Object.keys(found)) found[method].push(...(await ask(method, 40)));
    }
    const scan = await ask('scan', 5);
    await ask('close', name);
    const row = { size, fillSeconds, scan: at(scan, 0.5) };
    for (const [method, values] of Object.entries(found)) row[method] = { p50: at(values, 0.5), p95: at(values, 0.95) };
    return row;
  });

const at = (values, share) => {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.floor((sorted.length - 1) * share)] * 100) / 100;
};
