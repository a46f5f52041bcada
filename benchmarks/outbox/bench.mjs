// 10,000 revisions of 2,000 calls on their way to a CRM that fails 30 % of all requests (of those, 3 in 10 after it
// stored them), answers up to five seconds late, and dies for a minute; the tab is closed or crashed ten times
// meanwhile. Beside a queue in memory and one in localStorage, each with the same chances and the same deaths.
// Time runs 30 times as fast for the CRM and for every way alike: a minute is two seconds. About 4 minutes in all.
// BENCH_CALLS=200 for a quick look (10 seconds), BENCH_SEED=1 for other chances, BENCH_SCALE=1 for true time.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { servePage } from '../serve-page.mjs';
import { createChance } from './chance.mjs';
import { goalsOf, judge } from './judge.mjs';
import { startTroubledCrm } from './troubled-crm.mjs';

const calls = Number(process.env.BENCH_CALLS ?? 2_000);
const seed = Number(process.env.BENCH_SEED ?? 2026);
const scale = Number(process.env.BENCH_SCALE ?? 30);
const revisionsPerCall = 5;
const deaths = 10;
const batchSize = 20;
/** So much time passes between two batches at least: 200 revisions in a second. */
const batchMs = 100;

/** `npm run bench -- outbox` */
export default async function outbox() {
  const { findChromium } = await import('../../tests/pbx/browser/chromium.ts');
  const site = await servePage(new URL('page.ts', import.meta.url));
  const executablePath = findChromium();
  try {
    const found = {};
    for (const way of ['ours', 'in memory', 'in localStorage']) {
      found[way] = await endure({ way, url: site.url, executablePath });
    }
    const { ours, ...peers } = found;
    const { version } = ours;
    return { versions: { chromium: version }, goals: goalsOf(ours, peers), measured: { seed, scale, calls, ...found } };
  } finally {
    await site.close();
  }
}

/** One hundred calls at a time, revision by revision, so that those of a call are some seconds apart. */
function* batches() {
  const group = 100;
  const ids = Array.from({ length: calls }, (_, at) => `call-${String(at).padStart(5, '0')}`);
  for (let first = 0; first < calls; first += group) {
    const part = ids.slice(first, first + group);
    const all = Array.from({ length: revisionsPerCall }, (_, at) =>
      part.map((callId, index) => ({ callId, number: at + 1, startedAt: 1_700_000_000_000 + first + index })),
    ).flat();
    for (let from = 0; from < all.length; from += batchSize) yield all.slice(from, from + batchSize);
  }
}

async function endure({ way, url, executablePath }) {
  const profile = mkdtempSync(join(tmpdir(), 'bench-outbox-'));
  const crm = await startTroubledCrm({ seed, scale });
  const context = await chromium.launchPersistentContext(profile, { executablePath, args: ['--no-sandbox'] });
  const from = Date.now();
  try {
    const kept = new Map();
    await context.exposeFunction('kept', (callId, number) => {
      kept.set(callId, [...(kept.get(callId) ?? []), number]);
    });
    const tab = createTab(context, `${url}?${new URLSearchParams({ way, crm: crm.url, scale })}`);
    await writeAll({ tab, crm, kept });
    const undelivered = await waitForAll(tab);
    return {
      kept: [...kept.values()].flat().length,
      ...judge(kept, crm.stored),
      undelivered,
      ...crm.counts,
      deaths: tab.deaths(),
      seconds: Math.round((Date.now() - from) / 1_000),
      version: context.browser()?.version(),
    };
  } finally {
    await context.close();
    await crm.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A tab that can be killed, and comes back. */
function createTab(context, address) {
  let page;
  let died = 0;
  const alive = async () => {
    if (page) return page;
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(address);
    await page.waitForFunction(() => globalThis.bench !== undefined);
    return page;
  };
  return {
    deaths: () => died,
    run: async (work, argument) => (await alive()).evaluate(work, argument),
    /** Closed like a person does, or crashed in the middle of whatever it does: in turns. */
    async kill() {
      const victim = page;
      page = undefined;
      died += 1;
      if (died % 2 === 0) {
        await victim.close({ runBeforeUnload: false });
        return;
      }
      const client = await context.newCDPSession(victim);
      const crashed = victim.waitForEvent('crash');
      // The command itself is never answered: who should.
      client.send('Page.crash').catch(() => undefined);
      await crashed;
      await victim.close();
    },
  };
}

async function writeAll({ tab, crm, kept }) {
  const all = [...batches()];
  const chance = createChance(seed + 1);
  const near = (share) => Math.floor(all.length * (share + 0.04 * chance()));
  const dying = new Set(Array.from({ length: deaths }, (_, at) => near((at + 0.5) / deaths)));
  const down = near(0.4);
  for (const [at, batch] of all.entries()) {
    const pause = new Promise((resolve) => setTimeout(resolve, batchMs));
    if (at === down) crm.dieFor(60_000 / scale);
    const work = tab
      .run((revisions) => globalThis.bench.keep(revisions), batch)
      .then(
        () => true,
        () => false,
      );
    if (dying.has(at)) {
      await new Promise((resolve) => setTimeout(resolve, 30 * chance()));
      await tab.kill();
    }
    if (!(await work) || dying.has(at)) {
      // What nobody outside of the page heard of, the agent does again.
      const missing = batch.filter(({ callId, number }) => !kept.get(callId)?.includes(number));
      await tab.run((revisions) => globalThis.bench.keep(revisions), missing);
    }
    await pause;
  }
}

/** Until everything is delivered, or nothing has moved for half an hour of the dialer. */
async function waitForAll(tab) {
  const patienceMs = 1_800_000 / scale;
  let [least, since] = [Number.POSITIVE_INFINITY, Date.now()];
  for (;;) {
    const left = await tab.run(() => globalThis.bench.left());
    if (left === 0) return 0;
    if (left < least) [least, since] = [left, Date.now()];
    if (Date.now() - since > patienceMs) return left;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
