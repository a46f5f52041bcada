// Calls in one tab, one after the other: what stays behind, and whether the last call is as quick as the first.
import { chromium } from 'playwright-core';
import { browserArguments, findBrowser } from '../../scripts/browser.mjs';
import { servePage } from '../serve-page.mjs';

const calls = Number(process.env.BENCH_CALLS ?? 1_000);
/** Chromium goes on compiling for some hundred calls: that is the price of a page, not of a call. */
const warmUp = 200;
/** SIP transactions remember a finished call for 32 s (RFC 3261, timers B and H). Milliseconds. */
const forgottenAfter = 40_000;
/**
 * Chromium makes no more than 500 connections, and a call has two here. At twelve calls a second those of the last 32 s
 * alone would be more: after so many calls the bench rests until they are forgotten.
 */
const atATime = 200;

/** `npm run bench -- soak` */
export default async function soak() {
  const site = await servePage(new URL('page.ts', import.meta.url));
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: [...browserArguments, '--disable-features=WebRtcHideLocalIpsWithMdns', '--allow-loopback-in-peer-connection'],
  });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(`page: ${error.stack ?? error.message}`));
    await page.goto(site.url);
    await page.evaluate(() => globalThis.soak.start());
    const look = await createLook(page);
    await page.evaluate((count) => globalThis.soak.calls(count), warmUp);
    const before = await look();
    const times = [];
    let after = before;
    while (times.length < calls) {
      const count = Math.min(atATime, calls - times.length);
      times.push(...(await page.evaluate((many) => globalThis.soak.calls(many), count)));
      after = await look();
    }
    return {
      versions: { chromium: browser.version(), jssip: '3.13.8' },
      goals: goalsOf({ before, after, times }),
      measured: { calls, before, after },
    };
  } finally {
    await browser.close();
    await site.close();
  }
}

/** What the page holds once everything of the last call is forgotten and swept up. */
async function createLook(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.enable');
  await devtools.send('Performance.enable');
  return async () => {
    await new Promise((resolve) => setTimeout(resolve, forgottenAfter));
    const held = await page.evaluate(() => globalThis.soak.look());
    for (let times = 0; times < 3; times += 1) await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await devtools.send('Runtime.getHeapUsage');
    const { metrics } = await devtools.send('Performance.getMetrics');
    const listeners = metrics.find(({ name }) => name === 'JSEventListeners')?.value ?? 0;
    return { ...held, listeners, heap: usedSize };
  };
}

function goalsOf({ before, after, times }) {
  const part = Math.min(100, Math.floor(times.length / 2));
  const first = median(times.slice(0, part));
  const last = median(times.slice(-part));
  const atMost = (name, unit, value, goal) => ({
    name,
    unit,
    value: round(value),
    op: '<=',
    goal,
    met: value <= goal,
    peers: {},
  });
  const more = (what) => Math.max(0, after[what] - before[what]);
  const of = `after ${times.length} calls`;
  return [
    atMost(`retained heap per call, ${of}`, 'bytes', more('heap') / times.length, 1_024),
    atMost(`live RTCPeerConnections, ${of}`, 'connections', after.connections, 0),
    atMost(`live tracks more than before, ${of}`, 'tracks', more('tracks'), 0),
    atMost(`timers more than before, ${of}`, 'timers', more('timers'), 0),
    atMost(`event listeners more than before, ${of}`, 'listeners', more('listeners'), 0),
    atMost(`time of a call, last ${part} to first ${part} (median)`, 'times', last / first, 1.2),
  ];
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const round = (value) => Math.round(value * 100) / 100;
