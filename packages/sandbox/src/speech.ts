import { createRandom } from './random.js';

/** One beat of speech. Times are milliseconds from the start of the utterance. */
export interface Syllable {
  readonly at: number;
  readonly lasts: number;
  /** The two lowest resonances of the mouth, in hertz: which vowel is heard. */
  readonly formants: readonly [number, number];
  /** Factor on the speaker's own pitch, at the start and at the end. */
  readonly pitch: readonly [number, number];
  /** A short hiss before the vowel. */
  readonly hiss: boolean;
}

export interface Utterance {
  readonly syllables: readonly Syllable[];
  readonly lasts: number;
}

/** None has both resonances where the digit tones lie (697 to 941 and 1209 to 1633 Hz), or talking would press keys. */
const vowels: Readonly<Record<string, readonly [number, number]>> = {
  a: [650, 1040],
  e: [500, 1900],
  i: [300, 2300],
  o: [500, 900],
  u: [340, 800],
};
const anyVowel = Object.values(vowels);

/** Words, Chinese characters, and the marks that make a pause. */
const tokens = /\p{Script=Han}|[\p{L}\p{N}']+|[,;:，、；：]|[.!?。！？…]/gu;
const vowelGroup = /[aeiouyáéíóúàèìòùäöü]+/giu;

/** Turns text into the rhythm and melody of speech. The same text always sounds the same. */
export function utteranceOf(text: string): Utterance {
  const random = createRandom(text);
  const syllables: Syllable[] = [];
  const words = text.match(tokens) ?? [];
  const asks = /[?？]\s*$/.test(text);
  let at = 0;
  for (const word of words) {
    if (/^[,;:，、；：]$/.test(word)) at += 180;
    else if (/^[.!?。！？…]$/.test(word)) at += 320;
    else {
      for (const vowel of vowelsIn(word)) {
        const lasts = 130 + Math.round(random() * 90);
        syllables.push({
          at,
          lasts,
          formants: formantsOf(vowel, random()),
          pitch: melody(random),
          hiss: random() < 0.3,
        });
        at += lasts + 20;
      }
      at += 45;
    }
  }
  return { syllables: withEnding(syllables, asks), lasts: at };
}

/** At least one per word; every Chinese character is one. */
const vowelsIn = (word: string): readonly string[] => word.match(vowelGroup)?.map((group) => group.charAt(0)) ?? [word];

const formantsOf = (vowel: string, chance: number) =>
  vowels[vowel.toLowerCase()] ?? anyVowel[Math.floor(chance * anyVowel.length)] ?? [500, 1900];

function melody(random: () => number): readonly [number, number] {
  const start = 0.92 + random() * 0.25;
  return [start, start * (0.9 + random() * 0.2)];
}

/** A question rises, everything else falls. */
function withEnding(syllables: readonly Syllable[], asks: boolean): readonly Syllable[] {
  const last = syllables.at(-1);
  return last ? [...syllables.slice(0, -1), { ...last, pitch: asks ? [1, 1.35] : [0.95, 0.75] }] : syllables;
}
