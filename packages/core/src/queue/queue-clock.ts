import type { Clock } from '../shared/clock.js';

/** Milliseconds that only go forward, whatever is done to the clock of the machine. */
export type Monotonic = () => number;

export const machineMonotonic: Monotonic = () => performance.now();

export interface QueueClockOptions {
  readonly clock: Clock;
  readonly monotonic: Monotonic;
  /** A jump is believed when it still stands after so long; milliseconds. Default 60 s. */
  readonly settleMs?: number | undefined;
}

/** Jumps of less than this are the usual corrections. */
const toleratedMs = 2_000;

/**
 * The time by which leads wait. A clock that jumps, forward or back, is not believed at once: until the new time has
 * stood for a minute, the old one goes on by the monotonic clock. So a short fault of the clock neither makes a lead due
 * early nor holds the queue up. After a sleep of the machine, which looks the same, callbacks are a minute late.
 */
export function createQueueClock({ clock, monotonic, settleMs = 60_000 }: QueueClockOptions): () => number {
  let offset = clock.now() - monotonic();
  let doubted: { readonly offset: number; readonly since: number } | undefined;
  return () => {
    const elapsed = monotonic();
    const seen = clock.now() - elapsed;
    if (Math.abs(seen - offset) <= toleratedMs) {
      doubted = undefined;
      offset = seen;
    } else if (doubted === undefined || Math.abs(seen - doubted.offset) > toleratedMs) {
      doubted = { offset: seen, since: elapsed };
    } else if (elapsed - doubted.since >= settleMs) {
      offset = seen;
      doubted = undefined;
    }
    return Math.round(elapsed + offset);
  };
}
