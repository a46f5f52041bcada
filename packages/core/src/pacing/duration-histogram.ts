/** Durations are kept in bins of half a second. */
export const binMs = 500;

/** Durations after which what was learnt has faded to 1/e: a change of the list shows within minutes. */
export const memory = 600;

/** How long something lasts, learnt from what has ended; the newest count most. */
export interface DurationHistogram {
  /** Weight of what was observed, first guess left out. */
  readonly observed: number;
  /** Weight of all bins. */
  readonly total: number;
  /** Weight of each bin; the last one holds everything longer. */
  readonly weights: readonly number[];
  /** Share that lasts longer than so many milliseconds, rounded down to a bin. */
  stillAt(ms: number): number;
  observe(ms: number): void;
}

/**
 * Starts with the weight of two observations, spread so that half of what is left ends every five seconds, or with the
 * weights saved from another histogram of as many bins.
 */
export function createDurationHistogram(bins: number, saved?: readonly number[]): DurationHistogram {
  const ratio = 0.5 ** (binMs / 5000);
  const isKnown = saved?.length === bins && saved.every((weight) => weight >= 0);
  const guess = () => Array.from({ length: bins }, (_, bin) => 2 * (1 - ratio) * ratio ** bin);
  const weights = isKnown ? [...saved] : guess();
  const survival = new Float64Array(bins);
  let isStale = true;
  let total = weights.reduce((sum, weight) => sum + weight, 0);
  let observed = isKnown ? total : 0;

  const refresh = () => {
    total = weights.reduce((sum, weight) => sum + weight, 0);
    let left = total;
    for (let bin = 0; bin < bins; bin += 1) {
      survival[bin] = left / total;
      left = Math.max(0, left - (weights[bin] ?? 0));
    }
    isStale = false;
  };

  return {
    get observed() {
      return observed;
    },
    get total() {
      if (isStale) refresh();
      return total;
    },
    weights,
    stillAt(ms) {
      if (isStale) refresh();
      return ms <= 0 ? 1 : (survival[Math.floor(ms / binMs)] ?? 0);
    },
    observe(ms) {
      const kept = 1 - 1 / memory;
      for (let bin = 0; bin < bins; bin += 1) weights[bin] = (weights[bin] ?? 0) * kept;
      const bin = Math.min(bins - 1, Math.max(0, Math.floor(ms / binMs)));
      weights[bin] = (weights[bin] ?? 0) + 1;
      observed = observed * kept + 1;
      isStale = true;
    },
  };
}
