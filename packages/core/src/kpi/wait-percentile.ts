/** Fifty milliseconds a bin up to ten seconds: a percentile without keeping every wait. */
const binMs = 50;
const bins = 200;

/** The waits of a day as a histogram: constant memory, a percentile exact to 50 ms. */
export interface WaitHistogram {
  add(waitMs: number): void;
  /** Smallest bin edge, in milliseconds, that so large a share of the waits does not exceed; none without waits. */
  percentile(share: number): number | undefined;
}

export function createWaitHistogram(): WaitHistogram {
  const counts = new Uint32Array(bins);
  let all = 0;
  let longest = 0;
  return {
    add(waitMs) {
      const bin = Math.min(bins - 1, Math.max(0, Math.ceil(waitMs / binMs)));
      counts[bin] = (counts[bin] ?? 0) + 1;
      all += 1;
      longest = Math.max(longest, waitMs);
    },
    percentile(share) {
      if (all === 0) return undefined;
      const wanted = Math.ceil(share * all);
      let seen = 0;
      for (const [bin, count] of counts.entries()) {
        seen += count;
        if (seen >= wanted) return bin === bins - 1 ? longest : Math.min(longest, bin * binMs);
      }
      return longest;
    },
  };
}
