import { DialerError } from '../errors.js';
import type { WrapUpResult } from './wrap-up.js';
import type { Disposition, WrapUpState } from './wrap-up-state.js';

/** How long the work after a call may take. */
export interface WrapUpRules {
  /** Seconds. @defaultValue no limit */
  readonly seconds?: number | undefined;
  /** What one extension adds, seconds. @defaultValue 30 */
  readonly extendSeconds?: number | undefined;
  /** @defaultValue 3 */
  readonly maxExtensions?: number | undefined;
  /** Stored when the time is over and nothing was chosen. @defaultValue none: the agent is reminded and still chooses */
  readonly timeoutDisposition?: string | undefined;
}

/** Gives a wrap-up its time, when it is its turn. */
export function startTime(wrapUp: WrapUpState, { seconds, maxExtensions = 3 }: WrapUpRules, now: number): WrapUpState {
  if (seconds === undefined || wrapUp.until !== undefined) return wrapUp;
  return Object.freeze({ ...wrapUp, until: now + seconds * 1_000, extensionsLeft: maxExtensions });
}

/** More time, counted from the end or, when that has passed, from now. */
export function extendTime(wrapUp: WrapUpState, { extendSeconds = 30 }: WrapUpRules, now: number): WrapUpState {
  const { until, extensionsLeft = 0, overdue: _late, ...rest } = wrapUp;
  if (until === undefined || extensionsLeft === 0) return wrapUp;
  const longer = Math.max(until, now) + extendSeconds * 1_000;
  return Object.freeze({ ...rest, until: longer, extensionsLeft: extensionsLeft - 1 });
}

/**
 * Whether an agent may save this.
 * @throws DialerError `disposition-unknown`, `disposition-not-fitting`, `note-required`, `callback-required`
 */
export function checkResult(
  { disposition: id, note, callbackAt }: WrapUpResult,
  { wrapUp, dispositions, now }: { wrapUp: WrapUpState; dispositions: readonly Disposition[]; now: number },
): void {
  const chosen = dispositions.find((disposition) => disposition.id === id);
  if (!chosen) {
    const known = dispositions.map((disposition) => disposition.id).join(', ');
    throw new DialerError('disposition-unknown', `disposition: got "${id}"; pass one of ${known}.`);
  }
  const { selectable = true, minTalkSeconds = 0, maxTalkSeconds = Number.POSITIVE_INFINITY } = chosen;
  const seconds = wrapUp.talkMs / 1_000;
  if (!selectable || seconds < minTalkSeconds || seconds > maxTalkSeconds) {
    throw new DialerError('disposition-not-fitting', `disposition: "${id}" does not fit this call; choose another.`);
  }
  if (chosen.noteRequired && !note?.trim()) {
    throw new DialerError('note-required', `note: "${id}" needs one. Write what was said.`);
  }
  if (chosen.callback && !(callbackAt !== undefined && callbackAt > now)) {
    throw new DialerError('callback-required', `callbackAt: "${id}" needs a time that is still to come.`);
  }
}
