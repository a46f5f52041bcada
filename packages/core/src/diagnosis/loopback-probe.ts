import { bandOf, estimateMos } from '../calls/quality.js';
import type { Clock } from '../shared/clock.js';
import type { Finding } from './preflight.js';

/** Milliseconds until the call of the page to itself must be up, and how long it is listened to. */
const connectMs = 5_000;
const listenMs = 2_000;

/** What arrived at the far end of the page's call to itself. */
interface Arrived {
  readonly packets: number;
  readonly lost: number;
  readonly jitterMs: number;
  readonly rttMs: number;
}

/** Calls itself: a tone goes through two connections of this page, and what arrives is measured. */
export async function probeLoopback({
  clock,
  signal,
}: {
  readonly clock: Clock;
  readonly signal: AbortSignal;
}): Promise<Finding> {
  if (globalThis.RTCPeerConnection === undefined) return { status: 'failed', code: 'webrtc-unsupported' };
  const context = new AudioContext();
  const near = new RTCPeerConnection();
  const far = new RTCPeerConnection();
  const wait = (ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve));
  try {
    near.addTrack(toneOf(context));
    const up = connected(far, signal);
    await connect(near, far);
    if (!(await Promise.race([up, wait(connectMs).then(() => false)]))) {
      return { status: 'failed', code: 'media-failed' };
    }
    await wait(listenMs);
    return judge(await arrivedAt(far));
  } finally {
    near.close();
    far.close();
    await context.close();
  }
}

/** Packets of 20 ms: half of them is the least that a healthy machine delivers to itself. */
const leastPackets = listenMs / 20 / 2;

/** What the measurement says about calls from this machine. */
export function judge({ packets, lost, jitterMs, rttMs }: Arrived): Finding {
  if (packets < leastPackets) return { status: 'failed', code: 'loopback-silent' };
  const mos = estimateMos({ rttMs, jitterMs, loss: lost / (packets + lost) });
  const rounded = Math.round(mos * 10) / 10;
  return bandOf(mos) === 'good'
    ? { status: 'passed', mos: rounded }
    : { status: 'warned', code: 'loopback-poor', mos: rounded };
}

function toneOf(context: AudioContext): MediaStreamTrack {
  const tone = context.createOscillator();
  const quiet = context.createGain();
  const out = context.createMediaStreamDestination();
  quiet.gain.value = 0.1;
  tone.connect(quiet).connect(out);
  tone.start();
  const [track] = out.stream.getAudioTracks();
  if (track === undefined) throw new Error('a destination without a track');
  return track;
}

async function connect(near: RTCPeerConnection, far: RTCPeerConnection): Promise<void> {
  for (const [one, other] of [
    [near, far],
    [far, near],
  ] as const) {
    // A candidate that comes after the end is of no use to anybody.
    one.addEventListener('icecandidate', ({ candidate }) => void other.addIceCandidate(candidate).catch(() => {}));
  }
  await near.setLocalDescription(await near.createOffer());
  if (near.localDescription) await far.setRemoteDescription(near.localDescription);
  await far.setLocalDescription(await far.createAnswer());
  if (far.localDescription) await near.setRemoteDescription(far.localDescription);
}

/** `false` when it failed or was aborted. */
function connected(pc: RTCPeerConnection, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(false), { once: true });
    pc.addEventListener('connectionstatechange', () => {
      if (pc.connectionState === 'connected') resolve(true);
      if (pc.connectionState === 'failed') resolve(false);
    });
  });
}

async function arrivedAt(pc: RTCPeerConnection): Promise<Arrived> {
  const all: Readonly<Record<string, unknown>>[] = [...(await pc.getStats()).values()];
  const inbound = all.find((stats) => stats['type'] === 'inbound-rtp');
  const pair = all.find((stats) => stats['type'] === 'candidate-pair' && stats['nominated'] === true);
  const number = (value: unknown) => (typeof value === 'number' ? value : 0);
  return {
    packets: number(inbound?.['packetsReceived']),
    lost: Math.max(0, number(inbound?.['packetsLost'])),
    jitterMs: number(inbound?.['jitter']) * 1_000,
    rttMs: number(pair?.['currentRoundTripTime']) * 1_000,
  };
}
