import { createDeferred } from '../shared/deferred.js';
import type { Finding, IceProbeOptions } from './preflight.js';

/** Milliseconds; a server that needs longer would hold up every call. */
const limitMs = 5_000;

/** Looks which network candidates the browser finds with the servers of the phone. */
export async function probeIce({ iceServers, relayOnly, clock, signal }: IceProbeOptions): Promise<Finding> {
  if (globalThis.RTCPeerConnection === undefined) return { status: 'failed', code: 'webrtc-unsupported' };
  const urls = iceServers.flatMap((server) => server.urls);
  const wanted = relayOnly ? 'relay' : urls.length > 0 ? 'srflx' : 'host';
  const found = await gather({ iceServers, relayOnly, clock, signal }, (type) => type === wanted);
  if (found.has(wanted)) return { status: 'passed' };
  if (relayOnly) return { status: 'failed', code: 'relay-unreachable' };
  // TURN alone is asked for a public address too; through it calls work all the same.
  if (found.size > 0) return { status: 'warned', code: 'stun-unreachable' };
  return { status: 'failed', code: 'no-network-path' };
}

async function gather(
  { iceServers, relayOnly, clock, signal }: IceProbeOptions,
  enough: (type: string) => boolean,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const pc = new RTCPeerConnection({
    iceServers: [...iceServers],
    iceTransportPolicy: relayOnly ? 'relay' : 'all',
  });
  const done = createDeferred<void>();
  const cancel = clock.after(limitMs, done.resolve);
  const abort = () => done.resolve();
  signal.addEventListener('abort', abort);
  pc.addEventListener('icecandidate', ({ candidate }) => {
    const type = candidate?.type ?? '';
    if (type) found.add(type);
    if (candidate === null || enough(type)) done.resolve();
  });
  try {
    pc.addTransceiver('audio', { direction: 'recvonly' });
    await pc.setLocalDescription(await pc.createOffer());
    await done.promise;
    return found;
  } finally {
    cancel();
    signal.removeEventListener('abort', abort);
    pc.close();
  }
}
