import { v4 } from 'uuid';
import { DialerError, errorInfoOf, isDialerError } from '../../errors.js';
import type { ConnectionState } from '../../phone/phone.js';
import { createStore, type Readable } from '../../shared/store.js';
import { backoffOf } from './backoff.js';
import { orAborted, tryServers } from './connection-round.js';
import type { JsSipUa } from './jssip-surface.js';
import { registrationErrorOf, unregister } from './registration.js';
import { createRefresh } from './registration-refresh.js';
import { forgetCredentials } from './sip-credentials.js';
import type { ResolvedSipPhoneOptions } from './sip-options.js';
import type { SipSocket } from './sip-socket.js';
import { createUa } from './sip-ua.js';

export interface SipConnection {
  readonly state: Readable<ConnectionState>;
  /** The user agent, once there was a reason to load it. */
  readonly ua: JsSipUa | undefined;
  connect(signal?: AbortSignal): Promise<void>;
  disconnect(): Promise<void>;
}

export interface SipConnectionOptions {
  readonly options: ResolvedSipPhoneOptions;
  readonly socket: SipSocket;
  /** A user agent was made; called once in its life. */
  readonly made: (ua: JsSipUa) => void;
  /** Registered, or registered again. */
  readonly up: () => void;
  /** The connection is gone. */
  readonly down: () => void;
  /** Whether calls are up that a closed connection would harm. */
  readonly busy: () => boolean;
}

/** Keeps one registration alive: connects, fails over, reconnects, signs in again. */
export function createSipConnection({ options, socket, made, up, down, busy }: SipConnectionOptions): SipConnection {
  const state = createStore<ConnectionState>({ status: 'offline' });
  const refresh = createRefresh(options, () => ua);
  // RFC 5626: the same for the phone's life, so that a server replaces the old binding instead of adding one.
  const instanceId = v4();
  let ua: JsSipUa | undefined;
  let server = 0;
  let life = new AbortController();
  let lastError: DialerError | undefined;
  let retryNow = () => {};
  let closing: Promise<void> = Promise.resolve();

  async function round(signal: AbortSignal): Promise<void> {
    if (ua === undefined) {
      ua = await createUa(options, { socket, instanceId });
      watch(ua);
      made(ua);
    }
    if (signal.aborted) throw new DialerError('aborted', 'Connecting was cancelled.');
    server = await tryServers({ options, ua, socket, start: server, signal });
    refresh.start();
  }

  async function begin(): Promise<void> {
    life = new AbortController();
    const { signal } = life;
    server = 0;
    state.set({ status: 'connecting' });
    try {
      await closing;
      await round(signal);
      connected();
    } catch (error) {
      if (!signal.aborted) fail(asDialerError(error));
    }
  }

  function connected(): void {
    state.set({ status: 'connected' });
    up();
  }

  /** Needs a person: nothing is tried again. */
  function fail(error: DialerError): void {
    lastError = error;
    refresh.stop();
    if (ua !== undefined && !busy()) close(ua);
    state.set({ status: 'failed', error: errorInfoOf(error) });
  }

  async function reconnect(first: DialerError): Promise<void> {
    const { signal } = life;
    refresh.stop();
    let error = first;
    for (let attempt = 1; !signal.aborted; attempt++) {
      state.set({ status: 'reconnecting', attempt, error: errorInfoOf(error) });
      try {
        await orAborted(pause(backoffOf(attempt, Math.random())), signal);
        await round(signal);
        return connected();
      } catch (cause) {
        error = asDialerError(cause);
        if (error.code === 'registration-rejected') return fail(error);
      }
    }
  }

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const cancel = options.clock.after(ms, resolve);
      retryNow = () => {
        cancel();
        resolve();
      };
    });

  function watch(agent: JsSipUa): void {
    agent.on('disconnected', ({ reason }) => {
      if (state.snapshot.status !== 'connected') return;
      const why = reason === undefined ? '' : `: ${reason}`;
      down();
      void reconnect(new DialerError('connection-lost', `The connection to the server was lost${why}.`));
    });
    agent.on('registrationFailed', (event) => {
      if (state.snapshot.status !== 'connected' || !agent.transport.isConnected()) return;
      const error = registrationErrorOf(event);
      if (error.code === 'registration-rejected') fail(error);
      else void reconnect(error);
    });
    agent.on('registrationExpiring', refresh.now);
  }

  function abandon(): void {
    life.abort();
    refresh.stop();
    if (ua !== undefined) close(ua);
    state.set({ status: 'offline' });
  }

  async function leave(agent: JsSipUa): Promise<void> {
    await unregister(agent, options.clock);
    close(agent);
    agent.removeAllListeners();
  }

  return {
    state,
    get ua() {
      return ua;
    },
    async connect(signal) {
      if (signal?.aborted) throw new DialerError('aborted', 'Connecting was cancelled.');
      const { status } = state.snapshot;
      if (status === 'connected') return;
      if (status === 'reconnecting') retryNow();
      if (status === 'offline' || status === 'failed') void begin();
      try {
        await settled({ state, signal, failure: () => lastError });
      } catch (error) {
        if (signal?.aborted && state.snapshot.status === 'connecting') abandon();
        throw error;
      }
    },
    async disconnect() {
      const { status } = state.snapshot;
      if (status === 'connected' && ua !== undefined) {
        const agent = ua;
        ua = undefined;
        life.abort();
        refresh.stop();
        state.set({ status: 'offline' });
        closing = leave(agent);
      } else if (status !== 'offline') abandon();
      await closing;
    },
  };
}

interface SettledOptions {
  readonly state: Readable<ConnectionState>;
  readonly signal: AbortSignal | undefined;
  readonly failure: () => DialerError | undefined;
}

/** Follows the state to where a caller of `connect` wants it, or to where it cannot go on. */
function settled({ state, signal, failure }: SettledOptions): Promise<void> {
  const stop = new AbortController();
  const work = new Promise<void>((resolve, reject) => {
    const look = () => {
      const { status } = state.snapshot;
      if (status === 'connected') resolve();
      else if (status === 'failed') reject(failure());
      else if (status === 'offline') reject(new DialerError('aborted', 'The phone was disconnected meanwhile.'));
    };
    state.subscribe(look, { signal: stop.signal });
    look();
  });
  return orAborted(work, signal).finally(() => stop.abort());
}

function close(ua: JsSipUa): void {
  ua.transport.disconnect();
  forgetCredentials(ua);
}

const asDialerError = (error: unknown): DialerError =>
  isDialerError(error)
    ? error
    : new DialerError('internal-error', error instanceof Error ? error.message : String(error), { cause: error });
