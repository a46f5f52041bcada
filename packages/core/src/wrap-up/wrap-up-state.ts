import type { CallEnd } from '../calls/call-state.js';
import type { Customer } from '../customers/customer.js';

/** A result an agent can choose after a call. */
export interface Disposition {
  readonly id: string;
  /** Shown to the agent. For the built-in ones the elements translate it by id. */
  readonly label: string;
  /** The person must not be called again. Shown last, apart and red. */
  readonly doNotCall?: boolean | undefined;
  /** Whether agents can choose it; others are for rules and reports. @defaultValue `true` */
  readonly selectable?: boolean | undefined;
  /** Cannot be saved without a note. */
  readonly noteRequired?: boolean | undefined;
  /** Cannot be saved without a time to call back. */
  readonly callback?: boolean | undefined;
  /** A person answered. */
  readonly humanAnswered?: boolean | undefined;
  /** A machine answered. */
  readonly answeringMachine?: boolean | undefined;
  /** The right person was talked to. */
  readonly customerContact?: boolean | undefined;
  readonly sale?: boolean | undefined;
  readonly notInterested?: boolean | undefined;
  /** The lead can never be reached, such as a number that does not exist. */
  readonly unworkable?: boolean | undefined;
  /** The lead is done and not dialed again. */
  readonly completed?: boolean | undefined;
  /** Fits only calls that were talked on at least, or at most, so many seconds. */
  readonly minTalkSeconds?: number | undefined;
  readonly maxTalkSeconds?: number | undefined;
  /** For reports. */
  readonly category?: string | undefined;
}

/** The results offered when the host names none. */
export const defaultDispositions: readonly Disposition[] = Object.freeze([
  { id: 'sale', label: 'Sale', humanAnswered: true, customerContact: true, sale: true, completed: true },
  { id: 'callback', label: 'Call back', humanAnswered: true, customerContact: true },
  { id: 'send-offer', label: 'Send offer', humanAnswered: true, customerContact: true },
  {
    id: 'no-interest',
    label: 'No interest',
    humanAnswered: true,
    customerContact: true,
    notInterested: true,
    completed: true,
  },
  { id: 'wrong-person', label: 'Wrong person', humanAnswered: true },
  { id: 'voicemail', label: 'Voicemail', answeringMachine: true },
  { id: 'language', label: 'Language', humanAnswered: true },
  { id: 'do-not-call', label: 'Do not call', doNotCall: true, humanAnswered: true, completed: true },
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
  /** When the time for it is over, milliseconds since 1970; absent without a limit. */
  readonly until?: number | undefined;
  /** How often the time can still be extended. */
  readonly extensionsLeft?: number | undefined;
  /** The time is over and nothing was chosen. */
  readonly overdue?: boolean | undefined;
}
