import { DialerError } from '../../errors.js';
import type { JsSipSocket } from './jssip-surface.js';
import { openLink, type SocketLink, type SocketLinkOptions } from './socket-link.js';

/** JsSIP's transport. The connection below it may be lost and replaced without JsSIP being told. */
export interface SipSocket extends JsSipSocket {
  readonly isOpen: boolean;
  /** Open, and messages need not wait. */
  readonly isReady: boolean;
  /**
   * Opens a connection and takes it over; the one before stays in use until then.
   * @param still asked when it is open; `false` closes it again
   * @throws DialerError `server-unreachable`
   */
  open(url: string, still?: () => boolean): Promise<void>;
  /** Closes the connection; JsSIP is not told. */
  drop(): void;
  /** Lets messages through again, those first that had to wait. */
  release(): void;
  /** Sends a ping; `false` when this server never answered one. */
  ask(): boolean;
  /** Tells JsSIP that the connection is lost; what waited fails. */
  tell(reason: string): void;
  /** The connection in use broke. */
  onlost(reason: string): void;
  /** Something arrived. */
  onheard(): void;
}

export type SipSocketOptions = Pick<SocketLinkOptions, 'openSocket' | 'connectLimitMs' | 'clock' | 'tell'>;

/**
 * Keeps what JsSIP sends while the connection is gone, and between the connection and the registration, when a server
 * would refuse it. An ACK too, or the far end would end the call that it has just answered; until JsSIP is told, when it
 * would be stale. A CANCEL is not kept: the line that owes it sends one of its own.
 */
export function createSipSocket(options: SipSocketOptions): SipSocket {
  const pongers = new Set<string>();
  const waiting: string[] = [];
  let url = '';
  let link: SocketLink | undefined;
  let opening: SocketLink | undefined;
  let released = false;

  const own = {
    get url() {
      return url;
    },
    get via_transport() {
      return url.startsWith('wss:') ? 'WSS' : 'WS';
    },
    sip_uri: 'sip:server.invalid;transport=ws',
    get isOpen() {
      return link?.isOpen ?? false;
    },
    get isReady() {
      return released && socket.isOpen;
    },
    open,
    drop,
    release() {
      released = true;
      for (const data of waiting.splice(0)) link?.send(data);
    },
    ask: () => link?.ask() ?? false,
    tell(reason: string) {
      waiting.length = 0;
      socket.ondisconnect(true, undefined, reason);
    },
    /** JsSIP connects once a connection is there. */
    connect: () => queueMicrotask(() => socket.isOpen && socket.onconnect()),
    disconnect() {
      waiting.length = 0;
      drop();
    },
    send(data: string) {
      if (socket.isReady || (socket.isOpen && /^(REGISTER|SIP\/2\.0) /.test(data))) return link?.send(data) ?? false;
      if (!/^(CANCEL|REGISTER|SIP\/2\.0) /.test(data)) waiting.push(data);
      return !data.startsWith('REGISTER');
    },
  };
  const nothing = { onconnect() {}, ondisconnect() {}, ondata() {}, onlost() {}, onheard() {} };
  // Set later, by JsSIP too. Added, not written above: Rollup takes an empty function of a literal for one that stays empty.
  const socket: SipSocket = Object.assign(own, nothing);

  function drop(): void {
    released = false;
    opening?.close();
    link?.close();
    link = undefined;
  }

  function open(next: string, still = () => true): Promise<void> {
    opening?.close();
    return new Promise((resolve, reject) => {
      const made = openLink({
        ...options,
        url: next,
        pongers,
        opened() {
          opening = undefined;
          if (!still()) {
            made.close();
            return reject(new DialerError('server-unreachable', 'No longer wanted.'));
          }
          link?.close();
          released = false;
          link = made;
          url = next;
          resolve();
        },
        heard: () => socket.onheard(),
        message: (text) => socket.ondata(text),
        lost(reason) {
          if (link !== made) return reject(new DialerError('server-unreachable', reason));
          drop();
          socket.onlost(reason);
        },
      });
      opening = made;
    });
  }
  return socket;
}
