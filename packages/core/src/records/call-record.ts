import type { CallRating } from '../calls/call-rating.js';
import type { CallEnd, EndReason } from '../calls/call-state.js';
import type { QualitySummary } from '../calls/quality.js';
import type { LineTicket } from '../phone/phone.js';
import type { RecordingSummary, VoicemailSummary } from '../recording/recording.js';

/**
 * What became of a call, for reports.
 *
 * - `in-progress`: not ended yet
 * - `answered`: somebody talked, or could have
 * - `abandoned`: somebody answered while the agent talked to another, and was let go
 * - `missed`: incoming, rang, nobody here answered
 * - `rejected`: incoming, declined here
 * - `interrupted`: the page died during the call and no other could take it up; `end` says why when one tried
 * - the rest as {@link EndReason}
 */
export type CallOutcome =
  | 'in-progress'
  | 'answered'
  | 'abandoned'
  | 'missed'
  | 'rejected'
  | 'interrupted'
  | Exclude<EndReason, 'hung-up'>;

/** Another page took up the call of one that was reloaded, crashed or was closed. Milliseconds since 1970. */
export interface CallInterruption {
  /** When the first page was last seen alive. */
  readonly from: number;
  /** When the far end answered again. */
  readonly to: number;
}

/** What the next page needs to take up a call. */
export interface ResumePoint {
  readonly line: LineTicket;
  readonly held: boolean;
  readonly muted: boolean;
}

/** One record per call, whatever its fate. Times are milliseconds since 1970, durations milliseconds. */
export interface CallRecord {
  /** The call's id (UUIDv7). */
  readonly id: string;
  /** Counts every change; storage never replaces a higher revision by a lower one. */
  readonly revision: number;
  /** The dialer that made it: tells a live call in another tab from one that died. */
  readonly owner: string;
  readonly agentId?: string | undefined;
  readonly direction: 'outgoing' | 'incoming';
  readonly number: string;
  readonly name?: string | undefined;
  readonly customerId?: string | undefined;
  readonly company?: string | undefined;
  readonly startedAt: number;
  readonly ringingAt?: number | undefined;
  readonly answeredAt?: number | undefined;
  /** For `interrupted`, the last moment it was known to be alive. */
  readonly endedAt?: number | undefined;
  /** Refreshed every five seconds while the call lives. */
  readonly seenAt: number;
  readonly outcome: CallOutcome;
  /** From answer to end; 0 when never answered. */
  readonly talkMs: number;
  readonly end?: CallEnd | undefined;
  /** Where the call was transferred to. */
  readonly transferredTo?: string | undefined;
  /** Id of the chosen disposition. */
  readonly disposition?: string | undefined;
  readonly note?: string | undefined;
  /** What the host or the agent sorts calls by; each once. */
  readonly tags?: readonly string[] | undefined;
  /** When to call back. */
  readonly callbackAt?: number | undefined;
  /** The lead it was made for, and its campaign. */
  readonly leadId?: string | undefined;
  readonly campaignId?: string | undefined;
  /** The rules that were asked before it was dialed. */
  readonly ruleIds?: readonly string[] | undefined;
  /** How it sounded, for an answered call that was measured. */
  readonly quality?: QualitySummary | undefined;
  /** What the agent thought of it. */
  readonly rating?: CallRating | undefined;
  /** What became of its recording; the sound itself comes from `dialer.recordings.open`. */
  readonly recording?: RecordingSummary | undefined;
  /** The message that was left on an answering machine. */
  readonly voicemail?: VoicemailSummary | undefined;
  /** How often and how long nobody here was on the line. The call went on with the same record. */
  readonly interruptions?: readonly CallInterruption[] | undefined;
  /** Only while the call is talked on, and left out of events: with it the next page takes up the call. */
  readonly resume?: ResumePoint | undefined;
}

/** What to look for. All given conditions must hold. */
export interface RecordQuery {
  /**
   * Words or digits; each must begin a word of name, company, disposition, tags or the first 1,000 characters of the
   * note, or be part of the number. Scripts without spaces are found anywhere. Case and accents do not matter.
   */
  readonly text?: string | undefined;
  /** Started at or after, milliseconds since 1970. */
  readonly from?: number | undefined;
  /** Started before. */
  readonly to?: number | undefined;
  readonly disposition?: string | undefined;
  readonly customerId?: string | undefined;
  /** Any part of the digits of the number, however it is written; a number without digits must be the same. */
  readonly number?: string | undefined;
  /** One of these. */
  readonly outcomes?: readonly CallOutcome[] | undefined;
  readonly direction?: 'outgoing' | 'incoming' | undefined;
  /** All of these. */
  readonly tags?: readonly string[] | undefined;
  /** Talked at least so long, milliseconds. */
  readonly minTalkMs?: number | undefined;
  /** Talked at most so long, milliseconds. */
  readonly maxTalkMs?: number | undefined;
  /** @defaultValue 50, at most 500 */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

/** Newest first. */
export interface RecordPage {
  readonly records: readonly CallRecord[];
  /** Absent on the last page. */
  readonly nextCursor?: string | undefined;
}
