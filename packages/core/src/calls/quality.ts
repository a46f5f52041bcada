/**
 * How good a call probably sounds: the E-model of ITU-T G.107, reduced to what a browser can measure.
 *
 * ```
 * R      = 93.2 − Id − Ie,eff
 * Id     = 0.024·Ta + 0.11·(Ta − 177.3)·H(Ta − 177.3)          delay (Cole and Rosenbluth)
 * Ie,eff = 95·Ppl / (Ppl + 25.1)                               loss, G.711 with concealment (G.113 App. I)
 * MOS    = 1 + 0.035·R + R·(R − 60)·(100 − R)·7·10⁻⁶           0 ≤ R ≤ 100
 * ```
 *
 * It is an estimate: there is no standard value for Opus, echo and noise are not heard, and nobody was asked.
 * `docs/quality.md` has the sources.
 */

/** What of a call's audio counts for its score. Milliseconds; `loss` is a share, 0 to 1. */
export interface QualityInput {
  readonly rttMs: number;
  readonly jitterMs: number;
  /** Packets lost or samples made up, whichever is more. */
  readonly loss: number;
  /** How long audio waits before it is played. @defaultValue twice the jitter */
  readonly bufferMs?: number | undefined;
}

/** In one word. `good`: 4.03 or more (users satisfied), `fair`: 3.5 or more, `poor`: less. */
export type QualityBand = 'good' | 'fair' | 'poor';

/** How a call sounds now: means of the last five seconds. An estimate. */
export interface CallQuality {
  /** Mean opinion score, 1 (bad) to 4.41 (best telephone call), one decimal. */
  readonly mos: number;
  readonly band: QualityBand;
  /** Round trip, whole milliseconds. */
  readonly rttMs: number;
  /** Whole milliseconds. */
  readonly jitterMs: number;
  /** Share of audio that was lost or made up, 0 to 1, three decimals. */
  readonly loss: number;
}

/** What a call sounded like from beginning to end, for its record. Times on hold do not count. */
export interface QualitySummary {
  /** How much of the call was measured. */
  readonly seconds: number;
  /** The worst five seconds. */
  readonly mosMin: number;
  readonly mosMean: number;
  /** Means. */
  readonly rttMs: number;
  readonly jitterMs: number;
  readonly loss: number;
}

/** Packets of 20 ms and what sound cards take, both ends together. Milliseconds. */
const fixedDelayMs = 40;

/** Loss that G.711 with packet loss concealment stands (Bpl), percent. */
const lossRobustness = 25.1;

/** Where one band ends and the next begins, on the MOS scale. */
export const bandLimits = { good: 4.03, fair: 3.5 } as const;

/** A better band is granted only this much above its limit, so that the word does not flicker. */
const margin = 0.1;

/** From the mouth to the ear. Milliseconds. */
export const mouthToEarMs = ({ rttMs, jitterMs, bufferMs = 2 * jitterMs }: QualityInput): number =>
  rttMs / 2 + bufferMs + fixedDelayMs;

/** The transmission rating R, 93.2 at best; below 0 when nothing can be understood. */
export function ratingOf(input: QualityInput): number {
  const delay = mouthToEarMs(input);
  const percent = Math.min(1, Math.max(0, input.loss)) * 100;
  const delayImpairment = 0.024 * delay + 0.11 * Math.max(0, delay - 177.3);
  const lossImpairment = (95 * percent) / (percent + lossRobustness);
  return 93.2 - delayImpairment - lossImpairment;
}

/** G.107 Annex B. The curve dips below 1 for the smallest ratings; a score never does. */
export function mosOfRating(rating: number): number {
  if (rating <= 0) return 1;
  if (rating >= 100) return 4.5;
  return Math.max(1, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6);
}

/** The estimated mean opinion score, 1 to 4.41. */
export const estimateMos = (input: QualityInput): number => mosOfRating(ratingOf(input));

/** @param before the band so far: a better one asks for a little more than the limit */
export function bandOf(mos: number, before?: QualityBand): QualityBand {
  const above = (limit: number, worse: readonly (QualityBand | undefined)[]) =>
    mos >= limit + (worse.includes(before) ? margin : 0);
  if (above(bandLimits.good, ['fair', 'poor'])) return 'good';
  return above(bandLimits.fair, ['poor']) ? 'fair' : 'poor';
}
