import type { Clock } from '../shared/clock.js';
import type { Unsubscribe } from '../shared/emitter.js';

/** A clock that stands still until it is told to move. */
export interface ManualClock extends Clock {
  /** Moves time on and runs what falls due, in order. */
  advance(ms: number): void;
}

export function createManualClock(startsAt = Date.UTC(2026, 0, 5, 9)): ManualClock {
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  let now = startsAt;

  const nextDue = (until: number) =>
    [...timers]
      .filter(({ at }) => at <= until)
      .reduce((a, b) => (b.at < a.at ? b : a), { at: Infinity, run: () => {} });

  return {
    now: () => now,
    after(ms, run): Unsubscribe {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(ms) {
      const until = now + ms;
      for (let due = nextDue(until); due.at !== Infinity; due = nextDue(until)) {
        timers.delete(due);
        now = Math.max(now, due.at);
        due.run();
      }
      now = until;
    },
  };
}
