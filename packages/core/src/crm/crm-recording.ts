/** A recording on its way to the CRM. */
export interface RecordingUpload {
  readonly callId: string;
  /** What `upsertCall` answered for this call. */
  readonly ref?: string | undefined;
  readonly content: Blob;
  /** Such as `audio/webm`. */
  readonly mimeType: string;
  /** When its first sound was heard, milliseconds since 1970. */
  readonly startedAt: number;
  readonly durationMs: number;
}

/** The CRM's word that a recording is stored. */
export interface RecordingReceipt {
  /** The CRM's own id of it, 1 to 500 characters. */
  readonly ref: string;
  /** Where a person can hear it. */
  readonly url?: string | undefined;
}
