import type { LineAudio } from '../audio/line-audio.js';
import type { CallHandle } from '../calls/create-call.js';
import type { DialerState } from '../dialer-state.js';
import type { EventLog } from '../event-log.js';
import type { RecordBook } from '../records/record-book.js';
import type { Clock } from '../shared/clock.js';
import type { Readable } from '../shared/store.js';
import type { Storage } from '../storage/storage.js';
import type { WarningBoard } from '../warning-board.js';
import type { DeliverRecording } from './delivery.js';
import type { RecordingConsent } from './recording-state.js';
import type { VoicemailMessage, VoicemailStart } from './voicemail-state.js';

/** What an agent, or the host, does with the recording of a call. `agree` and `refuse` answer the consent question. */
export type RecordingCommand = 'start' | 'agree' | 'refuse' | 'pause' | 'resume' | 'stop';

/** What a call record says about the recording. */
export interface RecordingSummary {
  /**
   * `ready`: whole. `cut-off`: ended before the call did, or its page died; what is there can be played.
   * `refused`: the customer did not agree. `failed`: it could not begin. `deleted`: it was there.
   */
  readonly status: 'recording' | 'ready' | 'cut-off' | 'refused' | 'failed' | 'deleted';
  readonly consent?: RecordingConsent | undefined;
  /** Pauses left out. Milliseconds. */
  readonly durationMs: number;
  readonly bytes: number;
  readonly pauses: number;
  /** MIME type of the sound. */
  readonly type?: string | undefined;
}

/** What a call record says about a message that was left. */
export interface VoicemailSummary extends VoicemailMessage {
  readonly status: 'left' | 'failed';
  readonly start?: VoicemailStart | undefined;
}

/** How to leave a message. */
export interface VoicemailOptions {
  /** Starts at once instead of at the beep. Also for a message that waits for its beep already. @defaultValue `false` */
  readonly now?: boolean | undefined;
  /** Takes the call back: the microphone is heard again. */
  readonly signal?: AbortSignal | undefined;
}

/** The recordings of this browser, and the messages that can be left. */
export interface Recordings {
  /** The sound of a call, for a player or an upload. @throws DialerError `recording-not-found`, `storage-failed` */
  open(callId: string): Promise<Blob>;
  /** Deletes the sound; the record says so. @throws DialerError `recording-not-found`, `storage-failed` */
  delete(callId: string): Promise<void>;
  /** Somebody else has it now: it may go when room is needed. @throws DialerError `recording-not-found`, `storage-failed` */
  markDelivered(callId: string): Promise<void>;
  /** Those that nobody has yet, oldest first: ids of calls. @throws DialerError `storage-failed` */
  listUndelivered(): Promise<readonly string[]>;
  /** The messages of the options and those that were added. @throws DialerError `storage-failed` */
  listVoicemails(): Promise<readonly VoicemailMessage[]>;
  /**
   * Keeps a message to leave.
   * @throws DialerError `voicemail-invalid`, `storage-full`, `storage-failed`
   */
  addVoicemail(name: string, sound: Blob): Promise<VoicemailMessage>;
  /** Forgets a message that was added. @throws DialerError `storage-failed` */
  removeVoicemail(id: string): Promise<void>;
}

/** What the recording needs of its dialer. */
export interface RecordingWorld {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly book: Pick<RecordBook, 'change' | 'records'>;
  readonly warnings: Pick<WarningBoard, 'set'>;
  readonly tell: EventLog['tell'];
  /** Plays something to the agent, where the phone can. */
  readonly play: LineAudio['play'];
  /** Which call has the agent's ear. */
  readonly state: Readable<Pick<DialerState, 'activeCallId'>>;
  /** Ids of the results that an agent can give. */
  readonly dispositions: readonly string[];
  /** Where finished recordings go unless the host says otherwise: a CRM that takes them. */
  readonly upload?: DeliverRecording | undefined;
  /** Settles when the records of calls that died have been closed. */
  readonly recovered: Promise<unknown>;
}

/** The recording of one dialer. */
export interface RecordingDesk {
  readonly recordings: Recordings;
  /** Looks after a call from its answer on. */
  follow(handle: CallHandle): void;
  /** @throws DialerError `recording-not-possible`, `recording-failed` */
  record(callId: string, command: RecordingCommand): Promise<void>;
  /** Resolves when the message was left. @throws DialerError `voicemail-not-found`, `voicemail-failed`, `aborted` */
  dropVoicemail(callId: string, messageId: string, options?: VoicemailOptions): Promise<void>;
  /** Resolves when everything recorded is stored. */
  dispose(): Promise<void>;
}

/** PORT. The option `recording` of `createDialer`; made by `createRecording` of `@dialdeck/core/recording`. */
export interface Recording {
  attach(world: RecordingWorld): RecordingDesk;
}
