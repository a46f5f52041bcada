// Runs in the page of the bench: one telephone of one library, and what can be seen of it from outside.
import type { Account, Contender } from '../call-setup/contender.js';
import { createOurs } from '../call-setup/ours.js';
import { createPlainJsSip } from '../call-setup/plain-jssip.js';
import { createSipJs } from '../call-setup/sip-js.js';

const makers = { ours: createOurs, jssip: createPlainJsSip, sipjs: createSipJs };
export type ContenderName = keyof typeof makers;

/** Milliseconds since 1970 of every 200 to a REGISTER. */
const registered: number[] = [];
const connections: RTCPeerConnection[] = [];

globalThis.WebSocket = class extends WebSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols);
    this.addEventListener('message', ({ data }) => {
      if (/^SIP\/2\.0 200 [\s\S]*^CSeq: *\d+ REGISTER/im.test(String(data))) registered.push(Date.now());
    });
  }
};
globalThis.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    connections.push(this);
  }
};

let contender: Contender | undefined;

/** Packets that have arrived; `undefined` once the library has closed the call. */
async function packets(): Promise<number | undefined> {
  const pc = connections.at(-1);
  if (pc === undefined || pc.signalingState === 'closed') return undefined;
  for (const stats of (await pc.getStats()).values()) {
    if (stats.type === 'inbound-rtp' && stats.kind === 'audio') return stats.packetsReceived as number;
  }
  return 0;
}

/** Longest time without a packet since the last question, in milliseconds, looked at every 50 ms. */
let silence = 0;
let before: number | undefined;
let changedAt = Date.now();
setInterval(async () => {
  const now = await packets();
  if (now !== before) changedAt = Date.now();
  before = now;
  silence = Math.max(silence, Date.now() - changedAt);
}, 50);

export const bench = {
  async start(name: ContenderName, account: Account): Promise<void> {
    contender = makers[name]();
    await contender.start(account);
  },
  async call(number: string): Promise<void> {
    await contender?.call(number);
    while (!((await packets()) ?? 0)) await new Promise((resolve) => setTimeout(resolve, 50));
    silence = 0;
  },
  isUp: (): boolean => connections.at(-1)?.signalingState !== 'closed',
  registeredSince: (from: number): number | undefined => registered.find((at) => at >= from),
  silence: (): number => silence,
};

Object.assign(globalThis, { bench });
