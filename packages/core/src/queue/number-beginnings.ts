/** `+123` gives `+1`, `+12` and `+123`: what a prefix entry may be. */
export const digitsBeginnings = (number: string): readonly string[] =>
  Array.from({ length: Math.max(0, number.length - 1) }, (_, at) => number.slice(0, at + 2));
