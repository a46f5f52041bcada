import type { Clock } from '../../shared/clock.js';

/** Milliseconds for a few more candidates to come in after a useful one. */
const settleMs = 50;

interface GatheringOptions {
  readonly clock: Clock;
  readonly limitMs: number;
}

/**
 * Lets a call leave although the browser still looks for network candidates: one unreachable STUN server
 * holds them up for 40 s. JsSIP waits for a candidate of `null`, so that is what it gets.
 * @returns stops watching
 */
export function limitGathering(pc: RTCPeerConnection, { clock, limitMs }: GatheringOptions): () => void {
  const wanted = usefulTypeOf(pc);
  let cancel = () => {};
  let started = false;

  function start(): void {
    if (started || pc.iceGatheringState !== 'gathering') return;
    started = true;
    cancel = clock.after(limitMs, release);
  }

  function release(): void {
    stop();
    const event = new Event('icecandidate');
    Object.defineProperty(event, 'candidate', { value: null });
    pc.dispatchEvent(event);
  }

  function found({ candidate }: RTCPeerConnectionIceEvent): void {
    if (candidate === null || wanted === undefined || candidate.type !== wanted) return;
    cancel();
    started = true;
    cancel = clock.after(settleMs, release);
    pc.removeEventListener('icecandidate', found);
  }

  function stop(): void {
    cancel();
    pc.removeEventListener('icegatheringstatechange', start);
    pc.removeEventListener('icecandidate', found);
  }

  pc.addEventListener('icegatheringstatechange', start);
  pc.addEventListener('icecandidate', found);
  return stop;
}

/** The best kind of candidate the configured servers can give; without servers all are quick. */
function usefulTypeOf(pc: RTCPeerConnection): RTCIceCandidateType | undefined {
  const urls = (pc.getConfiguration().iceServers ?? []).flatMap(({ urls }) => urls);
  if (urls.some((url) => /^turns?:/.test(url))) return 'relay';
  return urls.length > 0 ? 'srflx' : undefined;
}
