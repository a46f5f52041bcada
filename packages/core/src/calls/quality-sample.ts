import type { AudioMeasurement } from '../phone/phone.js';
import type { QualityInput } from './quality.js';

/** What flowed between two measurements of one line, about a second apart. */
export interface QualitySample {
  readonly seconds: number;
  /** Packets that arrived; with none, there is nothing to judge. */
  readonly packets: number;
  readonly input: QualityInput;
  /** Whether the microphone heard anything; `undefined` where the browser does not say. */
  readonly microphone: 'sound' | 'silence' | undefined;
}

/** What the quietest room is above: −100 dB, as energy per second. Below it is a dead microphone. */
const deadEnergy = 1e-10;

/** @param seconds between the two */
export function sampleBetween(before: AudioMeasurement, after: AudioMeasurement, seconds: number): QualitySample {
  const grown = (field: keyof AudioMeasurement) => Math.max(0, (after[field] ?? 0) - (before[field] ?? 0));
  const packets = grown('packetsReceived');
  const lost = grown('packetsLost');
  const emitted = grown('jitterBufferEmittedCount');
  const jitterMs = (after.jitter ?? 0) * 1_000;
  return {
    seconds,
    packets,
    input: {
      rttMs: (after.roundTripTime ?? 0) * 1_000,
      jitterMs,
      loss: Math.max(shareOf(lost, lost + packets), shareOf(grown('concealedSamples'), grown('totalSamplesReceived'))),
      bufferMs: emitted > 0 ? (grown('jitterBufferDelay') / emitted) * 1_000 : undefined,
    },
    microphone:
      after.microphoneLevel === undefined
        ? undefined
        : grown('energySent') > deadEnergy * seconds
          ? 'sound'
          : 'silence',
  };
}

const shareOf = (part: number, whole: number) => (whole > 0 ? Math.min(1, part / whole) : 0);
