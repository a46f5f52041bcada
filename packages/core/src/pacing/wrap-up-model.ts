import { binMs, createDurationHistogram } from './duration-histogram.js';

/** Two minutes of wrap-up are told apart; longer ones count as never over. */
const bins = 240;

/** Wrap-ups seen before anything is expected of one. */
const fewest = 20;

/** Knows how likely an agent in wrap-up is to be idle again before a call dialed now is answered. */
export interface WrapUpModel {
  /** @param elapsed milliseconds since this wrap-up began */
  freeInTime(elapsed: number): number;
  observe(durationMs: number): void;
  /** Call it when the ringing times have changed. */
  forget(): void;
  /** Weighted wrap-ups by half seconds, for JSON. */
  save(): readonly number[];
}

/** What a wrap-up is compared with. */
export interface RingTimes {
  /** P(a call that a person answers rings longer than so many milliseconds, the grace included). */
  readonly ringsLonger: (ms: number) => number;
  /** Nothing rings longer than this, the grace included. */
  readonly longestMs: number;
}

/** Learns the duration of wrap-ups: much surer than that of conversations, and worth some points of occupancy. */
export function createWrapUpModel({ ringsLonger, longestMs }: RingTimes, saved?: readonly number[]): WrapUpModel {
  const durations = createDurationHistogram(bins, saved);
  const known = new Float64Array(bins).fill(-1);

  const chanceAt = (from: number) => {
    const left = durations.stillAt(from * binMs) * durations.total;
    const to = Math.min(bins - 1, from + Math.ceil(longestMs / binMs));
    let inTime = 0;
    for (let bin = from; bin < to; bin += 1) {
      inTime += (durations.weights[bin] ?? 0) * ringsLonger((bin + 1 - from) * binMs);
    }
    return left < 1e-6 ? 0 : Math.min(1, inTime / left);
  };

  return {
    freeInTime(elapsed) {
      if (durations.observed < fewest) return 0;
      const bin = Math.min(bins - 1, Math.max(0, Math.floor(elapsed / binMs)));
      const chance = known[bin] ?? 0;
      if (chance >= 0) return chance;
      const found = chanceAt(bin);
      known[bin] = found;
      return found;
    },
    observe(durationMs) {
      durations.observe(durationMs);
      known.fill(-1);
    },
    forget: () => known.fill(-1),
    save: () => [...durations.weights],
  };
}
