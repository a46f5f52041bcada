import type { Customer } from '../customers/customer.js';
import type { AudioMeasurement, DialOptions } from '../phone/phone.js';
import type { Readable } from '../shared/store.js';
import type { CallEnd, CallState } from './call-state.js';

export interface CallOptions extends DialOptions {
  /** Whom the host calls, when it knows: saves the lookup. */
  readonly customer?: Customer | undefined;
}

/** A call. Read {@link state}; act with the methods. A command asks, the state tells what happened. */
export interface Call {
  readonly id: string;
  readonly state: Readable<CallState>;
  /** `true` once answered, `false` when it ended without an answer. Never rejects. */
  readonly answered: Promise<boolean>;
  /** How it ended. Never rejects. */
  readonly ended: Promise<CallEnd>;
  /** Answers an incoming call; others go on hold. @throws DialerError `call-not-incoming` */
  answer(): void;
  /** Rejects an incoming call. @throws DialerError `call-not-incoming` */
  reject(): void;
  /** @throws DialerError `call-not-active` */
  setMuted(muted: boolean): void;
  /**
   * Resolves when the far end agreed; the call survives a refusal. Taking a call off hold puts the others on hold.
   * @throws DialerError `call-not-active`, `hold-rejected`
   */
  setHeld(held: boolean): Promise<void>;
  /** @param tones 0-9 * # A-D, comma for a pause. @throws DialerError `tones-invalid`, `tones-unavailable`, `call-not-active` */
  sendTones(tones: string): Promise<void>;
  /** Replaces the agent's note. Kept in the record while typing and after the call. */
  setNote(note: string): void;
  /** Says who it is, such as after a choice among several matches. Also after the call, until its result is given. */
  setCustomer(customer: Customer): void;
  /** Cancels, rejects or ends, whichever fits. Does nothing on an ended call. */
  hangUp(): void;
  /** Measured audio so far, or `undefined` while there is no media. */
  measure(): Promise<AudioMeasurement | undefined>;
}
