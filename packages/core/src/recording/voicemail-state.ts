import type { ErrorInfo } from '../errors.js';

/** A message that can be left. */
export interface VoicemailMessage {
  readonly id: string;
  /** As the agent reads it. */
  readonly name: string;
}

/**
 * A message that is being left, or was.
 *
 * - `listening`: waits for the beep; the far end hears nothing of us
 * - `playing`: the far end hears the message
 * - `left`: it was played to its end
 * - `failed`: it was not
 */
export type VoicemailStatus = 'listening' | 'playing' | 'left' | 'failed';

/** What made the message begin. */
export type VoicemailStart = 'beep' | 'by-hand' | 'time-limit';

export interface VoicemailState {
  readonly status: VoicemailStatus;
  readonly message: VoicemailMessage;
  /** From `playing` on. */
  readonly start?: VoicemailStart | undefined;
  readonly error?: ErrorInfo | undefined;
}

export type VoicemailSignal =
  | { readonly type: 'asked'; readonly message: VoicemailMessage }
  | { readonly type: 'began'; readonly start: VoicemailStart }
  | { readonly type: 'left' }
  | { readonly type: 'failed'; readonly error: ErrorInfo }
  /** The agent takes the call back. */
  | { readonly type: 'taken-back' };

/** Every move a voicemail drop can make. The diagram in `docs/flows.md` is checked against this table. */
export const voicemailTransitions = {
  none: ['listening'],
  listening: ['playing', 'failed', 'none'],
  playing: ['left', 'failed', 'none'],
  failed: ['listening'],
  left: [],
} as const satisfies Record<VoicemailStatus | 'none', readonly (VoicemailStatus | 'none')[]>;

const statusAfter = {
  asked: 'listening',
  began: 'playing',
  left: 'left',
  failed: 'failed',
  'taken-back': 'none',
} as const satisfies Record<VoicemailSignal['type'], VoicemailStatus | 'none'>;

/** Whether a signal makes sense now. */
export const canVoicemail = (state: VoicemailState | undefined, type: VoicemailSignal['type']): boolean =>
  (voicemailTransitions[state?.status ?? 'none'] as readonly string[]).includes(statusAfter[type]);

/** The life of a voicemail drop, as a pure function. A signal that makes no sense leaves it untouched. */
export function reduceVoicemail(
  state: VoicemailState | undefined,
  signal: VoicemailSignal,
): VoicemailState | undefined {
  if (!canVoicemail(state, signal.type)) return state;
  if (signal.type === 'asked') return Object.freeze({ status: 'listening', message: signal.message });
  if (signal.type === 'taken-back' || !state) return undefined;
  const { message, start } = state;
  const begun = signal.type === 'began' ? signal.start : start;
  return Object.freeze({
    status: statusAfter[signal.type],
    message,
    ...(begun && { start: begun }),
    ...(signal.type === 'failed' && { error: signal.error }),
  });
}

/** Whether a message is on its way: then the agent may do something else. */
export const isLeavingMessage = (state: VoicemailState | undefined): boolean =>
  state?.status === 'listening' || state?.status === 'playing';
