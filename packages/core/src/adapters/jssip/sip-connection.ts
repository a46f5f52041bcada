import { DialerError, errorInfoOf, isDialerError } from '../../errors.js';
import type { ConnectionState } from '../../phone/phone.js';
import { createStore, type Readable } from '../../shared/store.js';
import { orAborted, tryServers } from './connection-round.js';
import { createFailBack } from './fail-back.js';
import type { InstanceId } from './instance-id.js';
import type { JsSipUa } from './jssip-surface.js';
import { createRecovery } from './recovery.js';
import type { HealingEffect, RecoveryEffect, RecoverySignal } from './recovery-state.js';
import { registrationErrorOf, retryAfterOf, unregister } from './registration.js';
import { createRefresh } from './registration-refresh.js';
import { forgetCredentials } from './sip-credentials.js';
import type { ResolvedSipPhoneOptions } from './sip-options.js';
import type { SipSocket } from './sip-socket.js';
import { createUa } from './sip-ua.js';

export interface SipConnection {
  readonly state: Readable<ConnectionState>;
  /** The user agent, once there was a reason to load it. */
  readonly ua: JsSipUa | undefined;
  /** Whether messages reach the server now. */
  readonly online: boolean;
  /** Something happened that bears on the connection, or on the audio of a call. */
  readonly signal: (signal: RecoverySignal) => void;
  /** The page was away for who knows how long: registers again. */
  readonly restored: () => void;
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
  /** What is to be done for one call. */
  readonly heal: (effect: HealingEffect) => void;
}

/** Keeps one registration alive: connects, fails over and back, reconnects, signs in again. */
export function createSipConnection(given: SipConnectionOptions): SipConnection {
  const { options, socket, made, up, down, busy, heal } = given;
  const { clock } = options;
  const state = createStore<ConnectionState>({ status: 'offline' });
  const refresh = createRefresh(options, () => ua);
  const recovery = createRecovery({ clock, graceMs: options.graceMs, act });
  const failBack = createFailBack({ options, socket, may: () => server > 0 && isUp() && !busy(), back });
  let instance: InstanceId | undefined;
  let ua: JsSipUa | undefined;
  let server = 0;
  let life = new AbortController();
  let lastError = new DialerError('connection-lost', 'The connection to the server was lost.');
  let closing: Promise<void> = Promise.resolve();

  const isUp = () => recovery.state.status === 'good' || recovery.state.status === 'doubtful';
  socket.onlost = (reason) =>
    lost(new DialerError('connection-lost', `The connection to the server was lost: ${reason}.`));
  socket.onheard = () => recovery.state.status === 'doubtful' && recovery.signal({ type: 'heard' });

  async function round(signal: AbortSignal): Promise<void> {
    if (ua === undefined) {
      instance ??= await (await import('./instance-id.js')).claimInstanceId(options.uri);
      ua = await createUa(options, { socket, instanceId: instance.id });
      watch(ua);
      made(ua);
    }
    if (signal.aborted) throw new DialerError('aborted', 'Connecting was cancelled.');
    const hidden = () => recovery.state.hiddenUntil !== undefined;
    server = await tryServers({ options, ua, socket, start: server, signal, hidden });
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
    socket.release();
    recovery.signal({ type: 'registered' });
    state.set({ status: 'connected' });
    up();
    failBack.start();
  }

  /** Needs a person: nothing is tried again. */
  function fail(error: DialerError): void {
    lastError = error;
    stop();
    if (busy()) {
      // Nobody can call us any more, but those who are on the line can be said goodbye to.
      socket.release();
      up();
    } else if (ua !== undefined) close(ua);
    state.set({ status: 'failed', error: errorInfoOf(error) });
  }

  function stop(): void {
    refresh.stop();
    failBack.stop();
    recovery.signal({ type: 'closed' });
  }

  function lost(error: DialerError): void {
    if (isUp()) {
      lastError = error;
      recovery.signal({ type: 'lost', retryAfterMs: retryAfterOf(error) });
    } else failRequests(false);
  }

  const acts: { readonly [Type in RecoveryEffect['type']]?: () => void } = {
    connect: () => void attempt(),
    // A server that does not know pings has to answer a REGISTER.
    ask: () => socket.ask() || refresh.now(),
    drop() {
      lastError = new DialerError('connection-lost', 'The connection to the server was lost: it no longer answers.');
      socket.drop();
    },
    lost: showLost,
    // Just opened again: JsSIP hears of it only if this attempt fails.
    tell: () => socket.isOpen || socket.tell(lastError.message),
  };

  function act(effect: RecoveryEffect): void {
    if ('call' in effect) heal(effect);
    else acts[effect.type]?.();
  }

  /** Before anything is tried: what was on its way fails, what comes from now on waits. */
  function showLost(): void {
    refresh.stop();
    failBack.stop();
    state.set({ status: 'reconnecting', attempt: 1, error: errorInfoOf(lastError) });
    if (socket.isOpen) return;
    failRequests(true);
    down();
  }

  /** JsSIP does this for every request when it is told; here it is not told. */
  function failRequests(all: boolean): void {
    for (const { ict, nict } of ua === undefined ? [] : [ua._transactions]) {
      for (const transaction of [...Object.values(ict), ...Object.values(nict)]) {
        if (all || transaction.request.method === 'REGISTER') transaction.onTransportError();
      }
    }
  }

  async function attempt(): Promise<void> {
    const { signal } = life;
    try {
      await round(signal);
      connected();
    } catch (cause) {
      if (signal.aborted) return;
      lastError = asDialerError(cause);
      if (lastError.code === 'registration-rejected') return fail(lastError);
      // Going back to the first server failed: until now all was well.
      recovery.signal({ type: isUp() ? 'lost' : 'attempt-failed', retryAfterMs: retryAfterOf(lastError) });
      state.set({ status: 'reconnecting', attempt: recovery.state.attempt, error: errorInfoOf(lastError) });
    }
  }

  /** The first server is there again and its connection is open. */
  function back(): void {
    server = 0;
    void attempt();
  }

  function watch(agent: JsSipUa): void {
    agent.on('registrationFailed', (event) => {
      if (!isUp() || !socket.isOpen) return;
      const error = registrationErrorOf(event);
      if (error.code === 'registration-rejected') fail(error);
      else lost(error);
    });
    agent.on('registrationExpiring', refresh.now);
  }

  function abandon(): void {
    life.abort();
    stop();
    if (ua !== undefined) close(ua);
    socket.drop();
    state.set({ status: 'offline' });
  }

  async function leave(agent: JsSipUa): Promise<void> {
    await unregister(agent, clock);
    close(agent);
    agent.removeAllListeners();
  }

  return {
    state,
    get ua() {
      return ua;
    },
    get online() {
      return socket.isReady;
    },
    signal: recovery.signal,
    restored: () => isUp() && refresh.now(),
    async connect(signal) {
      if (signal?.aborted) throw new DialerError('aborted', 'Connecting was cancelled.');
      const { status } = state.snapshot;
      if (status === 'connected') return;
      if (status === 'reconnecting') recovery.signal({ type: 'doubt' });
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
        stop();
        state.set({ status: 'offline' });
        closing = leave(agent);
      } else if (status !== 'offline') abandon();
      await closing;
      if (ua !== undefined || state.snapshot.status !== 'offline') return;
      instance?.release();
      instance = undefined;
    },
  };
}

interface SettledOptions {
  readonly state: Readable<ConnectionState>;
  readonly signal: AbortSignal | undefined;
  readonly failure: () => DialerError;
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
