import { waitLeft } from './outbox-state.js';

interface Pause {
  readonly until: number;
  readonly delayMs: number;
  /** Failures in a row, of whatever call. */
  readonly failures: number;
}

/** Whether the CRM as a whole is being asked: one picture for all calls. */
export type OutboxPace =
  | { readonly status: 'open'; readonly failures: number }
  /** Down or asked to be left alone. */
  | (Pause & { readonly status: 'paused'; readonly asked: boolean })
  /** Asked again now and then, because somebody may have signed in elsewhere. */
  | (Pause & { readonly status: 'signed-out' });

export type PaceSignal =
  | { readonly type: 'answered' }
  | { readonly type: 'failed'; readonly delayMs: number; readonly asked?: boolean | undefined }
  | { readonly type: 'signed-out' }
  /** Somebody wants everything tried now. */
  | { readonly type: 'opened' }
  | { readonly type: 'online' };

export const openPace: OutboxPace = Object.freeze({ status: 'open', failures: 0 });

/** One poisonous call is no reason to stop; three failures of three calls in a row are. */
export const failuresToPause = 3;
const askAgainMs = 5 * 60_000;

/** Opens and closes the way to the CRM, as a pure function. */
export function reducePace(pace: OutboxPace, signal: PaceSignal, now: number): OutboxPace {
  switch (signal.type) {
    case 'answered':
    case 'opened':
      return openPace;
    case 'online':
      return pace.status === 'paused' && !pace.asked ? openPace : pace;
    case 'signed-out':
      return { status: 'signed-out', until: now + askAgainMs, delayMs: askAgainMs, failures: failuresToPause };
    case 'failed': {
      const { delayMs, asked = false } = signal;
      const failures = pace.failures + 1;
      if (pace.status === 'signed-out' && paceLeft(pace, now) > 0) return pace;
      return asked || failures >= failuresToPause
        ? { status: 'paused', until: now + delayMs, delayMs, failures, asked }
        : { status: 'open', failures };
    }
  }
}

/** Milliseconds until the CRM may be asked again; 0 when it may. */
export const paceLeft = (pace: OutboxPace, now: number): number => (pace.status === 'open' ? 0 : waitLeft(pace, now));

/** How many calls may be on their way at once: after trouble a single one feels the way. */
export const roomOf = ({ failures }: OutboxPace): number => (failures >= failuresToPause ? 1 : 3);

const firstDelayMs = 2_000;
const lastDelayMs = 5 * 60_000;
/** A CRM that is away as a whole is asked for one call in half a minute: it shall have everything soon after it is back. */
export const longestPauseMs = 30_000;

/**
 * How long to wait after a failure: doubles from 2 seconds to 5 minutes, spread over its upper half, so that a
 * hundred agents do not come back at the same moment.
 *
 * @param attempt 0 for the first failure
 * @param random from 0 to 1
 * @param mostMs the longest wait
 */
export function backoffOf(attempt: number, random: number, mostMs = lastDelayMs): number {
  const full = Math.min(firstDelayMs * 2 ** Math.min(attempt, 20), mostMs);
  return Math.round(full / 2 + (full / 2) * random);
}
