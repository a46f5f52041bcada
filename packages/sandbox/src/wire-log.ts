import type { Clock, Unsubscribe } from '@dialdeck/core';

/** One SIP message as it crossed the PBX. */
export interface WireMessage {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** A number, or `pbx`. */
  readonly from: string;
  /** A number, or `pbx`. */
  readonly to: string;
  /** The whole message; answers to a password challenge are blanked out. */
  readonly text: string;
}

export interface WireLog {
  /** Latest last; the oldest are forgotten beyond two thousand. */
  readonly messages: readonly WireMessage[];
  add(from: string, to: string, text: string): void;
  listen(listener: (message: WireMessage) => void): Unsubscribe;
}

const MOST = 2000;

const withoutSecrets = (text: string) => text.replace(/^((?:proxy-)?authorization:\s*\w+).*$/gim, '$1 (removed)');

/** Remembers what went over the wire. */
export function createWireLog(clock: Clock): WireLog {
  const messages: WireMessage[] = [];
  const listeners = new Set<(message: WireMessage) => void>();
  return {
    messages,
    add(from, to, text) {
      const message = Object.freeze({ at: clock.now(), from, to, text: withoutSecrets(text) });
      messages.push(message);
      if (messages.length > MOST) messages.shift();
      for (const listener of [...listeners]) listener(message);
    },
    listen(listener) {
      const entry = (message: WireMessage) => listener(message);
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
  };
}
