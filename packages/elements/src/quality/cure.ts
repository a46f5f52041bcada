import type { CallQuality } from '@dialdeck/core';
import type { QualityWords } from './words.js';

/** The one thing to do about a call that does not sound good: the worst trouble, measured by its limit, counts. */
export function cureOf({ band, rttMs, jitterMs, loss }: CallQuality, words: QualityWords): string {
  if (band === 'good') return words.allWell;
  const troubles: readonly (readonly [number, string])[] = [
    [loss / 0.01, words.cureLoss],
    [jitterMs / 30, words.cureJitter],
    [rttMs / 400, words.cureDelay],
  ];
  return troubles.reduce((worst, each) => (each[0] > worst[0] ? each : worst))[1];
}
