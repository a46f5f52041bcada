import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAnswerCount } from './answer-count.js';

const chance = fc.double({ min: 0, max: 1, noNaN: true });

/** E(X − capacity)⁺ over every pattern of answers. */
function bruteExcess(chances: readonly number[], capacity: number): number {
  let excess = 0;
  for (let pattern = 0; pattern < 2 ** chances.length; pattern += 1) {
    const isAnswered = (call: number) => ((pattern >> call) & 1) === 1;
    const likelihood = chances.reduce((all, p, call) => all * (isAnswered(call) ? p : 1 - p), 1);
    const answers = chances.filter((_, call) => isAnswered(call)).length;
    excess += likelihood * Math.max(0, answers - capacity);
  }
  return excess;
}

const countOf = (chances: readonly number[], capacity: number) => {
  const count = createAnswerCount(capacity);
  for (const p of chances) count.add(p);
  return count;
};

describe('answers without an agent', () => {
  it('are expected exactly as every pattern of answers says', () => {
    fc.assert(
      fc.property(fc.array(chance, { minLength: 1, maxLength: 9 }), fc.nat(6), (chances, capacity) => {
        const count = countOf(chances.slice(1), capacity);
        expect(count.after(chances[0]!)[0]).toBeCloseTo(bruteExcess(chances, capacity), 10);
        count.add(chances[0]!);
        expect(count.excess()).toBeCloseTo(bruteExcess(chances, capacity), 10);
      }),
    );
  });

  it.each([
    [80, 0.3, 24],
    [200, 0.1, 25],
    [70, 0.5, 30],
  ])('are near the exact number for %i calls, where a normal sum takes over', (calls, p, capacity) => {
    // The recursion of the binomial, which does not know of the switch at 60 calls.
    let chances = [1];
    for (let call = 0; call < calls; call += 1) {
      chances = [...chances, 0].map((same, hits) => same * (1 - p) + (chances[hits - 1] ?? 0) * p);
    }
    const exact = chances.reduce((sum, weight, hits) => sum + weight * Math.max(0, hits - capacity), 0);
    expect(countOf(new Array(calls).fill(p), capacity).excess()).toBeCloseTo(exact, 1);
  });

  it('never become fewer with one call more, nor more with one seat more', () => {
    fc.assert(
      fc.property(fc.array(chance, { maxLength: 90 }), chance, fc.nat(40), (chances, next, capacity) => {
        const count = countOf(chances, capacity);
        const isAtSwitch = chances.length === 60;
        if (!isAtSwitch) expect(count.after(next)[0]).toBeGreaterThanOrEqual(count.excess() - 1e-6);
        expect(countOf(chances, capacity + 1).excess()).toBeLessThanOrEqual(count.excess() + 1e-6);
      }),
    );
  });
});
