// What an agent in a campaign waits for: from the result of one call to the INVITE of the next, beside a click to its
// INVITE, one after the other in the same page. IndexedDB, 10,000 leads, and the rules are asked before every call.
import { chromium } from 'playwright-core';
import { browserArguments, findBrowser } from '../../scripts/browser.mjs';
import { servePage } from '../serve-page.mjs';

const rounds = Number(process.env.BENCH_ROUNDS ?? 60);
const leads = Number(process.env.BENCH_LEADS ?? 10_000);
const warmUp = 3;

/** `npm run bench -- next-call` */
export default async function nextCall() {
  const site = await servePage(new URL('page.ts', import.meta.url));
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: [...browserArguments, '--disable-features=WebRtcHideLocalIpsWithMdns', '--allow-loopback-in-peer-connection'],
  });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(`page: ${error.stack ?? error.message}`));
    await page.goto(site.url);
    await page.evaluate((many) => globalThis.bench.start(many), leads);
    for (let round = 0; round < warmUp; round += 1) await page.evaluate(() => globalThis.bench.round());
    const samples = [];
    for (let round = 0; round < rounds; round += 1) samples.push(await page.evaluate(() => globalThis.bench.round()));
    const next = spread(samples.map((each) => each.next));
    const click = spread(samples.map((each) => each.click));
    const value = round(next.median / click.median);
    const name = `wrap-up completed to the next INVITE, as a multiple of click to INVITE (median of ${rounds} each, ${leads} leads)`;
    return {
      versions: { chromium: browser.version(), jssip: '3.13.8' },
      goals: [{ name, unit: 'times', value, op: '<=', goal: 1.5, met: value <= 1.5, peers: { 'click to INVITE': 1 } }],
      measured: { milliseconds: { next, click } },
    };
  } finally {
    await browser.close();
    await site.close();
  }
}

const round = (value) => Math.round(value * 100) / 100;

function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]);
  return { median: at(0.5), p95: at(0.95), samples: sorted.length };
}
