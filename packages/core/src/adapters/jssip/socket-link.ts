import type { Clock } from '../../shared/clock.js';
import { createKeepAlive } from './keep-alive.js';
import type { SipTrace, SocketLike } from './sip-options.js';

/** One connection to one server. */
export interface SocketLink {
  readonly isOpen: boolean;
  send(data: string): boolean;
  /** Sends a ping; `false` when this server never answered one, so that silence would prove nothing. */
  ask(): boolean;
  /** Closes without a word. */
  close(): void;
}

export interface SocketLinkOptions {
  readonly openSocket: (url: string) => SocketLike;
  readonly connectLimitMs: number;
  readonly clock: Clock;
  readonly tell: (direction: SipTrace['direction'], text: string) => void;
  readonly url: string;
  /** Servers that have answered a ping. */
  readonly pongers: Set<string>;
  readonly opened: () => void;
  /** Anything arrived. */
  readonly heard: () => void;
  readonly message: (text: string) => void;
  /** Never opened, or broke. Not told after `close`. */
  readonly lost: (reason: string) => void;
}

const openState = 1;
const ping = '\r\n\r\n';
const pong = '\r\n';

/** A SIP over WebSocket connection (RFC 7118) that notices a dead server and survives broken messages. */
export function openLink({
  openSocket,
  connectLimitMs,
  clock,
  tell,
  url,
  pongers,
  ...on
}: SocketLinkOptions): SocketLink {
  let raw: SocketLike | undefined;
  let closed = false;
  let stopKeepAlive = () => {};
  let heard: ((isPong: boolean) => void) | undefined;
  const cancelLimit = clock.after(connectLimitMs, () => lost(`no connection within ${connectLimitMs} ms`));

  function close(): void {
    if (closed) return;
    closed = true;
    cancelLimit();
    stopKeepAlive();
    if (raw !== undefined) attempt(() => raw?.close());
  }

  function lost(reason: string): void {
    if (closed) return;
    close();
    on.lost(reason);
  }

  function opened(): void {
    if (closed || heard !== undefined) return;
    cancelLimit();
    const keepAlive = createKeepAlive({
      clock,
      answers: pongers.has(url),
      ping: () => void attempt(() => raw?.send(ping)),
      lost: () => lost('the server no longer answers'),
    });
    stopKeepAlive = keepAlive.stop;
    heard = keepAlive.heard;
    on.opened();
  }

  function received(data: unknown): void {
    const text = data instanceof ArrayBuffer ? new TextDecoder().decode(data) : data;
    if (closed || typeof text !== 'string') return;
    heard?.(text === pong);
    on.heard();
    if (text === pong) return void pongers.add(url);
    if (text === ping) return void attempt(() => raw?.send(pong));
    tell('received', text);
    // JsSIP throws on some malformed messages (RFC 4475 has several); such a message is dropped.
    if (!attempt(() => on.message(text))) tell('received', '(the message above was dropped: it cannot be handled)');
  }

  // Never synchronously: JsSIP is not ready for an answer before `connect` has returned.
  queueMicrotask(() => {
    if (closed) return;
    const done = attempt(() => {
      raw = openSocket(url);
    });
    if (!done || raw === undefined) return lost('the address cannot be opened');
    raw.onopen = opened;
    raw.onmessage = ({ data }) => received(data);
    raw.onclose = ({ code, reason }) => lost(`closed by the server (${code}${reason === '' ? '' : ` ${reason}`})`);
    raw.onerror = () => {
      if (heard === undefined) lost('the address does not accept connections');
    };
    if (raw.readyState === openState) opened();
    return undefined;
  });

  return {
    get isOpen() {
      return !closed && heard !== undefined && raw?.readyState === openState;
    },
    send(data) {
      if (closed || raw?.readyState !== openState) return false;
      tell('sent', data);
      return attempt(() => raw?.send(data));
    },
    ask() {
      if (pongers.has(url)) attempt(() => raw?.send(ping));
      return pongers.has(url);
    },
    close,
  };
}

/** Runs something of the outside; `false` when it threw. */
function attempt(run: () => void): boolean {
  try {
    run();
    return true;
  } catch {
    return false;
  }
}
