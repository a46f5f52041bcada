import { describe, expect, it } from 'vitest';
import { backoffOf } from './backoff.js';

describe('the pause before a reconnect attempt', () => {
  it('is none at first, then doubles up to half a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 50].map((attempt) => backoffOf(attempt, 0))).toEqual([
      0, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000,
    ]);
  });

  it('is spread by chance over its second half', () => {
    expect(backoffOf(3, 1)).toBe(1000);
    expect(backoffOf(3, 0.5)).toBe(1500);
  });
});
