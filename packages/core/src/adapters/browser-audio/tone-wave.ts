import type { ToneName } from '../../audio/audio-devices.js';

/** One part of a tone: these frequencies together, for so long. No frequency is a pause. */
interface Part {
  readonly hertz: readonly number[];
  readonly ms: number;
}

/** 0 to 1, well below what clips. */
const loudness: Readonly<Record<ToneName, number>> = {
  ring: 0.4,
  'call-waiting': 0.12,
  ringback: 0.15,
  busy: 0.15,
  congestion: 0.15,
  test: 0.3,
};

const pause = (ms: number): Part => ({ hertz: [], ms });
const sound = (ms: number, ...hertz: readonly number[]): Part => ({ hertz, ms });
const ring: readonly Part[] = Array.from({ length: 8 }, (_, index) => sound(50, index % 2 === 0 ? 587 : 740));

/**
 * What is repeated. Network tones as most of the world knows them (ITU-T E.180: 425 Hz; ringing 1 s in 5, busy and
 * congestion even, congestion twice as fast), so that no country is needed.
 */
const parts: Readonly<Record<ToneName, readonly Part[]>> = {
  ring: [...ring, pause(200), ...ring, pause(2000)],
  'call-waiting': [sound(150, 425), pause(120), sound(150, 425), pause(4500)],
  ringback: [sound(1000, 425), pause(4000)],
  busy: [sound(500, 425), pause(500)],
  congestion: [sound(250, 425), pause(250)],
  test: [sound(250, 523), sound(250, 659), sound(250, 784), pause(250)],
};

/** How long the start and the end of a part take, so that it does not click. Seconds. */
const edge = 0.008;

/** One round of a tone as samples between -1 and 1, to be repeated. */
export function toneWave(tone: ToneName, sampleRate: number): Float32Array<ArrayBuffer> {
  const pieces = parts[tone].map((part) => wavePart(part, { sampleRate, level: loudness[tone] }));
  const wave = new Float32Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    wave.set(piece, at);
    at += piece.length;
  }
  return wave;
}

function wavePart({ hertz, ms }: Part, { sampleRate, level }: { sampleRate: number; level: number }): Float32Array {
  const wave = new Float32Array(Math.round((ms / 1000) * sampleRate));
  if (hertz.length === 0) return wave;
  return wave.map((_, index) => {
    const seconds = index / sampleRate;
    const sum = hertz.reduce((total, each) => total + Math.sin(2 * Math.PI * each * seconds), 0);
    const fade = Math.min(1, seconds / edge, (wave.length - index) / sampleRate / edge);
    return (sum / hertz.length) * level * fade;
  });
}
