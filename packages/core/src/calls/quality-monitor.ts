import type { DialerWarningCode } from '../error-catalogue.js';
import type { AudioMeasurement } from '../phone/phone.js';
import { bandLimits, bandOf, type CallQuality, estimateMos, type QualitySummary } from './quality.js';
import { type QualitySample, sampleBetween } from './quality-sample.js';

export type QualityWarning = Extract<
  DialerWarningCode,
  'high-rtt' | 'high-jitter' | 'high-loss' | 'low-mos' | 'no-inbound-audio' | 'microphone-silent'
>;

/** What a call's audio was like so far. */
export interface QualityMonitor {
  readonly last?: { readonly measurement: AudioMeasurement; readonly at: number } | undefined;
  /** The last five seconds, oldest first. */
  readonly window: readonly Judged[];
  readonly quality?: CallQuality | undefined;
  readonly warnings: readonly QualityWarning[];
  /** How long nothing has arrived, and the microphone has heard nothing. Seconds. */
  readonly unheard: number;
  readonly unspoken: number;
  readonly totals: Totals;
}

interface Judged extends QualitySample {
  readonly mos: number;
}

interface Totals {
  readonly seconds: number;
  readonly mosMin: number;
  /** Sums over {@link seconds}. */
  readonly mos: number;
  readonly rttMs: number;
  readonly jitterMs: number;
  readonly loss: number;
}

export const freshMonitor: QualityMonitor = {
  window: [],
  warnings: [],
  unheard: 0,
  unspoken: 0,
  totals: { seconds: 0, mosMin: 5, mos: 0, rttMs: 0, jitterMs: 0, loss: 0 },
};

/** Raised when three of the last five seconds cross the limit, cleared when none does. */
const windowLength = 5;
const raiseAt = 3;

const limits = {
  'high-rtt': ({ input }) => input.rttMs > 400,
  'high-jitter': ({ input }) => input.jitterMs > 30,
  'high-loss': ({ input }) => input.loss > 0.01,
  'low-mos': ({ mos }) => mos < bandLimits.fair,
} as const satisfies Partial<Record<QualityWarning, (sample: Judged) => boolean>>;

const unheardLimit = 3;
const unspokenLimit = 10;

/** A timer that slept, such as in a laptop that was shut, proves nothing about the time it slept through. Seconds. */
const longestStep = 2;

export interface Measured {
  readonly measurement: AudioMeasurement;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly muted: boolean;
}

/** One more second. The first measurement only says where counting begins. */
export function judge(monitor: QualityMonitor, { measurement, at, muted }: Measured): QualityMonitor {
  const last = { measurement, at };
  if (!monitor.last || at <= monitor.last.at) return { ...monitor, last };
  const sample = sampleBetween(monitor.last.measurement, measurement, (at - monitor.last.at) / 1_000);
  const step = Math.min(sample.seconds, longestStep);
  const unheard = sample.packets > 0 ? 0 : monitor.unheard + step;
  const unspoken = sample.microphone === 'silence' && !muted ? monitor.unspoken + step : 0;
  const heard = sample.packets > 0 ? hear(monitor, { ...sample, mos: estimateMos(sample.input) }) : {};
  const next = { ...monitor, ...heard, last, unheard, unspoken };
  return { ...next, warnings: warningsOf(next) };
}

/** On hold, or with no connection for audio yet: nothing is judged, nothing is warned of, and the totals wait. */
export const rest = (monitor: QualityMonitor): QualityMonitor =>
  monitor.last === undefined ? monitor : { ...freshMonitor, quality: monitor.quality, totals: monitor.totals };

function hear({ window, quality, totals }: QualityMonitor, sample: Judged) {
  const recent = [...window, sample].slice(-windowLength);
  const mean = (of: (each: Judged) => number) => recent.reduce((sum, each) => sum + of(each), 0) / recent.length;
  const mos = mean((each) => each.mos);
  const { rttMs, jitterMs, loss } = sample.input;
  const weigh = (sum: number, value: number) => sum + value * sample.seconds;
  return {
    window: recent,
    quality: {
      mos: round(mos, 1),
      band: bandOf(mos, quality?.band),
      rttMs: round(mean(({ input }) => input.rttMs)),
      jitterMs: round(mean(({ input }) => input.jitterMs)),
      loss: round(
        mean(({ input }) => input.loss),
        3,
      ),
    },
    totals: {
      seconds: totals.seconds + sample.seconds,
      mosMin: Math.min(totals.mosMin, mos),
      mos: weigh(totals.mos, sample.mos),
      rttMs: weigh(totals.rttMs, rttMs),
      jitterMs: weigh(totals.jitterMs, jitterMs),
      loss: weigh(totals.loss, loss),
    },
  };
}

function warningsOf({ window, warnings, unheard, unspoken }: QualityMonitor): readonly QualityWarning[] {
  const wrong = (Object.keys(limits) as (keyof typeof limits)[]).filter((code) => {
    const crossed = window.filter(limits[code]).length;
    return crossed >= raiseAt || (crossed > 0 && warnings.includes(code));
  });
  return [
    ...wrong,
    ...(unheard >= unheardLimit ? (['no-inbound-audio'] as const) : []),
    ...(unspoken >= unspokenLimit ? (['microphone-silent'] as const) : []),
  ];
}

/** The whole call in numbers, or `undefined` when nothing was measured. */
export function summaryOf({ totals }: QualityMonitor): QualitySummary | undefined {
  const { seconds } = totals;
  if (seconds === 0) return undefined;
  return {
    seconds: round(seconds),
    mosMin: round(totals.mosMin, 2),
    mosMean: round(totals.mos / seconds, 2),
    rttMs: round(totals.rttMs / seconds),
    jitterMs: round(totals.jitterMs / seconds),
    loss: round(totals.loss / seconds, 4),
  };
}

const round = (value: number, digits = 0) => Number(value.toFixed(digits));
