import type { Clock } from '../../shared/clock.js';

/** Milliseconds between pings, and the longest wait for the answer (RFC 5626 section 4.4.1 asks for 10 s). */
const pingEvery = 15_000;
const pongWithin = 3_000;

export interface KeepAlive {
  /** Something arrived. `pong`: it was the answer to a ping. */
  heard(pong: boolean): void;
  stop(): void;
}

interface KeepAliveOptions {
  readonly clock: Clock;
  /** Whether this server has ever answered a ping. One that has not is never cut off for it. */
  readonly answers: boolean;
  readonly ping: () => void;
  readonly lost: () => void;
}

/**
 * RFC 5626 CRLF keep-alive. Judges by time stamps, because a browser delays the timers of a hidden page:
 * a check that comes late asks once more before it gives up.
 */
export function createKeepAlive({ clock, answers, ping, lost }: KeepAliveOptions): KeepAlive {
  let answering = answers;
  let heardAt = clock.now();
  let cancel = clock.after(pingEvery, sendPing);

  function sendPing(): void {
    const sentAt = clock.now();
    ping();
    cancel = clock.after(pongWithin, () => check(sentAt));
  }

  function check(sentAt: number): void {
    const late = clock.now() - sentAt > pongWithin * 2;
    if (heardAt >= sentAt) cancel = clock.after(pingEvery - pongWithin, sendPing);
    else if (late) sendPing();
    else if (answering) lost();
  }

  return {
    heard(pong) {
      heardAt = clock.now();
      answering ||= pong;
    },
    stop: () => cancel(),
  };
}
