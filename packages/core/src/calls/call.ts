import type { Customer } from '../customers/customer.js';
import type { LeadRef } from '../intents/lead-ref.js';
import type { AudioMeasurement, DialOptions, TransferOptions } from '../phone/phone.js';
import type { RecordingCommand, VoicemailOptions } from '../recording/recording.js';
import type { Readable } from '../shared/store.js';
import type { CallEnd, CallState } from './call-state.js';

export interface CallOptions extends DialOptions {
  /** Whom the host calls, when it knows: saves the lookup. */
  readonly customer?: Customer | undefined;
  /** Id of the call, a UUIDv7, for those who must know it before, such as another tab. @defaultValue a new one */
  readonly id?: string | undefined;
  /** The lead it is made for. Set by the dial queue. */
  readonly lead?: LeadRef | undefined;
  /** Rings no longer, seconds. @defaultValue the dialer's `ringLimitSeconds` */
  readonly ringLimitSeconds?: number | undefined;
}

/** Asking somebody before a call is transferred to them. Made by `Call.consult`. */
export interface Consult {
  /** The call to the person who is asked. */
  readonly call: Call;
  /**
   * Joins the two and leaves. Resolves when they talk and both our calls are over.
   * @throws DialerError `call-not-active` before the answer, and what `Call.transfer` throws
   */
  complete(): Promise<void>;
  /** Hangs up on the person who was asked and takes the other call off hold. @throws DialerError `hold-rejected` */
  cancel(): Promise<void>;
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
  /** Sends the caller elsewhere before answering (SIP 302). @throws DialerError `call-not-incoming`, `number-invalid` */
  redirect(target: string): Promise<void>;
  /** @throws DialerError `call-not-active` */
  setMuted(muted: boolean): void;
  /**
   * Resolves when the far end agreed; the call survives a refusal. Taking a call off hold puts the others on hold.
   * @throws DialerError `call-not-active`, `hold-rejected`
   */
  setHeld(held: boolean): Promise<void>;
  /** @param tones 0-9 * # A-D, comma for a pause. @throws DialerError `tones-invalid`, `tones-unavailable`, `call-not-active` */
  sendTones(tones: string): Promise<void>;
  /**
   * Sends the caller to somebody else: on hold, then asked to call there. Resolves when the target answered and
   * our part was hung up. A transfer that fails brings the caller back, off hold unless another call is talked on.
   * @param target number, extension or user name, or another answered call that the caller is to be joined to
   * @throws DialerError `call-not-active`, `transfer-failed`, `transfer-timeout`, `transfer-pending`, `number-invalid`, `header-invalid`
   */
  transfer(target: string | Call, options?: TransferOptions): Promise<void>;
  /**
   * Puts this call on hold and calls somebody to ask first. Returned at once; when the other person hangs up
   * or does not answer, this call is taken off hold.
   * @throws DialerError `call-not-active`, `transfer-pending`, `too-many-calls`
   */
  consult(target: string, options?: DialOptions): Consult;
  /** The consultation that runs, if any. */
  readonly consultation: Consult | undefined;
  /**
   * Makes a three-way conference of this call and another answered one: the agent hears both, each hears the agent and
   * the other. Both come off hold; from then on mute and hold mean both calls. On hold nobody hears anybody. When one
   * hangs up, the other goes on as a normal call.
   * @param other another call of this dialer, such as `consult.call`
   * @throws DialerError `call-not-active`, `merge-failed`, `hold-rejected`
   */
  merge(other: Call): Promise<void>;
  /**
   * Takes a conference apart: this call is talked on, the other one goes on hold (or is muted, when it refuses hold).
   * Does nothing without a conference.
   * @throws DialerError `hold-rejected` when this call was on hold and does not come off it
   */
  split(): Promise<void>;
  /**
   * Starts, pauses, resumes or stops the recording, or answers the question whether the customer agreed.
   * Resolves when that is so. What is stopped is kept and cannot be started again.
   * @throws DialerError `recording-off`, `recording-not-possible`, `recording-failed`, `storage-full`, `storage-failed`
   */
  record(command: RecordingCommand): Promise<void>;
  /**
   * Leaves a message on an answering machine: plays it at the beep and hangs up. From now on the microphone is not
   * heard there and the agent may take or make other calls. Resolves when the message was left.
   * @param messageId one of `dialer.recordings.listVoicemails()`
   * @throws DialerError `recording-off`, `recording-not-possible`, `voicemail-not-found`, `voicemail-failed`, `aborted`
   */
  dropVoicemail(messageId: string, options?: VoicemailOptions): Promise<void>;
  /** Replaces the agent's note. Kept in the record while typing and after the call. */
  setNote(note: string): void;
  /** Says who it is, such as after a choice among several matches. Also after the call, until its result is given. */
  setCustomer(customer: Customer): void;
  /** Cancels, rejects or ends, whichever fits. Does nothing on an ended call. */
  hangUp(): void;
  /** Measured audio so far, or `undefined` while there is no media. */
  measure(): Promise<AudioMeasurement | undefined>;
}
