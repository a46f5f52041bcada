import { DialerError, isDialerError } from '../../errors.js';
import type { JsSipUa } from './jssip-surface.js';
import { register } from './registration.js';
import { applyCredentials, askCredentials } from './sip-credentials.js';
import type { ResolvedSipPhoneOptions } from './sip-options.js';
import type { SipSocket } from './sip-socket.js';

export interface RoundOptions {
  readonly options: ResolvedSipPhoneOptions;
  readonly ua: JsSipUa;
  readonly socket: SipSocket;
  /** Index of the server to begin with. */
  readonly start: number;
  readonly signal: AbortSignal;
  /** Whether a call is up that JsSIP would harm if it knew that the connection is gone. */
  readonly hidden: () => boolean;
}

/**
 * Tries every server once, in order, until one registers us.
 * @returns the index of that server
 * @throws DialerError the reason the last server that answered gave, else `server-unreachable`
 */
export async function tryServers(round: RoundOptions): Promise<number> {
  const { servers } = round.options;
  let answer: DialerError | undefined;
  const unreachable: string[] = [];
  for (let i = 0; i < servers.length; i++) {
    const index = (round.start + i) % servers.length;
    const url = servers[index] ?? '';
    try {
      await tryServer(round, url);
      return index;
    } catch (error) {
      if (isFinal(error)) throw error;
      if (!round.hidden()) round.ua.transport.disconnect();
      round.socket.drop();
      if (isDialerError(error) && error.code !== 'server-unreachable') answer = error;
      else unreachable.push(`${withoutSecrets(url)}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw answer ?? new DialerError('server-unreachable', `No server can be reached. ${unreachable.join('; ')}`);
}

/** An address may carry a token, and errors are shown and logged. */
function withoutSecrets(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}

/** Another server would say the same, or nobody wants to know any more. */
const isFinal = (error: unknown) =>
  isDialerError(error, 'registration-rejected') ||
  isDialerError(error, 'aborted') ||
  isDialerError(error, 'credentials-failed');

async function tryServer({ options, ua, socket, signal }: RoundOptions, url: string): Promise<void> {
  if (!socket.isOpen) await orAborted(socket.open(url), signal);
  if (!ua.transport.isConnected()) await orAborted(connected(ua), signal);
  const credentials = await orAborted(askCredentials(options.credentials), signal);
  applyCredentials(ua, credentials);
  // JsSIP says "registered" only when it was not before.
  ua.registrator().onTransportClosed();
  await orAborted(register(ua, { clock: options.clock, limitMs: options.connectLimitMs }), signal);
}

/** Lets JsSIP know of the connection that was opened for it. */
function connected(ua: JsSipUa): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      ua.off('connected', done);
      resolve();
    };
    ua.on('connected', done);
    ua.transport.connect();
  });
}

/**
 * Waits no longer than the signal allows.
 * @throws DialerError `aborted`
 */
export function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const abort = () => reject(new DialerError('aborted', 'Connecting was cancelled.'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
