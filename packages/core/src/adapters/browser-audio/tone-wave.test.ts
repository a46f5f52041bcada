import { describe, expect, it } from 'vitest';
import { toneWave } from './tone-wave.js';

const rate = 8_000;
/** How much of one frequency is in the samples (Goertzel), 0 to 1. */
function share(samples: Float32Array, hertz: number): number {
  const [sine, cosine] = samples.reduce(
    ([a, b], sample, index) => {
      const angle = (2 * Math.PI * hertz * index) / rate;
      return [a + sample * Math.sin(angle), b + sample * Math.cos(angle)] as [number, number];
    },
    [0, 0] as [number, number],
  );
  return (2 * Math.hypot(sine, cosine)) / samples.length;
}

describe('a tone', () => {
  it('of ringing is 425 Hz for one second in five, as in ITU-T E.180', () => {
    const wave = toneWave('ringback', rate);
    expect(wave).toHaveLength(5 * rate);
    expect(share(wave.subarray(0, rate), 425)).toBeGreaterThan(0.1);
    expect(wave.subarray(rate).every((sample) => sample === 0)).toBe(true);
  });

  it('of congestion is twice as fast as busy', () => {
    expect(toneWave('busy', rate).length).toBe(2 * toneWave('congestion', rate).length);
  });

  it.each(['ring', 'call-waiting', 'ringback', 'busy', 'congestion', 'test'] as const)(
    'named %s neither clips nor clicks',
    (tone) => {
      const wave = toneWave(tone, rate);
      expect(Math.max(...wave)).toBeLessThan(0.5);
      const steps = wave.map((sample, index) => Math.abs(sample - (wave[index - 1] ?? 0)));
      expect(Math.max(...steps)).toBeLessThan(0.35);
      expect(Math.abs(wave[0] ?? 1)).toBe(0);
    },
  );
});
