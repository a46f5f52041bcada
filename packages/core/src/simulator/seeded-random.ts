/** Random numbers that are the same for the same seed, on every machine. */
export interface SeededRandom {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Exponential with this mean. */
  exponential(mean: number): number;
  /** Lognormal with this mean and coefficient of variation; the mean itself when that is 0. */
  lognormal(mean: number, variation: number): number;
}

/** A generator for one simulation (sfc32, seeded through splitmix32). Not for secrets. */
export function createSeededRandom(seed: number): SeededRandom {
  let mixed = seed | 0;
  const mix = () => {
    mixed = (mixed + 0x9e3779b9) | 0;
    let word = mixed ^ (mixed >>> 16);
    word = Math.imul(word, 0x21f0aaad);
    word ^= word >>> 15;
    word = Math.imul(word, 0x735a2d97);
    return (word ^ (word >>> 15)) | 0;
  };
  let [a, b, c, counter] = [mix(), mix(), mix(), mix()];
  let spare: number | undefined;

  const uniform = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  // Box and Muller make two at a time.
  const normal = () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  return {
    uniform,
    exponential: (mean) => -mean * Math.log(1 - uniform()),
    lognormal(mean, variation) {
      if (variation === 0) return mean;
      const square = Math.log(1 + variation * variation);
      return mean * Math.exp(Math.sqrt(square) * normal() - square / 2);
    },
  };
}
