import type { DeliverRecording } from './delivery.js';
import type { VoicemailMessage } from './voicemail-state.js';

/** Whether somebody is asked before a call is recorded. What the law wants differs from place to place. */
export type ConsentPolicy = 'off' | 'announce' | 'ask';

/** A message that the host serves. */
export interface HostedVoicemail extends VoicemailMessage {
  /** Where its sound is; fetched when it is left. */
  readonly url: string;
}

/** What is decided about recordings, with every default filled in. */
export interface RecordingSettings {
  readonly consent: ConsentPolicy;
  readonly start: 'on-answer' | 'by-hand';
  readonly announcement: string | Blob | undefined;
  /** Bytes of one recording. */
  readonly maxBytes: number;
  readonly maxTotalBytes: number;
  readonly keepMs: number;
  readonly deliver: DeliverRecording | undefined;
  readonly voicemails: readonly HostedVoicemail[];
  readonly beepLimitMs: number;
}
