import { createEventQueue } from './event-queue.js';

/** Time that passes only when it is told to. */
export interface SimulatedClock {
  readonly now: number;
  /** Calls back at a time, which may be now. */
  at(time: number, happen: () => void): void;
  /** Lets everything happen up to a time, and calls back after each event. */
  runUntil(time: number, afterEach: () => void): void;
}

export function createSimulatedClock(start: number): SimulatedClock {
  const events = createEventQueue<() => void>();
  let now = start;
  return {
    get now() {
      return now;
    },
    at: events.push,
    runUntil(time, afterEach) {
      while (events.nextAt <= time && events.nextAt < Number.POSITIVE_INFINITY) {
        now = events.nextAt;
        events.pop()?.();
        afterEach();
      }
      if (time < Number.POSITIVE_INFINITY) now = time;
    },
  };
}
