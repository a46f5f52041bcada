import { normalShare } from '../shared/normal-share.js';

/** Above so many calls the sum is as good as normal (Berry–Esseen), and the exact one costs time. */
const exactUpTo = 60;

/** How many of the calls in flight will be answered: a sum of independent yes-or-no draws (Poisson binomial). */
export interface AnswerCount {
  /** Expected answers. */
  readonly mean: number;
  /** One more call, answered with this probability. */
  add(probability: number): void;
  /** Expected answers beyond the capacity. */
  excess(): number;
  /** What `excess()` and `mean` would be with one more call: `[excess, mean]`. */
  after(probability: number): readonly [excess: number, mean: number];
}

/**
 * Counts answers against a number of agents. Exact up to 60 calls, by convolution; only the counts up to the capacity
 * are kept, because `E(X − c)⁺ = E X − c + Σ_{a<c} (c − a)·P(X = a)`. Above 60 calls normal.
 * @param capacity agents who can take an answer: a whole number ≥ 0
 */
export function createAnswerCount(capacity: number): AnswerCount {
  const chances = new Float64Array(capacity + 1);
  chances[0] = 1;
  let calls = 0;
  let mean = 0;
  let variance = 0;

  const exactExcess = () => {
    let shortfall = 0;
    for (let count = 0; count < capacity; count += 1) shortfall += (capacity - count) * (chances[count] ?? 0);
    return Math.max(0, mean - capacity + shortfall);
  };

  /** `E(X + B − c)⁺` of one more draw `B`: with probability p one seat less. */
  const exactExcessAfter = (probability: number) => {
    let shortfall = 0;
    for (let count = 0; count < capacity; count += 1) {
      const chance = chances[count] ?? 0;
      shortfall += chance * (capacity - count - probability);
    }
    return Math.max(0, mean + probability - capacity + shortfall);
  };

  return {
    get mean() {
      return mean;
    },
    add(probability) {
      calls += 1;
      mean += probability;
      variance += probability * (1 - probability);
      for (let count = Math.min(capacity, calls); count > 0; count -= 1) {
        chances[count] = (chances[count] ?? 0) * (1 - probability) + (chances[count - 1] ?? 0) * probability;
      }
      chances[0] = (chances[0] ?? 0) * (1 - probability);
    },
    excess: () => (calls > exactUpTo ? normalExcess(mean - capacity, variance) : exactExcess()),
    after(probability) {
      const next = mean + probability;
      const spread = variance + probability * (1 - probability);
      return [calls + 1 > exactUpTo ? normalExcess(next - capacity, spread) : exactExcessAfter(probability), next];
    },
  };
}

/** `E X⁺` for X normal. */
function normalExcess(mean: number, variance: number): number {
  if (variance <= 0) return Math.max(0, mean);
  const deviation = Math.sqrt(variance);
  const z = mean / deviation;
  return Math.max(0, mean * normalShare(z) + (deviation * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI));
}
