const rows = [697, 770, 852, 941] as const;
const columns = [1209, 1336, 1477, 1633] as const;
const keys = ['123A', '456B', '789C', '*0#D'] as const;

/** Power of one frequency in the samples, as a share of all power (Goertzel). */
function shareOf(samples: Float32Array, frequency: number, sampleRate: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * frequency) / sampleRate);
  let last = 0;
  let beforeLast = 0;
  let energy = 0;
  for (const sample of samples) {
    const next = sample + turn * last - beforeLast;
    beforeLast = last;
    last = next;
    energy += sample * sample;
  }
  const power = last * last + beforeLast * beforeLast - turn * last * beforeLast;
  return energy === 0 ? 0 : (2 * power) / (samples.length * energy);
}

interface Peak {
  readonly index: number;
  readonly share: number;
  /** Stands out from the other frequencies of its group. */
  readonly clear: boolean;
}

function peakOf(shares: readonly number[]): Peak {
  const share = Math.max(...shares);
  const index = shares.indexOf(share);
  const rest = Math.max(...shares.filter((_, at) => at !== index));
  return { index, share, clear: share > LEAST_EACH && share > 2.5 * rest };
}

/** A voice may go on underneath, and Chromium plays the lower tone much softer. */
const LEAST_EACH = 0.045;
const LEAST_TOGETHER = 0.36;

/** The key whose two frequencies stand out of the sound (ITU-T Q.23), or `undefined`. */
export function detectTone(samples: Float32Array, sampleRate: number): string | undefined {
  const low = peakOf(rows.map((frequency) => shareOf(samples, frequency, sampleRate)));
  const high = peakOf(columns.map((frequency) => shareOf(samples, frequency, sampleRate)));
  if (!low.clear || !high.clear || low.share + high.share < LEAST_TOGETHER) return undefined;
  return keys[low.index]?.[high.index];
}

/** A voice may hit the two frequencies for a moment, but it does not stay on them. */
const FINDINGS_TO_BE_SURE = 3;

/** Turns a stream of findings into key presses: one press per tone, however long it sounds. */
export function createPressCounter(): (found: string | undefined) => string | undefined {
  let sounding: string | undefined;
  let previous: string | undefined;
  let times = 0;
  return (found) => {
    times = found === previous ? times + 1 : 1;
    previous = found;
    if (times < FINDINGS_TO_BE_SURE || found === sounding) return undefined;
    sounding = found;
    return found;
  };
}
