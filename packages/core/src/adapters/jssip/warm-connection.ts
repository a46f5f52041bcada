import type { Clock } from '../../shared/clock.js';

/** Milliseconds after a call: not in the middle of its end. */
const restMs = 20;
/** Milliseconds that a connection waits for a call. Whoever calls that seldom has time for a new one. */
const patienceMs = 20_000;

/** A connection that is ready before the next call needs it: making one takes a fifth of the way from click to INVITE. */
export interface WarmConnection {
  /** A call is over: another one may follow soon. Nothing is opened on the network before a call needs it. */
  prepare(): void;
  /** JsSIP makes its connection itself. The first one made while `work` runs is the one that is ready, when there is one. */
  lend<T>(work: () => T): T;
  close(): void;
}

export function createWarmConnection(clock: Clock, configuration: () => RTCConfiguration): WarmConnection {
  let ready: RTCPeerConnection | undefined;
  let cancel = () => {};

  function close(): void {
    cancel();
    ready?.close();
    ready = undefined;
  }

  function make(): void {
    ready ??= new RTCPeerConnection(configuration());
    cancel = clock.after(patienceMs, close);
  }

  return {
    close,
    prepare() {
      cancel();
      cancel = clock.after(ready === undefined ? restMs : patienceMs, ready === undefined ? make : close);
    },
    lend(work) {
      const Original = globalThis.RTCPeerConnection;
      if (ready === undefined) return work();
      // `new` gives back the object that a function returns instead of its own.
      const give = function give() {
        const given = ready;
        ready = undefined;
        cancel();
        globalThis.RTCPeerConnection = Original;
        return given;
      };
      globalThis.RTCPeerConnection = give as unknown as typeof RTCPeerConnection;
      try {
        return work();
      } finally {
        globalThis.RTCPeerConnection = Original;
      }
    },
  };
}
