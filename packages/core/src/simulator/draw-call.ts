import type { PacingOutcome } from '../pacing/pacing-snapshot.js';
import { type FullScenario, liveShareAt } from './scenario.js';
import type { SeededRandom } from './seeded-random.js';

/** What will become of a call, drawn as it is dialed. */
export interface Fate {
  readonly outcome: PacingOutcome;
  /** From the INVITE until it is known. */
  readonly afterMs: number;
}

/** Draws the fate of one call dialed at a time of day. */
export function drawFate(scenario: FullScenario, timeOfDay: number, random: SeededRandom): Fate {
  const { ring, ringTimeoutMs, busyShare, busyAfterMs, machineShare, machineDetectionMs } = scenario;
  const live = liveShareAt(scenario, timeOfDay);
  const draw = random.uniform();
  const unanswered = { outcome: 'no-answer', afterMs: ringTimeoutMs } as const;
  if (draw < live) {
    const afterMs = random.lognormal(ring.mean, ring.variation);
    return afterMs < ringTimeoutMs ? { outcome: 'live', afterMs } : unanswered;
  }
  const busy = Math.min(busyShare, 1 - live);
  if (draw < live + busy) return { outcome: 'busy', afterMs: busyAfterMs };
  if (draw < live + busy + (1 - live - busy) * machineShare) {
    const afterMs = random.lognormal(ring.mean, ring.variation);
    return afterMs < ringTimeoutMs ? { outcome: 'machine', afterMs: afterMs + machineDetectionMs } : unanswered;
  }
  return unanswered;
}
