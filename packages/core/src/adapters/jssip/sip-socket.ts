import type { Clock } from '../../shared/clock.js';
import type { JsSipSocket } from './jssip-surface.js';
import { createKeepAlive } from './keep-alive.js';
import type { SipTrace, SocketLike } from './sip-options.js';

/** JsSIP's transport, and the choice of the server. */
export interface SipSocket extends JsSipSocket {
  /** The server the next `connect` goes to. */
  use(url: string): void;
}

export interface SipSocketOptions {
  readonly openSocket: (url: string) => SocketLike;
  readonly connectLimitMs: number;
  readonly clock: Clock;
  readonly tell: (direction: SipTrace['direction'], text: string) => void;
}

const openState = 1;
const ping = '\r\n\r\n';
const pong = '\r\n';

interface Link {
  send(data: string): boolean;
  close(): void;
}

/** A SIP over WebSocket transport (RFC 7118) that notices dead servers and survives broken messages. */
export function createSipSocket(options: SipSocketOptions): SipSocket {
  const pongers = new Set<string>();
  let url = '';
  let link: Link | undefined;

  const own = {
    get url() {
      return url;
    },
    get via_transport() {
      return url.startsWith('wss:') ? 'WSS' : 'WS';
    },
    sip_uri: 'sip:server.invalid;transport=ws',
    use: (next: string) => {
      url = next;
    },
    connect() {
      link?.close();
      link = openLink({ ...options, url, pongers, socket, gone });
    },
    disconnect() {
      link?.close();
      link = undefined;
    },
    send: (data: string) => link?.send(data) ?? false,
  };
  // JsSIP sets these. Added, not written above: Rollup takes an empty function of a literal for one that stays empty.
  const socket: SipSocket = Object.assign(own, { onconnect() {}, ondisconnect() {}, ondata() {} });

  function gone(which: Link, reason: string): void {
    which.close();
    if (which !== link) return;
    link = undefined;
    socket.ondisconnect(true, undefined, reason);
  }
  return socket;
}

interface LinkOptions extends SipSocketOptions {
  readonly url: string;
  readonly pongers: Set<string>;
  readonly socket: JsSipSocket;
  readonly gone: (which: Link, reason: string) => void;
}

function openLink({ openSocket, connectLimitMs, clock, tell, url, pongers, socket, gone }: LinkOptions): Link {
  let raw: SocketLike | undefined;
  let closed = false;
  let stopKeepAlive = () => {};
  let heard: ((isPong: boolean) => void) | undefined;
  const cancelLimit = clock.after(connectLimitMs, () => lost(`no connection within ${connectLimitMs} ms`));

  const self: Link = {
    send(data) {
      if (closed || raw?.readyState !== openState) return false;
      tell('sent', data);
      return attempt(() => raw?.send(data));
    },
    close() {
      if (closed) return;
      closed = true;
      cancelLimit();
      stopKeepAlive();
      if (raw !== undefined) attempt(() => raw?.close());
    },
  };

  function lost(reason: string): void {
    if (!closed) gone(self, reason);
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
    socket.onconnect();
  }

  function received(data: unknown): void {
    const text = data instanceof ArrayBuffer ? new TextDecoder().decode(data) : data;
    if (closed || typeof text !== 'string') return;
    heard?.(text === pong);
    if (text === pong) return void pongers.add(url);
    if (text === ping) return void attempt(() => raw?.send(pong));
    tell('received', text);
    // JsSIP throws on some malformed messages (RFC 4475 has several); such a message is dropped.
    if (!attempt(() => socket.ondata(text))) tell('received', '(the message above was dropped: it cannot be handled)');
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
  return self;
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
