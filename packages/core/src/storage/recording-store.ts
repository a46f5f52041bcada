import type { RecordingConsent } from '../recording/recording-state.js';

/** What is kept about one recording, beside its sound. */
export interface StoredRecording {
  /** The call's id. */
  readonly id: string;
  /** The page that writes it: tells a recording that goes on in another tab from one whose page died. */
  readonly owner: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** When it was last written to. */
  readonly seenAt: number;
  /** `cut-off`: its page died, or the disk was full; what is there is whole up to {@link durationMs}. */
  readonly status: 'recording' | 'ready' | 'cut-off';
  /** MIME type of the sound, such as `audio/webm;codecs=opus`. */
  readonly type: string;
  /** What was stored, pauses left out. Milliseconds. */
  readonly durationMs: number;
  readonly bytes: number;
  readonly pieces: number;
  readonly pauses: number;
  readonly consent: RecordingConsent;
  /** Somebody else has it too: it may be deleted when room is needed. */
  readonly delivered: boolean;
}

/** A message to leave on answering machines. */
export interface StoredVoicemail {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly sound: ArrayBuffer;
}

/** The part of a `Storage` that keeps sound. Opened once, and only where calls are recorded or messages left. */
export interface RecordingStore {
  /** @throws DialerError `storage-full`, `storage-failed` */
  save(recording: StoredRecording): Promise<void>;
  /**
   * Adds a piece of sound and what is now known of the recording, in one step: both are stored or neither.
   * @throws DialerError `storage-full`, `storage-failed`
   */
  addPiece(recording: StoredRecording, piece: ArrayBuffer): Promise<void>;
  get(id: string): Promise<StoredRecording | undefined>;
  /** Oldest first. */
  list(): Promise<readonly StoredRecording[]>;
  /** The sound so far, in one piece. */
  read(id: string): Promise<Blob | undefined>;
  /** Deletes a recording and all its pieces. */
  remove(id: string): Promise<void>;
  /** Recordings that go on although their page is gone. */
  findOrphans(): Promise<readonly StoredRecording[]>;
  /** @throws DialerError `storage-full`, `storage-failed` */
  saveVoicemail(voicemail: StoredVoicemail): Promise<void>;
  listVoicemails(): Promise<readonly StoredVoicemail[]>;
  removeVoicemail(id: string): Promise<void>;
}
