import type { Customer } from '../customers/customer.js';
import type { LeadRef } from './lead-ref.js';

/** What is about to be dialed. */
export interface DialRequest {
  /** The call that waits for the answer. */
  readonly callId: string;
  /** As it will be dialed: digits, with a leading + when the agent wrote one. */
  readonly number: string;
  readonly customer?: Customer | undefined;
  /** Set when the dial queue dials. */
  readonly lead?: LeadRef | undefined;
}

/** Whether the call may be made. */
export type DialVerdict =
  | {
      readonly allowed: true;
      /** The rules that were asked; kept in the record of the call. */
      readonly ruleIds?: readonly string[] | undefined;
      /** What the agent should know before talking. Untrusted text. */
      readonly warning?: string | undefined;
    }
  | {
      readonly allowed: false;
      /** Why not, in words for the agent. */
      readonly reason: string;
      readonly ruleIds?: readonly string[] | undefined;
      /** When it may be tried next, milliseconds since 1970, if ever. */
      readonly nextAllowedAt?: number | undefined;
    };

/** A zone of called parties in which no call may be made now. */
export interface ClosedZone {
  /** IANA name. */
  readonly zone: string;
  /** The first minute in which a call may be allowed again, milliseconds since 1970, if it can be named. */
  readonly nextOpenAt?: number | undefined;
}

/** What one rule says of a call, for people to read. */
export interface RuleExplanation {
  /** Pack, version and rule: `us-fl@1.0.0:attempts-max`. */
  readonly id: string;
  /** What it rules: `callingWindow`, `attempts.max`, `do-not-call`, … */
  readonly rule: string;
  readonly verdict: 'passed' | 'blocked' | 'off';
  /** One English sentence. Untrusted text. */
  readonly why: string;
  /** Where the rule is written. Untrusted text. */
  readonly source: string;
  /** Of when it is, as its source writes it. */
  readonly date: string;
  readonly jurisdiction?: string | undefined;
}

/** Whether a call may be made at an instant, by every rule asked. */
export interface DialExplanation {
  readonly allowed: boolean;
  /** The instant asked about, milliseconds since 1970. */
  readonly at: number;
  readonly rules: readonly RuleExplanation[];
  /** The first minute in which all rules allow it, as far as is known. Milliseconds since 1970. */
  readonly nextAllowedAt?: number | undefined;
}

/**
 * PORT. Asked before every outgoing call, also those an agent types. The call is made only when it says so: an answer
 * that does not come, or fails, forbids the call.
 */
export interface DialCheck {
  check(request: DialRequest, signal: AbortSignal): Promise<DialVerdict>;
  /**
   * Which of the zones are closed to every call, so that the dial queue does not claim leads there only to be refused.
   * A zone that is not named is asked about lead by lead.
   * @param at milliseconds since 1970. @defaultValue now
   */
  closedZones?(zones: readonly string[], at?: number): Promise<readonly ClosedZone[]>;
  /**
   * The same question as `check`, for somebody who wants to know why; nothing is dialed and nothing is logged.
   * @param at milliseconds since 1970. @defaultValue now
   */
  explain?(request: DialRequest, at?: number): Promise<DialExplanation>;
}
