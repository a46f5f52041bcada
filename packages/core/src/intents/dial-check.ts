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

/**
 * PORT. Asked before every outgoing call, also those an agent types. The call is made only when it says so: an answer
 * that does not come, or fails, forbids the call.
 */
export interface DialCheck {
  check(request: DialRequest, signal: AbortSignal): Promise<DialVerdict>;
}
