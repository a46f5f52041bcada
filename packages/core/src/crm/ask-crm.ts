import type { Clock } from '../shared/clock.js';
import { createDeferred } from '../shared/deferred.js';
import { CrmError } from './crm-error.js';

export interface AskOptions {
  readonly clock: Clock;
  readonly limitMs: number;
  /** Ends the question early. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks the CRM and does not wait for ever: whoever keeps silent for too long was not there.
 *
 * @throws CrmError `later` when the time is over or the question was ended early; whatever `ask` throws
 */
export async function askCrm<T>(ask: (signal: AbortSignal) => T | Promise<T>, options: AskOptions): Promise<T> {
  const { clock, limitMs, signal } = options;
  const aborter = new AbortController();
  const silence = createDeferred<never>();
  const giveUp = (why: string) => {
    silence.reject(new CrmError('later', why));
    aborter.abort();
  };
  const cancelLimit = clock.after(limitMs, () => giveUp(`The CRM did not answer within ${limitMs / 1_000} seconds.`));
  const end = () => giveUp('The question was ended early.');
  if (signal?.aborted) end();
  signal?.addEventListener('abort', end, { once: true });
  // Called in a promise: an adapter may throw before it returns one.
  const answer = Promise.resolve().then(() => ask(aborter.signal));
  try {
    return await Promise.race([answer, silence.promise]);
  } finally {
    cancelLimit();
    signal?.removeEventListener('abort', end);
  }
}
