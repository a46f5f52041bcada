import type { Clock } from '../../shared/clock.js';

/** Milliseconds for a few more candidates to come in after a useful one of a server. */
const settleMs = 50;
/** The addresses of this machine come in one batch, its events right after each other: the next task is late enough. */
const batchMs = 0;
/** How long addresses of this machine wait for one of a STUN server. Any answer is back long before. */
const patienceMs = 500;

interface GatheringOptions {
  readonly clock: Clock;
  readonly limitMs: number;
  /** Wait for every candidate, up to the limit. */
  readonly all?: boolean | undefined;
}

/**
 * Lets a call leave although the browser still looks for network candidates: one unreachable STUN server
 * holds them up for 40 s, and even without servers Chromium takes 100 ms longer than the first useful one.
 * JsSIP waits for a candidate of `null`, so that is what it gets.
 *
 * - Without servers: as soon as the first addresses of this machine are known. A media relay that the server
 *   brings in learns the others by itself (RFC 8445 peer reflexive candidates).
 * - With STUN: 50 ms after the first public address, at most 500 ms after the first address of this machine.
 * - With TURN, or when only relayed candidates are allowed: 50 ms after the first relayed candidate.
 * - Never later than `limitMs` after gathering began.
 * @returns stops watching
 */
export function limitGathering(pc: RTCPeerConnection, { clock, limitMs, all = false }: GatheringOptions): () => void {
  const wanted = usefulTypeOf(pc.getConfiguration());
  let cancelLimit = () => {};
  let cancelRelease = () => {};
  let waitsFor = Number.POSITIVE_INFINITY;
  let started = false;

  function start(): void {
    if (started || pc.iceGatheringState !== 'gathering') return;
    started = true;
    cancelLimit = clock.after(limitMs, release);
  }

  function release(): void {
    stop();
    const event = new Event('icecandidate');
    Object.defineProperty(event, 'candidate', { value: null });
    pc.dispatchEvent(event);
  }

  /** The shortest wait wins. */
  function releaseWithin(ms: number): void {
    if (ms >= waitsFor) return;
    waitsFor = ms;
    cancelRelease();
    cancelRelease = clock.after(ms, release);
  }

  function found({ candidate }: RTCPeerConnectionIceEvent): void {
    if (candidate === null) return;
    if (candidate.type === wanted) releaseWithin(wanted === 'host' ? batchMs : settleMs);
    else if (wanted === 'srflx') releaseWithin(patienceMs);
  }

  function stop(): void {
    cancelLimit();
    cancelRelease();
    pc.removeEventListener('icegatheringstatechange', start);
    pc.removeEventListener('icecandidate', found);
  }

  pc.addEventListener('icegatheringstatechange', start);
  if (!all) pc.addEventListener('icecandidate', found);
  return stop;
}

/** The kind of candidate that is worth waiting for: the best the configured servers can give. */
function usefulTypeOf({ iceServers = [], iceTransportPolicy }: RTCConfiguration): RTCIceCandidateType {
  const urls = iceServers.flatMap((server) => server.urls);
  if (iceTransportPolicy === 'relay' || urls.some((url) => /^turns?:/.test(url))) return 'relay';
  return urls.length > 0 ? 'srflx' : 'host';
}
