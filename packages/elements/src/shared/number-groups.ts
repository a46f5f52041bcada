import { loadNumberFormat, type NumberFormat, type Unsubscribe } from '@dialdeck/core';

const northAmerican = /^\+1(\d{3})(\d{3})(\d{4})$/;
const waiting = new Set<() => void>();
let rules: NumberFormat | undefined;
let asked = false;

/**
 * Groups a number the way its country does. The rules of other countries are a chunk of their own,
 * fetched with the first number that needs them; until then such a number stands as it was written.
 */
export function groupDigits(number: string): string {
  if (northAmerican.test(number)) return number.replace(northAmerican, '+1 $1 $2 $3');
  if (number.startsWith('+') && !asked) void load();
  return rules?.(number) ?? number;
}

/** Runs when the rules have come and numbers read otherwise than before. */
export function onNumberRules(run: () => void): Unsubscribe {
  waiting.add(run);
  return () => waiting.delete(run);
}

async function load(): Promise<void> {
  asked = true;
  rules = await loadNumberFormat();
  for (const run of [...waiting]) run();
}
