// A CSV file of leads into IndexedDB in Chromium by the Worker, under a strict CSP: with normalisation, dedupe and scrub.
// Beside it bare puts of the same finished rows, and the parsing of the numbers alone. BENCH_SIZES=10000 for a quick look.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { goalsOf } from './goals.mjs';
import { watchMemory } from './renderer-memory.mjs';
import { serveImport } from './serve-import.mjs';

const sizes = (process.env.BENCH_SIZES ?? '10000,100000,1000000').split(',').map(Number);
const mostRounds = Number(process.env.BENCH_ROUNDS ?? 3);

/** `npm run bench -- import` */
export default async function importBench() {
  const { findChromium } = await import('../../tests/pbx/browser/chromium.ts');
  const profile = mkdtempSync(join(tmpdir(), 'bench-import-'));
  const site = await serveImport({ page: new URL('page.ts', import.meta.url) });
  // A profile on the disk: what a private window keeps in memory would measure something else.
  const options = { executablePath: findChromium(), args: ['--no-sandbox'] };
  const context = await chromium.launchPersistentContext(profile, options);
  try {
    const measured = [];
    for (const size of sizes) {
      measured.push(await measure({ context, url: site.url, size }));
      console.log(JSON.stringify(measured.at(-1)));
    }
    const versions = { chromium: context.browser()?.version() ?? 'unknown' };
    return { versions, goals: goalsOf(measured), measured };
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
    const bytes = await ask('makeFile', size);
    const rounds = [];
    // In turns, so that a noisy minute hits both.
    for (let round = 0; round < (size > 200_000 ? 1 : mostRounds); round += 1) {
      const memory = await watchMemory(context);
      const ours = await ask('importRows', `import-${size}-${round}`, true);
      const peakMb = memory.peak();
      const bare = await ask('putBare', `import-${size}-${round}`);
      if (bare.count !== ours.accepted || ours.rows !== size)
        throw new Error(`rows are missing: ${JSON.stringify([ours, bare])}`);
      rounds.push({ ...ours, bare: bare.seconds, ratio: ours.seconds / bare.seconds, beforeMb: memory.before, peakMb });
    }
    const parsed = await ask('parseNumbers', Math.min(size, 100_000));
    const parseSeconds = (parsed.seconds * size) / Math.min(size, 100_000);
    return { size, bytes, parseSeconds, ...middle(rounds), longest: Math.max(...rounds.map(({ longest }) => longest)) };
  } finally {
    await page.close();
  }
}

/** The round with the median ratio. */
const middle = (rounds) => [...rounds].sort((a, b) => a.ratio - b.ratio)[Math.floor((rounds.length - 1) / 2)];
