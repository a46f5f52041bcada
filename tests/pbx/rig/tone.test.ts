import { describe, expect, it } from 'vitest';
import { samplesOf, toneBursts, toneShare } from './tone.js';

const rate = 8000;
const sine = (hz: number, level = 0.5): Float32Array =>
  Float32Array.from({ length: 800 }, (_, n) => level * Math.sin((2 * Math.PI * hz * n) / rate));

describe('toneShare', () => {
  it('knows a tone from another, from noise and from silence', () => {
    const noise = Float32Array.from({ length: 800 }, (_, n) => Math.sin(n * n * 12.9898) * 0.5);
    expect(toneShare(sine(440), 440, rate)).toBeGreaterThan(0.95);
    expect(toneShare(sine(660), 440, rate)).toBeLessThan(0.05);
    expect(toneShare(noise, 440, rate)).toBeLessThan(0.1);
    expect(toneShare(sine(440, 0.0001), 440, rate)).toBe(0);
  });

  it('finds a tone beside another one of the same level', () => {
    const both = sine(440).map((sample, n) => sample + (sine(660)[n] ?? 0));
    expect(toneShare(both, 440, rate)).toBeGreaterThan(0.4);
    expect(toneShare(both, 440, rate)).toBeLessThan(0.6);
  });
});

describe('toneBursts', () => {
  it('is a WAV with the tone, and with pauses', () => {
    const samples = samplesOf(toneBursts(660, 1));
    expect(samples).toHaveLength(48_000);
    expect(toneShare(samples.subarray(0, 4800), 660, 48_000)).toBeGreaterThan(0.95);
    expect(toneShare(samples.subarray(16_000, 20_000), 660, 48_000)).toBe(0);
  });
});
