import type { CallRating } from '../calls/call-rating.js';
import type { CallEnd, EndReason } from '../calls/call-state.js';
import type { QualitySummary } from '../calls/quality.js';

/**
 * What became of a call, for reports.
 *
 * - `in-progress`: not ended yet
 * - `answered`: somebody talked, or could have
 * - `missed`: incoming, rang, nobody here answered
 * - `rejected`: incoming, declined here
 * - `interrupted`: the page died during the call; found at the next start
 * - the rest as {@link EndReason}
 */
export type CallOutcome =
  | 'in-progress'
  | 'answered'
  | 'missed'
  | 'rejected'
  | 'interrupted'
  | Exclude<EndReason, 'hung-up'>;

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
  /** When to call back. */
  readonly callbackAt?: number | undefined;
  /** How it sounded, for an answered call that was measured. */
  readonly quality?: QualitySummary | undefined;
  /** What the agent thought of it. */
  readonly rating?: CallRating | undefined;
}

/** What to look for. All given conditions must hold. */
export interface RecordQuery {
  /** Words or digits; each must begin a word of name, company, note or disposition, or be part of the number. */
  readonly text?: string | undefined;
  /** Started at or after, milliseconds since 1970. */
  readonly from?: number | undefined;
  /** Started before. */
  readonly to?: number | undefined;
  readonly disposition?: string | undefined;
  readonly customerId?: string | undefined;
  readonly number?: string | undefined;
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
