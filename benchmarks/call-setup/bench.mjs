// What an agent waits for after the click: ours, plain JsSIP and SIP.js through the same exchange in the same page,
// one after the other in turn, and once more with a STUN server that never answers.
import { createSocket } from 'node:dgram';
import { chromium } from 'playwright-core';
import { servePage } from '../serve-page.mjs';
import { goalsOf } from './goals.mjs';

const rounds = Number(process.env.BENCH_ROUNDS ?? 50);
/** JsSIP waits 40 s and SIP.js 5 s for a silent server, each time. */
const silentRounds = { ours: Math.min(rounds, 20), sipjs: Math.min(rounds, 10), jssip: Math.min(rounds, 3) };
const contenders = ['ours', 'jssip', 'sipjs'];

/** `npm run bench -- call-setup` */
export default async function callSetup() {
  const [{ startRig }, { findChromium }] = await Promise.all([
    import('../../tests/pbx/rig/rig.ts'),
    import('../../tests/pbx/browser/chromium.ts'),
  ]);
  const cleanups = [];
  try {
    const rig = await startRig();
    cleanups.push(() => rig.stop());
    const site = await servePage(new URL('page.ts', import.meta.url));
    cleanups.push(site.close);
    const stun = await openSilentStun();
    cleanups.push(stun.close);
    const browser = await chromium.launch({ executablePath: findChromium(), args: browserArgs });
    cleanups.push(() => browser.close());

    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(`page: ${error.stack ?? error.message}`));
    const plain = await series({ page, site, rig, iceServers: [], roundsOf: () => rounds });
    const iceServers = [{ urls: stun.url }];
    const silent = await series({ page, site, rig, iceServers, roundsOf: (name) => silentRounds[name] ?? 20 });
    return {
      versions: { chromium: browser.version(), jssip: '3.13.8', 'sip.js': '0.21.2' },
      goals: goalsOf(plain, silent),
      measured: { plain: summaryOf(plain), silentStun: summaryOf(silent) },
    };
  } finally {
    for (const cleanup of cleanups.reverse()) await cleanup();
  }
}

const browserArgs = [
  '--no-sandbox',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  '--allow-loopback-in-peer-connection',
];

/** Calls of all contenders, interleaved; whoever begins a round changes with every round. */
async function series({ page, site, rig, iceServers, roundsOf }) {
  await page.goto(site.url);
  await page.evaluate(() => globalThis.bench.warmUp());
  for (const [index, name] of contenders.entries()) {
    const user = `100${index + 1}`;
    const account = { uri: `sip:${user}@${rig.domain}`, user, password: rig.password, server: rig.server, iceServers };
    await page.evaluate(([who, how]) => globalThis.bench.start(who, how), [name, account]);
    // The first call of a page loads codecs and compiles code, for everybody.
    if (iceServers.length === 0) await callOnce(page, rig, name);
  }
  const samples = { floor: [], ours: [], jssip: [], sipjs: [] };
  for (let round = 0; round < Math.max(...contenders.map(roundsOf)); round += 1) {
    if (round < roundsOf('floor'))
      samples.floor.push(await page.evaluate((list) => globalThis.bench.floor(list), iceServers));
    for (let turn = 0; turn < contenders.length; turn += 1) {
      const name = contenders[(round + turn) % contenders.length];
      if (round < roundsOf(name)) samples[name].push(await callOnce(page, rig, name));
    }
  }
  for (const name of contenders) await page.evaluate((who) => globalThis.bench.stop(who), name);
  return samples;
}

async function callOnce(page, rig, name) {
  const times = await page.evaluate(([who, to]) => globalThis.bench.call(who, to), [name, rig.farPhone.number]);
  await rig.farPhone.closed();
  return times;
}

const summaryOf = ({ floor, ...calls }) => ({
  floor: { clickToInvite: spread(floor) },
  ...Object.fromEntries(
    Object.entries(calls).map(([name, times]) => [
      name,
      Object.fromEntries(
        ['clickToInvite', 'clickToAnswer', 'answerToAudio'].map((what) => [
          what,
          spread(times.map((each) => each[what])),
        ]),
      ),
    ]),
  ),
});

function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] * 10) / 10;
  return { median: at(0.5), p95: at(0.95), calls: sorted.length };
}

/** A STUN server that takes every question and answers none. */
async function openSilentStun() {
  const socket = createSocket('udp4');
  await new Promise((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    url: `stun:127.0.0.1:${socket.address().port}`,
    close: () => new Promise((resolve) => socket.close(resolve)),
  };
}
