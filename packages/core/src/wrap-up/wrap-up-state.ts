import type { CallEnd } from '../calls/call-state.js';
import type { Customer } from '../customers/customer.js';

/** A result an agent can choose after a call. */
export interface Disposition {
  readonly id: string;
  /** Shown to the agent. For the built-in ones the elements translate it by id. */
  readonly label: string;
  /** The person must not be called again. Shown last, apart and red. */
  readonly doNotCall?: boolean | undefined;
}

/** The results offered when the host names none. */
export const defaultDispositions: readonly Disposition[] = Object.freeze([
  { id: 'sale', label: 'Sale' },
  { id: 'callback', label: 'Call back' },
  { id: 'send-offer', label: 'Send offer' },
  { id: 'no-interest', label: 'No interest' },
  { id: 'wrong-person', label: 'Wrong person' },
  { id: 'voicemail', label: 'Voicemail' },
  { id: 'language', label: 'Language' },
  { id: 'do-not-call', label: 'Do not call', doNotCall: true },
]);

/** A finished call that waits for its result. */
export interface WrapUpState {
  readonly callId: string;
  readonly direction: 'outgoing' | 'incoming';
  readonly number: string;
  readonly name?: string | undefined;
  readonly customers: readonly Customer[];
  readonly end: CallEnd;
  /** Milliseconds; 0 when never answered. */
  readonly talkMs: number;
  /** When the call ended, milliseconds since 1970. */
  readonly startedAt: number;
  readonly note: string;
}
