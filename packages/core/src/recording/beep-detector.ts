/** Frames this long are looked at. At 48 kHz 21 ms: long enough to know a tone, short enough to time it. */
export const beepFrame = 1024;

/** A steady tone is shorter on answering machines; a longer one is a dial tone or a fax. Milliseconds. */
const shortestMs = 110;
const longestMs = 2_500;
/** Silence after the tone: it really is over. */
const quietMs = 120;
/** Answering machines beep between these. Hertz. */
const lowest = 300;
const highest = 2_600;
/** The share of all power that a lone tone has; voices and two-tone signals have less. */
const leastShare = 0.75;
const leastLevel = 0.004;

/**
 * Finds the beep of an answering machine: one steady tone, then silence.
 * Feed it the sound in frames of {@link beepFrame}, without gaps; it says `true` once the tone is over.
 */
export function createBeepDetector(sampleRate: number): (frame: Float32Array) => boolean {
  const frameMs = (beepFrame / sampleRate) * 1_000;
  let pitch = 0;
  let toneMs = 0;
  let toneLevel = 0;
  let quiet = 0;
  /** One odd frame, such as one that holds the start of the tone, does not end it. */
  let odd = 0;

  function forget(): void {
    toneMs = 0;
    quiet = 0;
    odd = 0;
  }

  return (frame) => {
    const level = levelOf(frame);
    const found = level > leastLevel ? toneOf(frame, sampleRate) : undefined;
    const same = found !== undefined && toneMs > 0 && quiet === 0 && Math.abs(found - pitch) < pitch * 0.04;
    if (same) {
      toneMs += frameMs;
      toneLevel = Math.max(toneLevel, level);
      odd = 0;
      return false;
    }
    const beeped = toneMs >= shortestMs && toneMs <= longestMs;
    if (beeped && level < Math.max(toneLevel * 0.15, leastLevel)) {
      quiet += frameMs;
      if (quiet < quietMs) return false;
      forget();
      return true;
    }
    // The last frame of a tone holds some silence as well.
    if (toneMs > 0 && odd === 0 && quiet === 0 && (found === undefined || Math.abs(found - pitch) > pitch * 0.04)) {
      odd = 1;
      return false;
    }
    forget();
    if (found !== undefined) {
      pitch = found;
      toneMs = frameMs;
      toneLevel = level;
    }
    return false;
  };
}

function levelOf(frame: Float32Array): number {
  let sum = 0;
  for (const sample of frame) sum += sample * sample;
  return Math.sqrt(sum / frame.length);
}

/** The frequency of a frame that is one tone and little else. */
function toneOf(frame: Float32Array, sampleRate: number): number | undefined {
  const frequency = crossingsOf(frame, sampleRate);
  if (frequency < lowest || frequency > highest) return undefined;
  return shareOf(frame, frequency, sampleRate) >= leastShare ? frequency : undefined;
}

/** Frequency by the distance between the first and the last rise through zero. */
function crossingsOf(frame: Float32Array, sampleRate: number): number {
  let first = -1;
  let last = -1;
  let rises = 0;
  for (let index = 1; index < frame.length; index++) {
    const before = frame[index - 1] ?? 0;
    const after = frame[index] ?? 0;
    if (before >= 0 || after < 0) continue;
    const at = index - 1 + before / (before - after);
    if (first < 0) first = at;
    else rises += 1;
    last = at;
  }
  return rises === 0 ? 0 : (rises * sampleRate) / (last - first);
}

/** Power at one frequency as a share of all power (Goertzel). */
function shareOf(frame: Float32Array, frequency: number, sampleRate: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * frequency) / sampleRate);
  let last = 0;
  let beforeLast = 0;
  let energy = 0;
  for (const sample of frame) {
    const next = sample + turn * last - beforeLast;
    beforeLast = last;
    last = next;
    energy += sample * sample;
  }
  const power = last * last + beforeLast * beforeLast - turn * last * beforeLast;
  return energy === 0 ? 0 : (2 * power) / (frame.length * energy);
}
