/** Longest pause between two attempts, in milliseconds. */
const longest = 30_000;

/**
 * Milliseconds to wait before a reconnect attempt: none before the first, then 1, 2, 4 … 30 s,
 * less up to a half by chance, so that all agents of a floor do not come back in the same second.
 * @param attempt counted from 1
 * @param random 0 to 1
 */
export function backoffOf(attempt: number, random: number): number {
  if (attempt <= 1) return 0;
  return Math.round(Math.min(longest, 1000 * 2 ** (attempt - 2)) * (1 - random / 2));
}
