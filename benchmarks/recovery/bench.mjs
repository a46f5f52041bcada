// A call whose connection to the server goes away: ours, plain JsSIP and SIP.js, each with its defaults, one after the
// other through the same exchange. The audio goes another way and stays, except where the computer gets another
// address: then the way of the audio is dead as well. What is measured is whether the telephone is back, whether the
// call is still one call at both ends, and whether anybody heard a gap.
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { servePage } from '../serve-page.mjs';
import { goalsOf } from './goals.mjs';
import { startNat } from './nat.mjs';

const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
/** Part of the name of the only troubles to make, for somebody who works on one of them. */
const only = process.env.BENCH_ONLY ?? '';
const contenders = ['ours', 'jssip', 'sipjs'];
const cuts = [1, 5, 10];
/** Seconds to come back in, and for a BYE of the far end to arrive. */
const patience = 20;
const byeWithin = 3;

/** `npm run bench -- recovery` */
export default async function recovery() {
  const [{ startRig }, { startTcpProxy }, { findChromium }] = await Promise.all([
    import('../../tests/pbx/rig/rig.ts'),
    import('../../tests/pbx/rig/tcp-proxy.ts'),
    import('../../tests/pbx/browser/chromium.ts'),
  ]);
  const cleanups = [];
  try {
    const rig = await startRig();
    cleanups.push(() => rig.stop());
    // A server that knows no GRUU (RFC 5627), as most: a phone has to tell its far ends that it has moved.
    await rig.restartServer({ gruu: false });
    const site = await servePage(new URL('page.ts', import.meta.url));
    cleanups.push(site.close);
    const browser = await chromium.launch({ executablePath: findChromium(), args: browserArgs });
    cleanups.push(() => browser.close());
    const rows = [];
    for (let round = 0; round < rounds; round += 1) {
      for (const trouble of troubles(rig).filter((each) => each.name.includes(only))) {
        for (const name of contenders) {
          const [proxy, nat] = await Promise.all([startTcpProxy(rig.wsPort), startNat()]);
          try {
            const page = await browser.newPage();
            rows.push(await trial({ name, trouble, rig, proxy, nat, page, url: site.url }));
          } finally {
            await Promise.all([proxy.close(), nat.close()]);
          }
        }
      }
    }
    return {
      versions: { chromium: browser.version(), jssip: '3.13.8', 'sip.js': '0.21.2' },
      goals: goalsOf(rows),
      measured: rows,
    };
  } finally {
    for (const cleanup of cleanups.reverse()) await cleanup();
  }
}

const troubles = (rig) => [
  ...cuts.map((seconds) => ({
    name: `connection cut for ${seconds} s`,
    async happen(proxy) {
      proxy.shut();
      proxy.cut();
      await pause(seconds * 1000);
      proxy.open();
    },
  })),
  { name: 'server killed and restarted', happen: () => rig.restartServer({ gruu: false }) },
  {
    name: 'address changed',
    isBehindNat: true,
    async happen(proxy, nat) {
      await nat.move();
      proxy.cut();
    },
  },
];

async function trial({ name, trouble, rig, proxy, nat, page, url }) {
  try {
    await page.exposeFunction('aimNat', nat.aim);
    await page.goto(url);
    const ask = (method, ...args) =>
      page.evaluate(([what, values]) => globalThis.bench[what](...values), [method, args]);
    const server = `ws://127.0.0.1:${proxy.port}`;
    const account = { uri: `sip:1001@${rig.domain}`, user: '1001', password: rig.password, server, iceServers: [] };
    if (trouble.isBehindNat) await ask('goBehind', nat.port);
    await ask('start', name, account);
    await ask('call', rig.farPhone.number);
    const began = Date.now();
    await trouble.happen(proxy, nat);
    const from = Date.now();
    const at = await firstOf(() => ask('registeredSince', began), patience);
    await pause(2000);
    const survived = await ask('isUp');
    const heard = survived && (await firstOf(() => ask('isHeard'), patience)) === true;
    // Of a call that is not heard again the silence has no end.
    const silence = heard ? (await ask('silence')) / 1000 : null;
    rig.farPhone.hangUp();
    const ended = survived && (await firstOf(async () => !(await ask('isUp')), byeWithin));
    await rig.farPhone.closed();
    const registered = at === null ? null : Math.max(0, at - from) / 1000;
    return { trouble: trouble.name, name, kept: heard && ended === true, survived, registered, silence };
  } finally {
    await page.close();
    await rig.reset();
  }
}

/** Asks until there is an answer; `null` when there is none in time. */
async function firstOf(ask, seconds) {
  const until = Date.now() + seconds * 1000;
  while (Date.now() < until) {
    const answer = await ask();
    if (answer) return answer;
    await pause(50);
  }
  return null;
}

const browserArgs = [
  '--no-sandbox',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  '--allow-loopback-in-peer-connection',
];
