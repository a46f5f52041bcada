import { describe, expect, it, vi } from 'vitest';
import { newId } from './ids.js';

describe('an id', () => {
  it('is a UUID of version 7 and of the variant of RFC 9562', () => {
    for (let i = 0; i < 200; i++) {
      expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });

  it('begins with the time in milliseconds, so that ids sort by age', () => {
    vi.useFakeTimers({ now: 0x0123_4567_89ab });
    expect(newId().replaceAll('-', '').slice(0, 12)).toBe('0123456789ab');
    vi.useRealTimers();
  });

  it('comes only once', () => {
    expect(new Set(Array.from({ length: 10_000 }, newId)).size).toBe(10_000);
  });
});
