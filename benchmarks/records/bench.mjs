// Search over call records in IndexedDB in Chromium, beside a full scan and beside a bare index cursor reading one page.
// Fills 10,000, 100,000 and 500,000 records: about 20 minutes in all. BENCH_SIZES=1000,5000 for a quick look.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { servePage } from '../serve-page.mjs';
import { goalsOf } from './goals.mjs';

const sizes = (process.env.BENCH_SIZES ?? '10000,100000,500000').split(',').map(Number);

/** `npm run bench -- records` */
export default async function records() {
  const { findChromium } = await import('../../tests/pbx/browser/chromium.ts');
  const profile = mkdtempSync(join(tmpdir(), 'bench-records-'));
  const site = await servePage(new URL('page.ts', import.meta.url));
  const options = { executablePath: findChromium(), args: ['--no-sandbox'] };
  // A profile on the disk: what a private window keeps in memory would measure something else.
  const context = await chromium.launchPersistentContext(profile, options);
  try {
    const rows = [];
    for (const size of sizes) rows.push(await measure({ context, url: site.url, size }));
    const versions = { chromium: context.browser()?.version() ?? 'unknown' };
    return { versions, goals: goalsOf(rows), measured: rows };
  } finally {
    await context.close();
    await site.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

async function measure({ context, url, size }) {
  const page = await context.newPage();
  try {
    await page.goto(url);
    page.setDefaultTimeout(0);
    const ask = (method, ...args) =>
      page.evaluate(([what, values]) => globalThis.bench[what](...values), [method, args]);
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
  } finally {
    await page.close();
  }
}

const at = (values, share) => {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.floor((sorted.length - 1) * share)] * 100) / 100;
};
