import { DialerError, type DialerErrorCode, isDialerError } from '../errors.js';
import type { Phone } from '../phone/phone.js';
import type { Clock } from '../shared/clock.js';
import { createDeferred } from '../shared/deferred.js';
import { probeIce } from './ice-probe.js';
import { probeLoopback } from './loopback-probe.js';
import { probeOutput } from './output-probe.js';
import {
  type PreflightCheck,
  type PreflightCheckName,
  type PreflightReport,
  type PreflightStatus,
  verdictOf,
} from './preflight-report.js';

/** What `dialer.preflight` takes. */
export interface PreflightOptions {
  /** Stops it; `preflight` rejects with `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** Told every check as it is decided, in order. */
  readonly onProgress?: ((check: PreflightCheck) => void) | undefined;
}

/** What one look found out. */
export interface Finding {
  readonly status: PreflightStatus;
  readonly code?: DialerErrorCode | undefined;
  readonly mos?: number | undefined;
}

/** What is needed of the browser; tests bring their own. */
export interface Probes {
  readonly output: () => Promise<Finding>;
  readonly ice: (options: IceProbeOptions) => Promise<Finding>;
  readonly loopback: (options: { readonly clock: Clock; readonly signal: AbortSignal }) => Promise<Finding>;
}

export interface IceProbeOptions {
  readonly iceServers: readonly RTCIceServer[];
  /** Only through TURN. */
  readonly relayOnly: boolean;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

interface PreflightContext {
  readonly phone: Phone;
  readonly clock: Clock;
  readonly probes?: Probes | undefined;
}

const browserProbes: Probes = { output: probeOutput, ice: probeIce, loopback: probeLoopback };
const passed: Finding = { status: 'passed' };
const skipped: Finding = { status: 'skipped' };

/**
 * Looks whether calls can be made: devices, server, network. A phone that was offline is offline again afterwards.
 * @throws DialerError `aborted`
 */
export async function runPreflight(
  { phone, clock, probes = browserProbes }: PreflightContext,
  { signal = new AbortController().signal, onProgress }: PreflightOptions = {},
): Promise<PreflightReport> {
  const checks: PreflightCheck[] = [];
  const iceServers = phone.iceServers ?? [];
  const hasTurn = iceServers.some(({ urls }) => [urls].flat().some((url) => /^turns?:/.test(url)));

  async function look(name: PreflightCheckName, probe: () => Promise<Finding>): Promise<void> {
    const begin = clock.now();
    const found = await unlessAborted(probe, signal);
    const check = Object.freeze({ name, ...found, ms: Math.round(clock.now() - begin) });
    checks.push(check);
    onProgress?.(check);
  }
  const statusOf = (name: PreflightCheckName) => checks.find((check) => check.name === name)?.status;

  const wasOffline = phone.connection.snapshot.status === 'offline';
  const connecting = connectionOf(phone, signal);
  try {
    await look('microphone', () => phone.checkMicrophone().then(() => passed));
    await look('output', probes.output);
    await look('server', async () => (await connecting()).server);
    await look('registration', async () => (await connecting()).registration);
    await look('ice', () => probes.ice({ iceServers, relayOnly: false, clock, signal }));
    await look('relay', async () => (hasTurn ? probes.ice({ iceServers, relayOnly: true, clock, signal }) : skipped));
    const audible = statusOf('output') === 'passed';
    await look('loopback', async () => (audible ? probes.loopback({ clock, signal }) : skipped));
  } finally {
    if (wasOffline) await phone.disconnect().catch(() => {});
  }
  return Object.freeze({ verdict: verdictOf(checks), checks: Object.freeze(checks) });
}

/** One attempt to connect, told apart into the server and the registration on it. */
function connectionOf(phone: Phone, signal: AbortSignal) {
  let attempt: Promise<{ readonly server: Finding; readonly registration: Finding }> | undefined;
  return () => {
    attempt ??= phone.connect(signal).then(
      () => ({ server: passed, registration: passed }),
      (error: unknown) => {
        const found = findingOf(error);
        return found.code?.startsWith('registration-') || found.code === 'credentials-failed'
          ? { server: passed, registration: found }
          : { server: found, registration: skipped };
      },
    );
    return attempt;
  };
}

/** What a check throws is its result; what nobody foresaw says nothing about the telephone. */
const findingOf = (error: unknown): Finding =>
  isDialerError(error) ? { status: 'failed', code: error.code } : { status: 'unknown', code: 'internal-error' };

async function unlessAborted(probe: () => Promise<Finding>, signal: AbortSignal): Promise<Finding> {
  const aborted = createDeferred<never>();
  const abort = () => aborted.reject(new DialerError('aborted', 'preflight() was aborted.'));
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort);
  aborted.promise.catch(() => {});
  try {
    const found = signal.aborted ? aborted.promise : probe().catch(findingOf);
    return await Promise.race([found, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
