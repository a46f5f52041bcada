// A CSV file of leads into IndexedDB in Chromium by the Worker, under a strict CSP: with normalisation, dedupe and scrub.
// Beside it bare puts of the same finished rows, and the parsing of the numbers alone. BENCH_SIZES=10000 for a quick look.
import { inPage, withLastingBrowser } from '../lasting-browser.mjs';
import { goalsOf } from './goals.mjs';
import { watchMemory } from './renderer-memory.mjs';
import { serveImport } from './serve-import.mjs';

const sizes = (process.env.BENCH_SIZES ?? '10000,100000,1000000').split(',').map(Number);
const mostRounds = Number(process.env.BENCH_ROUNDS ?? 3);

/** `npm run bench -- import` */
export default async function importBench() {
  const site = await serveImport({ page: new URL('page.ts', import.meta.url) });
  try {
    return await withLastingBrowser(async (context) => {
      const measured = [];
      for (const size of sizes) {
        measured.push(await measure({ context, url: site.url, size }));
        console.log(JSON.stringify(measured.at(-1)));
      }
      return { goals: goalsOf(measured), measured };
    });
  } finally {
    await site.close();
  }
}

const measure = ({ context, url, size }) =>
  inPage({ context, url }, async (ask) => {
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
  });

/** The round with the median ratio. */
const middle = (rounds) => [...rounds].sort((a, b) => a.ratio - b.ratio)[Math.floor((rounds.length - 1) / 2)];
