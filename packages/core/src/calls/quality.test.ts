import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandOf, estimateMos, mosOfRating, mouthToEarMs, ratingOf } from './quality.js';

describe('the score of a call', () => {
  it.each([
    [20, 2, 0, 4.38],
    [150, 10, 0.5, 4.29],
    [200, 20, 1, 4.2],
    [300, 30, 2, 3.7],
    [400, 30, 3, 3.22],
    [400, 50, 5, 2.65],
  ])('with %d ms round trip, %d ms jitter and %d %% loss is %d', (rttMs, jitterMs, percent, mos) => {
    expect(estimateMos({ rttMs, jitterMs, loss: percent / 100 })).toBeCloseTo(mos, 2);
  });

  it('counts the delay the buffer really has, when it is known', () => {
    expect(mouthToEarMs({ rttMs: 100, jitterMs: 30, loss: 0, bufferMs: 15 })).toBe(105);
    expect(mouthToEarMs({ rttMs: 100, jitterMs: 30, loss: 0 })).toBe(150);
  });

  it('follows the curve of G.107 at its ends', () => {
    expect([mosOfRating(-5), mosOfRating(0), mosOfRating(100), mosOfRating(120)]).toEqual([1, 1, 4.5, 4.5]);
    expect([90, 80, 70, 60, 50].map((rating) => mosOfRating(rating).toFixed(2))).toEqual([
      '4.34',
      '4.02',
      '3.60',
      '3.10',
      '2.58',
    ]);
  });

  const measured = fc.record({
    rttMs: fc.double({ min: 0, max: 3_000, noNaN: true }),
    jitterMs: fc.double({ min: 0, max: 500, noNaN: true }),
    loss: fc.double({ min: 0, max: 1, noNaN: true }),
  });

  it.each(['rttMs', 'jitterMs', 'loss'] as const)('never gets better with more %s', (field) => {
    fc.assert(
      fc.property(measured, fc.double({ min: 0, max: 1, noNaN: true }), (input, more) => {
        const worse = { ...input, [field]: input[field] + more * (field === 'loss' ? 1 - input.loss : 1_000) };
        expect(ratingOf(worse)).toBeLessThanOrEqual(ratingOf(input));
        expect(estimateMos(worse)).toBeLessThanOrEqual(estimateMos(input) + 1e-9);
      }),
    );
  });

  it('stays on its scale', () => {
    fc.assert(
      fc.property(measured, (input) => {
        const mos = estimateMos(input);
        expect(mos).toBeGreaterThanOrEqual(1);
        expect(mos).toBeLessThanOrEqual(4.41);
      }),
    );
  });
});

describe('the word for a score', () => {
  it.each([
    [4.38, 'good'],
    [4.03, 'good'],
    [4.02, 'fair'],
    [3.5, 'fair'],
    [3.49, 'poor'],
    [1, 'poor'],
  ])('of %d is %s', (mos, band) => {
    expect(bandOf(mos)).toBe(band);
  });

  it('does not flicker around a limit', () => {
    expect(bandOf(4.05, 'good')).toBe('good');
    expect(bandOf(4.05, 'fair')).toBe('fair');
    expect(bandOf(4.14, 'fair')).toBe('good');
    expect(bandOf(3.55, 'poor')).toBe('poor');
    expect(bandOf(3.61, 'poor')).toBe('fair');
    expect(bandOf(4.3, 'poor')).toBe('good');
  });
});
