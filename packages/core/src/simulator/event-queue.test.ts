import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createEventQueue } from './event-queue.js';
import { createSeededRandom } from './seeded-random.js';

it('events come out by time, and in the order they went in at the same time', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), (times) => {
      const queue = createEventQueue<number>();
      for (const [order, at] of times.entries()) queue.push(at, order);
      const expected = times.map((at, order) => ({ at, order })).sort((one, other) => one.at - other.at);
      expect(times.map(() => queue.pop())).toEqual(expected.map(({ order }) => order));
      expect(queue.nextAt).toBe(Number.POSITIVE_INFINITY);
    }),
  );
});

it('random numbers have the mean and the spread that was asked for', () => {
  const random = createSeededRandom(1);
  const draws = Array.from({ length: 100_000 }, () => random.lognormal(120, 0.5));
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
  const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
  expect(mean).toBeCloseTo(120, 0);
  expect(Math.sqrt(variance) / mean).toBeCloseTo(0.5, 1);
  expect(random.lognormal(7, 0)).toBe(7);
});
