import { setTimeout as pause } from 'node:timers/promises';

/** Asks again every 25 ms until the answer is neither `undefined` nor `false`. For things that send no event, such as a file that grows. */
export async function awaitUntil<T>(
  what: string | (() => string),
  ask: () => T | undefined | false | Promise<T | undefined | false>,
  limitMs = 10_000,
): Promise<T> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > deadline)
      throw new Error(`waited ${limitMs} ms in vain: ${typeof what === 'string' ? what : what()}`);
    await pause(25);
  }
}
