import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utteranceOf } from './speech.js';
import { createPressCounter, detectTone } from './tone-detector.js';

const RATE = 48_000;
const rows = [697, 770, 852, 941];
const columns = [1209, 1336, 1477, 1633];
const wave = (...parts: ReadonlyArray<readonly [frequency: number, level: number]>) =>
  Float32Array.from({ length: 1024 }, (_, index) =>
    parts.reduce((sum, [frequency, level]) => sum + level * Math.sin((2 * Math.PI * frequency * index) / RATE), 0),
  );

describe('hearing digits', () => {
  it.each(
    ['123A', '456B', '789C', '*0#D'].flatMap((keys, row) =>
      [...keys].map((key, column) => [key, row, column] as const),
    ),
  )('recognises %s', (key, row, column) => {
    expect(detectTone(wave([rows[row] ?? 0, 0.3], [columns[column] ?? 0, 0.3]), RATE)).toBe(key);
  });

  it('recognises a digit although somebody talks underneath', () => {
    expect(detectTone(wave([770, 0.2], [1336, 0.3], [170, 0.08], [340, 0.08], [510, 0.05]), RATE)).toBe('5');
  });

  it.each([
    ['silence', wave()],
    ['one frequency', wave([770, 0.5])],
    ['a hum', wave([50, 0.5], [100, 0.3])],
    ['a beep', wave([1000, 0.4])],
    ['a vowel', wave([170, 0.3], [340, 0.3], [510, 0.5], [680, 0.3], [1020, 0.4])],
  ])('takes %s for no digit', (_, samples) => {
    expect(detectTone(samples, RATE)).toBeUndefined();
  });

  it('counts a long tone once, the same digit twice when there is a gap, and a flicker not at all', () => {
    const count = createPressCounter();
    const [tone, gap] = [(key: string) => [key, key, key, key], [undefined, undefined, undefined]];
    const findings = [tone('1'), tone('1'), gap, tone('1'), '2', '2', gap, tone('3')].flat();
    expect(findings.map(count).filter((digit) => digit !== undefined)).toEqual(['1', '1', '3']);
  });
});

describe('speech', () => {
  it('sounds the same every time for the same words, and takes longer for more', () => {
    expect(utteranceOf('Hello there.')).toEqual(utteranceOf('Hello there.'));
    expect(utteranceOf('Hello there, how are you?').lasts).toBeGreaterThan(utteranceOf('Hello.').lasts);
  });

  it.each([
    ['banana', 3],
    ['您好', 2],
    ['Ja, 42!', 2],
    ['', 0],
    ['…', 0],
  ])('says %j in %i syllables', (text, syllables) => {
    expect(utteranceOf(text).syllables).toHaveLength(syllables);
  });

  it('never speaks two syllables at once, and never talks into the digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { syllables, lasts } = utteranceOf(text);
        let free = 0;
        for (const { at, lasts: length, formants } of syllables) {
          expect(at).toBeGreaterThanOrEqual(free);
          free = at + length;
          expect(formants[0] > 690 && formants[1] > 1200 && formants[1] < 1640).toBe(false);
        }
        expect(lasts).toBeGreaterThanOrEqual(free);
      }),
    );
  });
});
