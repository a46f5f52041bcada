import type { Clock } from '@dialdeck/core';

/** A clock on which everything happens `speed` times as fast. */
export function createScaledClock(clock: Clock, speed: number): Clock {
  const start = clock.now();
  return {
    now: () => start + (clock.now() - start) * speed,
    after: (ms, run) => clock.after(ms / speed, run),
  };
}
