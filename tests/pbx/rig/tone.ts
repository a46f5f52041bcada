/**
 * How much of a sound is one pure tone: 0 (nothing of it) to 1 (nothing else), by the Goertzel algorithm.
 * Silence gives 0.
 */
export function toneShare(samples: ArrayLike<number>, hz: number, sampleRate: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / sampleRate);
  let previous = 0;
  let beforePrevious = 0;
  let energy = 0;
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i] ?? 0;
    const next = sample + coefficient * previous - beforePrevious;
    beforePrevious = previous;
    previous = next;
    energy += sample * sample;
  }
  if (energy / samples.length < silence) return 0;
  const power = previous ** 2 + beforePrevious ** 2 - coefficient * previous * beforePrevious;
  return Math.min(1, (2 * power) / (samples.length * energy));
}

/** Mean square of samples in -1 … 1 below which nobody hears anything. */
const silence = 1e-6;

/** A mono 16-bit WAV of tone bursts: a steady tone would be removed as noise by the browser. */
export function toneBursts(hz: number, seconds = 2): Buffer {
  const rate = 48_000;
  const data = Buffer.alloc(rate * seconds * 2);
  for (let i = 0; i < rate * seconds; i++) {
    const sounding = i % (rate / 2) < rate * 0.3;
    data.writeInt16LE(sounding ? Math.round(16_000 * Math.sin((2 * Math.PI * hz * i) / rate)) : 0, i * 2);
  }
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + data.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(data.length, 40);
  return Buffer.concat([header, data]);
}

/** The sound of a 16-bit mono WAV, also of one that is still being written. */
export function samplesOf(wav: Buffer): Float32Array {
  const samples = new Float32Array(Math.max(0, (wav.length - 44) >> 1));
  for (let i = 0; i < samples.length; i++) samples[i] = wav.readInt16LE(44 + i * 2) / 32_768;
  return samples;
}
