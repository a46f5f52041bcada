import { describe, expect, it } from 'vitest';
import { beepFrame, createBeepDetector } from './beep-detector.js';

type Sound = (seconds: number) => number;

interface Part {
  readonly ms: number;
  readonly sound: Sound;
}

const tone =
  (hertz: number, level = 0.2): Sound =>
  (t) =>
    level * Math.sin(2 * Math.PI * hertz * t);
const both =
  (...sounds: readonly Sound[]): Sound =>
  (t) =>
    sounds.reduce((sum, sound) => sum + sound(t), 0);
const silence: Sound = () => 0;
/** A vowel: a pitch that moves, and its overtones. */
const speech: Sound = (t) => {
  const pitch = 140 + 25 * Math.sin(2 * Math.PI * 2.3 * t);
  const loud = 0.15 * Math.max(0, Math.sin(2 * Math.PI * 3 * t));
  return loud * [1, 2, 3, 4, 5, 6].reduce((sum, n) => sum + Math.sin(2 * Math.PI * pitch * n * t + n) / n, 0);
};
/** The same every time. */
function noise(level: number): Sound {
  let seed = 1;
  return () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return level * (seed / 1_073_741_823.5 - 1);
  };
}

/** When it was noticed, in milliseconds, each time. */
function beepsIn(parts: readonly Part[], sampleRate = 48_000): number[] {
  const samples: number[] = [];
  for (const { ms, sound } of parts) {
    const length = Math.round((ms / 1_000) * sampleRate);
    for (let index = 0; index < length; index++) samples.push(sound(samples.length / sampleRate));
  }
  const hears = createBeepDetector(sampleRate);
  const found: number[] = [];
  for (let at = 0; at + beepFrame <= samples.length; at += beepFrame) {
    if (hears(Float32Array.from(samples.slice(at, at + beepFrame)))) found.push((at / sampleRate) * 1_000);
  }
  return found;
}

const greeting = { ms: 3_000, sound: speech };
const after = { ms: 1_000, sound: silence };

describe('the beep of an answering machine', () => {
  it.each([
    ['a landline machine', 1_000, 400],
    ['a carrier mailbox', 425, 250],
    ['a short chirp', 1_400, 150],
    ['a long one', 850, 1_500],
    ['a high one', 2_100, 300],
  ])('is heard: %s, %i Hz for %i ms', (_name, hertz, ms) => {
    const found = beepsIn([greeting, { ms: 200, sound: silence }, { ms, sound: tone(hertz) }, after]);
    expect(found).toHaveLength(1);
    const over = 3_200 + ms;
    expect(found[0]).toBeGreaterThan(over - 50);
    expect(found[0]).toBeLessThan(over + 350);
  });

  it('is heard at every rate that browsers use, softly and on a noisy line', () => {
    for (const rate of [8_000, 16_000, 44_100, 48_000]) {
      const quiet = { ms: 1_500, sound: noise(0.002) };
      const beep = { ms: 600, sound: both(tone(1_000, 0.03), noise(0.002)) };
      expect([rate, beepsIn([quiet, beep, quiet], rate).length]).toEqual([rate, 1]);
    }
  });

  it.each<[string, readonly Part[]]>([
    ['speech', [{ ms: 20_000, sound: speech }, after]],
    ['noise', [{ ms: 5_000, sound: noise(0.1) }, after]],
    ['silence', [{ ms: 5_000, sound: silence }]],
    ['a dial tone that does not end', [{ ms: 8_000, sound: tone(425) }, after]],
    ['ringback of two tones', [{ ms: 2_000, sound: both(tone(440), tone(480)) }, after]],
    ['a pressed key', [{ ms: 300, sound: both(tone(770), tone(1_336)) }, after]],
    ['a click', [{ ms: 40, sound: tone(1_000) }, after]],
    ['a tone that goes on in speech', [{ ms: 400, sound: tone(1_000) }, greeting]],
  ])('is not %s', (_name, parts) => {
    expect(beepsIn(parts)).toEqual([]);
  });

  it('is heard for each beep of a machine that beeps twice', () => {
    const beep = { ms: 300, sound: tone(1_000) };
    expect(beepsIn([greeting, beep, { ms: 600, sound: silence }, beep, after])).toHaveLength(2);
  });
});
