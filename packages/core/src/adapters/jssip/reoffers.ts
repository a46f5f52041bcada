import { DialerError } from '../../errors.js';
import type { Clock } from '../../shared/clock.js';
import type { JsSipSession, JsSipUa, JsSipUaEvents } from './jssip-surface.js';

/** `restart`: with new network candidates (RFC 8445 section 2.4). */
export type Reoffer = 'hold' | 'unhold' | 'renegotiate' | 'restart';

/** Changes of a running call, one at a time. */
export interface Reoffers {
  /** One of ours is on its way; the far end's must be refused (RFC 3261 section 14.2). */
  readonly inFlight: boolean;
  /** @throws DialerError `hold-rejected`, `call-not-active` */
  run(kind: Reoffer): Promise<void>;
  /** The far end refused, or nothing could be sent. JsSIP would end the call here. */
  refused(): void;
  /** The call is over. */
  stop(): void;
}

interface ReoffersOptions {
  readonly ua: JsSipUa;
  readonly session: JsSipSession;
  readonly clock: Clock;
  /** Whether we made the Call-ID; decides who waits longer after a collision. */
  readonly caller: boolean;
  /** Whether messages reach the server now. */
  readonly online: () => boolean;
}

type Result = 'agreed' | 'refused' | 'collided' | 'not-ready';

/** Milliseconds after which a change that keeps colliding is given up. */
const patience = 20_000;

export function createReoffers({ ua, session, clock, caller, online }: ReoffersOptions): Reoffers {
  let tail: Promise<unknown> = Promise.resolve();
  let settle: ((result: Result) => void) | undefined;
  let wake = () => {};
  let stopped = false;
  let collided = false;
  let heldBefore = false;
  let restarting = false;

  /** JsSIP answers a 491 with a retry that breaks the CSeq, so it is shown another refusal and we retry. */
  const watchCollision = ({ transaction }: JsSipUaEvents['newTransaction']) => {
    const { request, eventHandlers } = transaction;
    if (request.method !== 'INVITE' || request.call_id !== session._request.call_id || eventHandlers === undefined)
      return;
    const pass = eventHandlers.onReceiveResponse.bind(eventHandlers);
    eventHandlers.onReceiveResponse = (response) => {
      if (response.status_code === 491) {
        collided = true;
        response.status_code = 500;
      }
      pass(response);
    };
  };

  function once(kind: Reoffer): Promise<Result> {
    return new Promise((resolve) => {
      collided = false;
      heldBefore = session.isOnHold().local;
      restarting = kind === 'restart';
      settle = (result) => {
        settle = undefined;
        ua.off('newTransaction', watchCollision);
        resolve(result);
      };
      ua.on('newTransaction', watchCollision);
      const how = kind === 'restart' ? { rtcOfferConstraints: { iceRestart: true } } : {};
      if (!session[kind === 'restart' ? 'renegotiate' : kind](how, () => settle?.('agreed'))) settle('not-ready');
    });
  }

  async function run(kind: Reoffer): Promise<void> {
    const until = clock.now() + patience;
    while (!stopped && !isDone(kind)) {
      // Asked for while the connection is away, it is done when that is back.
      const result = online() ? await once(kind) : 'not-ready';
      if (result === 'agreed') return;
      if (stopped) break;
      if (result === 'refused' || clock.now() > until) {
        throw new DialerError('hold-rejected', 'The far end did not accept the change; the call goes on as before.');
      }
      await pause(result === 'collided' ? collisionPauseOf(caller, Math.random()) : 100);
    }
    if (stopped) throw new DialerError('call-not-active', 'The call ended meanwhile.');
  }

  const isDone = (kind: Reoffer) =>
    (kind === 'hold' && session.isOnHold().local) || (kind === 'unhold' && !session.isOnHold().local);

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const cancel = clock.after(ms, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });

  /** Takes the offer back, so that the next one starts from what both sides still use. */
  async function takeBack(): Promise<void> {
    session._localHold = heldBefore;
    session._setLocalMediaStatus();
    const { takeOfferBack } = await import('./take-back.js');
    if (session.connection) await takeOfferBack(session.connection, { restart: restarting });
  }

  return {
    get inFlight() {
      return settle !== undefined;
    },
    run(kind) {
      const result = tail.then(() => run(kind));
      tail = result.catch(() => {});
      return result;
    },
    refused() {
      if (settle === undefined || stopped) return;
      session._connectionPromiseQueue = session._connectionPromiseQueue
        .catch(() => {})
        .then(takeBack)
        .catch(() => {})
        .then(() => settle?.(collided ? 'collided' : 'refused'));
    },
    stop() {
      stopped = true;
      settle?.('refused');
      wake();
    },
  };
}

/** RFC 3261 section 14.1, in milliseconds. */
const collisionPauseOf = (caller: boolean, random: number) => Math.round(caller ? 2100 + random * 1900 : random * 2000);
