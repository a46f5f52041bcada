import type { CallOutcome, CallRecord } from '@dialdeck/core';

/** The same numbers for the same seed (mulberry32). */
export function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

type Random = ReturnType<typeof createRandom>;

const syllables =
  'an bel cor dan el far gro hil in jo kar lin mor nor ol par quin ros sten tal ur vis wel yor zan'.split(' ');
const at = <T>(list: readonly T[], index: number): T => list[index] as T;

/** 4,000 words that can be spoken; the first are common, the last rare, as in any language (Zipf). */
const vocabulary = Array.from({ length: 4_000 }, (_, index) => {
  const [a, b, c] = [index % 25, Math.floor(index / 25) % 25, Math.floor(index / 625)];
  return `${at(syllables, a)}${at(syllables, (a + b) % 25)}${c > 0 ? at(syllables, (b + c * 7) % 25) : ''}`;
});

const zipf = (random: Random) => Math.min(3_999, Math.floor(4_000 ** (random(1_000_000) / 1_000_000)) - 1);
const outcomes: readonly CallOutcome[] = [
  'answered',
  'answered',
  'answered',
  'no-answer',
  'no-answer',
  'busy',
  'missed',
  'failed',
];
const dispositions = ['sale', 'callback', 'send-offer', 'no-interest', 'no-interest', 'voicemail', 'wrong-person'];
const hex = (value: number, length: number) => value.toString(16).padStart(length, '0');

/** Six calls an hour, however many there are: a longer history, not a busier one. */
const apartMs = 600_000;
const newest = Date.UTC(2026, 5, 1);

/** The `index`-th newest call. */
export function randomRecord(index: number, random: Random): CallRecord {
  const startedAt = newest - index * apartMs - random(apartMs);
  const words = (count: number) => Array.from({ length: count }, () => at(vocabulary, zipf(random))).join(' ');
  const outcome = at(outcomes, random(outcomes.length));
  const talkMs = outcome === 'answered' ? 5_000 + random(120_000) * (1 + random(8)) : 0;
  const time = hex(startedAt, 12);
  return {
    id: `${time.slice(0, 8)}-${time.slice(8)}-7${hex(random(4_096), 3)}-8${hex(random(4_096), 3)}-${hex(random(2 ** 24), 6)}${hex(random(2 ** 24), 6)}`,
    revision: 3,
    owner: '0197b0c4-5a00-7000-8000-000000000001',
    agentId: 'a17',
    direction: random(5) === 0 ? 'incoming' : 'outgoing',
    number: `+1${2_000_000_000 + random(7_999_999) * 1_000 + random(1_000)}`,
    name: words(2),
    company: words(2),
    customerId: `c${random(100_000)}`,
    startedAt,
    ringingAt: startedAt + 2_000,
    endedAt: startedAt + 9_000 + talkMs,
    seenAt: startedAt + 9_000 + talkMs,
    outcome,
    talkMs,
    end: { reason: 'hung-up', by: 'remote' },
    disposition: at(dispositions, random(dispositions.length)),
    note: words(6),
  };
}
