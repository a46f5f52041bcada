import type { Listen } from '../shared/emitter.js';
import type { Attempt, AttemptEnd, AttemptIntent, AttemptTimes } from './attempt.js';
import type { CallbackRequest } from './callback.js';
import type { Lead, LeadState, Lease } from './lead.js';

/** What an agent asks for. Plain JSON, so that it can be sent to a server. */
export interface ClaimQuery {
  readonly campaignId: string;
  readonly agentId: string;
  /** Zones of called parties in which no call may be made now; see {@link LeadSource.zones}. `''` are leads without one. */
  readonly closedZones?: readonly string[] | undefined;
  /** No agent is held for the call: leads that we abandoned before are left out. Default true. */
  readonly isAgentReserved?: boolean | undefined;
  /** How long the lease holds without renewal; milliseconds. Default the campaign's. */
  readonly leaseMs?: number | undefined;
}

/** A lead that one page may work on, with the number to dial. */
export interface ClaimedLead {
  readonly lead: Lead;
  readonly lease: Lease;
  /** E.164: the number whose turn it is. */
  readonly number: string;
}

/** Which claim is meant. The token says that it is still the same one. */
export interface LeaseRef {
  readonly leadId: string;
  readonly token: number;
}

/** Leads of a campaign by state. Exact. */
export type LeadCounts = Readonly<Record<LeadState, number>>;

/** What changed, in this page or another one. */
export interface LeadSourceWord {
  readonly type: 'leads-changed' | 'campaigns-changed' | 'lease-lost';
  readonly campaignId?: string | undefined;
  readonly leadId?: string | undefined;
  /** The lead may be called now. */
  readonly isCallable?: boolean | undefined;
}

/**
 * PORT. Where the dial queue gets its leads: this browser's storage for one agent, a server for a team.
 * `testing/lead-source-contract.ts` is the suite that every implementation passes.
 *
 * Every method with a {@link LeaseRef} throws DialerError `lease-lost` when the lease was taken away or given back;
 * whatever is written is durable when the promise resolves (else `storage-full`, `storage-failed`).
 */
export interface LeadSource {
  /**
   * The best lead that may be called now, held for the agent; `undefined` when there is none.
   * @throws DialerError `campaign-unknown`, `storage-failed`
   */
  claim(query: ClaimQuery): Promise<ClaimedLead | undefined>;
  /** Claims one lead by its id, whatever its turn: the agent opened it by hand. `undefined` when it cannot be had now. */
  claimLead(leadId: string, query: ClaimQuery): Promise<ClaimedLead | undefined>;
  /** A sign of life. Call it at least twice within `leaseMs`. */
  renew(ref: LeaseRef): Promise<Lease>;
  /** Gives the lead back untouched: it keeps its turn. */
  release(ref: LeaseRef, reason: string): Promise<Lead>;
  /** The agent does not want it now: it waits for `forMs` (default 15 min) and keeps its attempts. */
  skip(ref: LeaseRef, reason: string, forMs?: number): Promise<Lead>;
  /** The gate forbids it, until an instant or (without one) until it is looked at again next day. */
  suppress(ref: LeaseRef, reason: string, until?: number): Promise<Lead>;
  /**
   * Writes the attempt down before the INVITE is sent, and counts it. The same id twice is the same attempt.
   * @throws DialerError `lease-lost`, `attempt-refused` when a cap of the campaign is reached meanwhile, the number is
   * not the lead's or not to be called, or another call to the account is going on
   */
  begin(ref: LeaseRef, intent: AttemptIntent): Promise<Attempt>;
  /** What happened on the wire since; `bridged` makes the lead `connected`, `ended` after it `wrap-up`. */
  progress(ref: LeaseRef, attemptId: string, times: Partial<AttemptTimes>): Promise<Lead>;
  /**
   * Completes the attempt, decides by the retry policy what becomes of the lead, and ends the lease. Again with the
   * same attempt it changes nothing.
   * @throws DialerError `lease-lost`, `attempt-unknown`
   */
  complete(ref: LeaseRef, end: AttemptEnd): Promise<Lead>;
  /** Agrees a time outside a call. An earlier promise to the lead is moved. @throws DialerError `lead-unknown`, `lead-busy` */
  scheduleCallback(leadId: string, request: CallbackRequest): Promise<Lead>;
  getLead(id: string): Promise<Lead | undefined>;
  /** The attempts of a lead, oldest first. */
  attemptsOf(leadId: string): Promise<readonly Attempt[]>;
  counts(campaignId: string): Promise<LeadCounts>;
  /** Time zones of the leads that wait to be called; `''` when one has none. */
  zones(campaignId: string): Promise<readonly string[]>;
  /** When the next waiting lead becomes callable; `undefined` when none waits. Milliseconds since 1970. */
  nextDueAt(campaignId: string): Promise<number | undefined>;
  readonly words: Listen<LeadSourceWord>;
  close(): void;
}
