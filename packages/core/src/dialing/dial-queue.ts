import type { RuleExplanation } from '../intents/dial-check.js';
import type { Kpis } from '../kpi/index.js';
import type { PacingDecision } from '../pacing/pacing-snapshot.js';
import type { DialingMode } from '../queue/attempt.js';
import type { CallbackRequest } from '../queue/callback.js';
import type { Lead, LeadState } from '../queue/lead.js';
import type { LeadCounts } from '../queue/lead-source.js';

/** A lead that this page holds. */
export interface HeldLead {
  readonly lead: Lead;
  /** E.164: the number whose turn it is. */
  readonly number: string;
  /**
   * - `preview`: the agent looks at it
   * - `checking`: the rules are asked
   * - `dialing`, `talking`, `wrap-up`: its call
   * - `next`: claimed and checked while the agent is in the wrap-up before it; dialed when that is over
   */
  readonly phase: 'next' | 'preview' | 'checking' | 'dialing' | 'talking' | 'wrap-up';
  /** The call, once there is one. */
  readonly callId?: string | undefined;
  /** When a preview ends by itself, milliseconds since 1970. */
  readonly until?: number | undefined;
  /** Why it may not be called now, and when it may. */
  readonly refusal?: { readonly reason: string; readonly nextAllowedAt?: number | undefined } | undefined;
}

/** What the dial queue does, as one frozen picture. */
export interface DialQueueState {
  /**
   * - `stopped`: not started, or ended by hand
   * - `running`: serves an agent who is ready
   * - `paused`: what goes on is finished, nothing new begins
   * - `waiting`: runs, and no lead may be called now; see {@link nextDueAt}
   */
  readonly status: 'stopped' | 'running' | 'paused' | 'waiting';
  readonly campaignId?: string | undefined;
  readonly mode?: DialingMode | undefined;
  /** In power mode several, in progressive mode also the one that comes `next`, else at most one. */
  readonly leads: readonly HeldLead[];
  /** Leads of the campaign by state. */
  readonly counts?: LeadCounts | undefined;
  /** When the next waiting lead may be called, milliseconds since 1970. */
  readonly nextDueAt?: number | undefined;
  /** Why so many lines were dialed, and not more. Power mode. */
  readonly pacing?: PacingDecision | undefined;
  /** Answers and abandoned calls in the strictest period, with the upper bound of the share (Wilson, 95 %). */
  readonly abandonment?: AbandonmentPicture | undefined;
  /** The figures of this page since it was started. */
  readonly kpis?: Kpis | undefined;
}

export interface AbandonmentPicture {
  readonly live: number;
  readonly abandoned: number;
  readonly rate: number;
  readonly upperBound: number;
  /** The highest share allowed. */
  readonly limit: number;
}

export interface StartOptions {
  readonly campaignId: string;
  /** @defaultValue the campaign's */
  readonly mode?: DialingMode | undefined;
}

/** Whether a lead may be called now, why not, and when next; nothing is dialed or held. */
export interface LeadExplanation {
  readonly leadId: string;
  /** E.164: the number whose turn it is; missing when none of its numbers may be called. */
  readonly number?: string | undefined;
  /** The lead is not busy, waits for no time, is not closed, and all rules allow the call. */
  readonly isCallable: boolean;
  readonly state: LeadState;
  /** Why the queue lets it wait or has closed it. Untrusted text. */
  readonly reason?: string | undefined;
  /** Until when the queue itself lets it wait, milliseconds since 1970. */
  readonly waitsUntil?: number | undefined;
  /** What each rule says of a call now, those that are off included. */
  readonly rules: readonly RuleExplanation[];
  /** The first minute in which neither the queue nor a rule stands against it; missing when none can be named. */
  readonly nextCallAt?: number | undefined;
}

/** Calls lead after lead. Its state is `dialer.state.snapshot.queue`. */
export interface DialQueue {
  /** Begins to serve the agent. @throws DialerError `campaign-unknown`, `queue-running`, `storage-failed` */
  start(options: StartOptions): Promise<void>;
  /** Finishes what goes on and begins nothing new. */
  pause(): void;
  /** Goes on after a pause. */
  resume(): void;
  /** Ends it; leads that were not called yet go back. Calls go on. */
  stop(): Promise<void>;
  /** Shows the next lead. Manual mode. @throws DialerError `queue-not-running` */
  next(): Promise<void>;
  /**
   * Calls the lead that is shown.
   * @param number E.164: another of its numbers. @defaultValue the one whose turn it is
   * @throws DialerError `lead-not-shown`, `number-invalid`
   */
  dial(number?: string): Promise<void>;
  /** Opens a lead by hand, whatever its turn. @throws DialerError `queue-not-running`, `lead-busy` */
  open(leadId: string): Promise<void>;
  /**
   * Does not call the lead that is shown; it comes again later, and keeps its attempts.
   * @throws DialerError `lead-not-shown`, `skip-reason-unknown`
   */
  skip(options: { readonly reason: string; readonly forMs?: number | undefined }): Promise<void>;
  /** Agrees a time with a lead outside a call. @throws DialerError `lead-unknown`, `lead-busy` */
  scheduleCallback(leadId: string, request: CallbackRequest): Promise<void>;
  /**
   * Why a lead may or may not be called now, and when next, by every rule with its source and date.
   * @throws DialerError `lead-unknown`, `storage-failed`
   */
  explain(leadId: string): Promise<LeadExplanation>;
}
