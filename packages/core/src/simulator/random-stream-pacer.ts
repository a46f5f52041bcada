import { decision } from '../pacing/overdial.js';
import type { Pacer } from '../pacing/pacing-snapshot.js';
import { createSeededRandom } from './seeded-random.js';

const restMs = 60_000;

/**
 * Dials at random moments, so many calls per second, and looks at nobody: what Erlang's B formula describes. The
 * yardstick of a simulation, and the reason why blind dialing is worse than none for small teams.
 */
export function createRandomStreamPacer(callsPerSecond: number, seed = 1): Pacer {
  const random = createSeededRandom(seed);
  let nextAt = Number.NEGATIVE_INFINITY;
  const pause = () => random.exponential(1000 / callsPerSecond);
  return {
    decide(now) {
      // After a night it begins anew.
      if (now - nextAt > restMs) nextAt = now + pause();
      let place = 0;
      while (nextAt <= now) {
        place += 1;
        nextAt += pause();
      }
      return decision(place, 'progressive');
    },
    callResolved: () => undefined,
    answerSettled: () => undefined,
    wrapUpEnded: () => undefined,
  };
}
