// Runs in the page of the bench: one telephone of one library, and what can be seen of it from outside.
import type { Account, Contender } from '../call-setup/contender.js';
import { createOurs } from '../call-setup/ours.js';
import { createPlainJsSip } from '../call-setup/plain-jssip.js';
import { createSipJs } from '../call-setup/sip-js.js';
import { connectionBehind } from './behind-nat.js';

const makers = { ours: createOurs, jssip: createPlainJsSip, sipjs: createSipJs };
export type ContenderName = keyof typeof makers;

/** Milliseconds since 1970 of every 200 to a REGISTER. */
const registered: number[] = [];
/** That of the call: a library may keep others ready for the next one. */
let connection: RTCPeerConnection | undefined;

globalThis.WebSocket = class extends WebSocket {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols);
    this.addEventListener('message', ({ data }) => {
      if (/^SIP\/2\.0 200 [\s\S]*^CSeq: *\d+ REGISTER/im.test(String(data))) registered.push(Date.now());
    });
  }
};
globalThis.RTCPeerConnection = class extends RTCPeerConnection {
  override setRemoteDescription(description?: RTCSessionDescriptionInit): Promise<void> {
    connection = this;
    return super.setRemoteDescription(description as RTCSessionDescriptionInit);
  }
};

let contender: Contender | undefined;

/** Packets that have arrived; `undefined` once the library has closed the call. */
async function packets(): Promise<number | undefined> {
  const pc = connection;
  if (pc === undefined || pc.signalingState === 'closed') return undefined;
  for (const stats of (await pc.getStats()).values()) {
    if (stats.type === 'inbound-rtp' && stats.kind === 'audio') return stats.packetsReceived as number;
  }
  return 0;
}

declare global {
  /** From the program that runs the bench. */
  var aimNat: ((port: number) => Promise<void>) | undefined;
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
  /** All audio of the page goes through the router's port from here on. */
  goBehind(natPort: number): void {
    globalThis.RTCPeerConnection = connectionBehind(natPort, (port) => void globalThis.aimNat?.(port));
  },
  async start(name: ContenderName, account: Account): Promise<void> {
    contender = makers[name]();
    await contender.start(account);
  },
  async call(number: string): Promise<void> {
    await contender?.call(number);
    while (!((await packets()) ?? 0)) await new Promise((resolve) => setTimeout(resolve, 50));
    silence = 0;
  },
  isUp: (): boolean => connection?.signalingState !== 'closed',
  registeredSince: (from: number): number | undefined => registered.find((at) => at >= from),
  silence: (): number => silence,
  /** Whether packets have arrived a moment ago. */
  isHeard: (): boolean => Date.now() - changedAt < 500,
};

Object.assign(globalThis, { bench });
