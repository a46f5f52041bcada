import type { ErrorInfo } from '../errors.js';

/**
 * How far the recording of a call is.
 *
 * - `asking`: the agent has to say whether the customer agreed; nothing is recorded
 * - `announcing`: both sides hear the announcement; nothing is recorded
 * - `recording`, `paused`: as they say
 * - `stopped`: over, and kept
 * - `refused`: the customer did not agree; nothing was recorded
 * - `failed`: it could not begin, or broke; what was recorded until then is kept
 */
export type RecordingStatus = 'asking' | 'announcing' | 'recording' | 'paused' | 'stopped' | 'refused' | 'failed';

/** Why a recording is allowed: nobody has to be asked, it was announced, or the agent said that the customer agreed. */
export type RecordingConsent = 'not-asked' | 'announced' | 'agreed' | 'refused';

/** The recording of a call that goes on. */
export interface RecordingState {
  readonly status: RecordingStatus;
  /** Since when it has this status, milliseconds since 1970. */
  readonly since: number;
  /** What was recorded before {@link since}, without pauses. Milliseconds. */
  readonly recordedMs: number;
  /** How often it was paused. */
  readonly pauses: number;
  readonly consent?: RecordingConsent | undefined;
  /** Why it `failed`, or ended before the call did. */
  readonly error?: ErrorInfo | undefined;
}

/** What can happen to a recording. */
export type RecordingSignal =
  | { readonly type: 'asked' }
  | { readonly type: 'announced' }
  | { readonly type: 'started'; readonly consent: RecordingConsent }
  | { readonly type: 'refused' }
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' }
  | { readonly type: 'stopped'; readonly error?: ErrorInfo | undefined }
  | { readonly type: 'failed'; readonly error: ErrorInfo };

/** Every move a recording can make. The diagram in `docs/flows.md` is checked against this table. */
export const recordingTransitions = {
  none: ['asking', 'announcing', 'recording', 'failed'],
  asking: ['announcing', 'recording', 'refused', 'stopped', 'failed'],
  announcing: ['recording', 'stopped', 'failed'],
  recording: ['paused', 'stopped', 'failed'],
  paused: ['recording', 'stopped', 'failed'],
  refused: ['asking'],
  stopped: [],
  failed: ['asking', 'announcing', 'recording'],
} as const satisfies Record<RecordingStatus | 'none', readonly RecordingStatus[]>;

const statusAfter = {
  asked: 'asking',
  announced: 'announcing',
  started: 'recording',
  refused: 'refused',
  paused: 'paused',
  resumed: 'recording',
  stopped: 'stopped',
  failed: 'failed',
} as const satisfies Record<RecordingSignal['type'], RecordingStatus>;

/** Whether a recording in this state can take the signal. */
export function canRecording(state: RecordingState | undefined, type: RecordingSignal['type']): boolean {
  const from = state?.status ?? 'none';
  if (type === 'started' && from === 'paused') return false;
  if (type === 'resumed' && from !== 'paused') return false;
  // A recording that broke has a file already; a second one would replace it.
  if (from === 'failed' && state && (state.recordedMs > 0 || state.pauses > 0)) return false;
  return (recordingTransitions[from] as readonly RecordingStatus[]).includes(statusAfter[type]);
}

/** The life of a recording, as a pure function. A signal that makes no sense leaves it untouched. */
export function reduceRecording(
  state: RecordingState | undefined,
  signal: RecordingSignal,
  now: number,
): RecordingState | undefined {
  if (!canRecording(state, signal.type)) return state;
  const consent = consentAfter(state, signal);
  return Object.freeze({
    status: statusAfter[signal.type],
    since: now,
    recordedMs: recordedMsOf(state, now),
    pauses: (state?.pauses ?? 0) + (signal.type === 'paused' ? 1 : 0),
    ...(consent && { consent }),
    ...('error' in signal && signal.error && { error: signal.error }),
  });
}

function consentAfter(state: RecordingState | undefined, signal: RecordingSignal): RecordingConsent | undefined {
  if (signal.type === 'refused') return 'refused';
  return signal.type === 'started' ? signal.consent : state?.consent;
}

/** How much was recorded by now, pauses left out. Milliseconds. */
export function recordedMsOf(state: RecordingState | undefined, now: number): number {
  if (!state) return 0;
  return state.recordedMs + (state.status === 'recording' ? Math.max(0, now - state.since) : 0);
}

/** Whether sound may be written now, or will be by itself. */
export const isRecordingOpen = (state: RecordingState | undefined): boolean =>
  state !== undefined && ['asking', 'announcing', 'recording', 'paused'].includes(state.status);
