import type { Unsubscribe } from './emitter.js';

/**
 * PORT. Time as the dialer knows it, so that tests and the sandbox can turn it.
 * All values are milliseconds.
 */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Runs `run` once, not earlier than `ms` from now. The result cancels it. */
  after(ms: number, run: () => void): Unsubscribe;
}

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** Runs `run` again and again, `ms` after the last run ended. The result stops it. */
export function every(clock: Clock, ms: number, run: () => void): Unsubscribe {
  let cancel = clock.after(ms, tick);
  function tick(): void {
    cancel = clock.after(ms, tick);
    run();
  }
  return () => cancel();
}
