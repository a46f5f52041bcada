import type { Clock } from '@dialdeck/core';
import type { SocketLike } from '@dialdeck/core/jssip';

/** The PBX's side of a connection. */
export interface ServerSocket {
  /** One whole SIP message. Lost without a word when the connection is closed. */
  send(text: string): void;
  /** Cuts the connection. @defaultValue code 1006: as if the network went away */
  close(code?: number): void;
}

/** What a network does to messages, as it is now. */
export interface NetworkWeather {
  /** Milliseconds every message takes, each way. */
  readonly delayMs: number;
  /** Whether the next message gets lost. */
  readonly loses: () => boolean;
  /** Nothing arrives before, in milliseconds since 1970. */
  readonly frozenUntil: number;
}

export interface SocketPairOptions {
  readonly clock: Clock;
  readonly weather: () => NetworkWeather;
  /** Whether the PBX takes the connection. Asked when it would open. */
  readonly accepts: () => boolean;
  readonly onMessage: (text: string) => void;
  readonly onClose: () => void;
}

type Handlers = Pick<SocketLike, 'onopen' | 'onmessage' | 'onclose' | 'onerror'>;

const CONNECTING = 0;
const OPEN = 1;
const CLOSED = 3;
/** The close code of a connection that broke (RFC 6455 section 7.4.1). */
const BROKEN = 1006;

/**
 * A WebSocket without a network: what the phone sends arrives at the PBX and the other way round.
 * Everything arrives in order and never before the sender's own task has ended, as with a real one.
 */
export function createSocketPair(options: SocketPairOptions): {
  readonly phone: SocketLike;
  readonly server: ServerSocket;
} {
  const { clock, weather, accepts, onMessage, onClose } = options;
  let latest = 0;
  let broken = false;

  /** In order, also when the network has become faster since. */
  function later(run: () => void): void {
    const now = clock.now();
    const { delayMs, frozenUntil } = weather();
    latest = Math.max(latest, frozenUntil, now + delayMs);
    clock.after(latest - now, run);
  }

  const carry = (run: () => void) => {
    if (!weather().loses()) later(run);
  };

  // Added to an object, not written in one: Rollup takes a handler that is `null` in a literal for one that stays so.
  const unset: Handlers = { onopen: null, onmessage: null, onclose: null, onerror: null };
  const phone: { -readonly [Key in keyof SocketLike]: SocketLike[Key] } = Object.assign({}, unset, {
    readyState: CONNECTING,
    send(data: string) {
      if (phone.readyState === CONNECTING)
        throw new DOMException('The connection is not open yet.', 'InvalidStateError');
      // What was sent before an orderly close still arrives, such as the BYE of a page that goes away.
      if (phone.readyState === OPEN) carry(() => !broken && onMessage(data));
    },
    close: (code = 1000) => shut(code),
  });

  function shut(code: number): void {
    if (phone.readyState === CLOSED) return;
    const wasOpen = phone.readyState === OPEN;
    phone.readyState = CLOSED;
    broken = code === BROKEN;
    later(() => {
      if (wasOpen) onClose();
      if (broken) phone.onerror?.(undefined as never);
      phone.onclose?.({ code, reason: '' });
    });
  }

  later(() => {
    if (phone.readyState !== CONNECTING) return;
    if (!accepts()) return shut(BROKEN);
    phone.readyState = OPEN;
    phone.onopen?.(undefined as never);
  });

  const server: ServerSocket = {
    send: (text) => carry(() => phone.readyState === OPEN && phone.onmessage?.({ data: text })),
    close: (code = BROKEN) => shut(code),
  };
  return { phone, server };
}
