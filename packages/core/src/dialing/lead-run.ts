import type { Call } from '../calls/call.js';
import type { CallState } from '../calls/call-state.js';
import { DialerError, isDialerError } from '../errors.js';
import type { LeadRef } from '../intents/lead-ref.js';
import type { AttemptEnd, DialingMode } from '../queue/attempt.js';
import type { Campaign } from '../queue/campaign.js';
import type { ClaimedLead, LeadSource, LeaseRef } from '../queue/lead-source.js';
import { newId } from '../shared/ids.js';
import type { HeldLead } from './dial-queue.js';
import { outcomeUnanswered, timesOf } from './held-lead.js';
import { customerOfLead } from './lead-customer.js';
import type { QueueWorld } from './queue-world.js';

export interface LeadRunOptions {
  readonly world: QueueWorld;
  readonly leads: LeadSource;
  readonly campaign: Campaign;
  readonly mode: DialingMode;
  /** Longest ring, seconds; `undefined` when the agent decides. */
  readonly ringLimitSeconds: number | undefined;
  readonly claimed: ClaimedLead;
  /** Where it begins: `next` when it was claimed ahead. */
  readonly phase?: 'preview' | 'next' | undefined;
  readonly onChange: () => void;
  /** Whether the agent is still free, asked right before it is dialed. */
  readonly isFree: () => boolean;
  /** Its call ended or changed. */
  readonly onCall: (run: LeadRun, state: CallState) => void;
  /** The lead is no longer held. */
  readonly onOver: (run: LeadRun) => void;
}

/** One held lead, from its claim to the end of its lease. */
export interface LeadRun {
  readonly held: HeldLead;
  readonly call: Call | undefined;
  readonly attemptId: string | undefined;
  /** When its call was dialed, milliseconds since 1970. */
  readonly dialedAt: number | undefined;
  readonly over: boolean;
  /** Its result is being written: the agent is done with it. */
  readonly finishing: boolean;
  /** Asks the rules ahead of {@link dial}. `false` when they forbid it; then it is given back. */
  check(): Promise<boolean>;
  set(change: Partial<HeldLead>): void;
  /** Asks the rules, writes the attempt down, dials. Resolves when it was dialed, or refused. */
  dial(number: string, isAgentReserved: boolean): Promise<void>;
  /** Completes the attempt. What cannot be written is tried again until it is. */
  finish(end: Omit<AttemptEnd, 'attemptId'>): Promise<void>;
  giveBack(how: (ref: LeaseRef) => Promise<unknown>): Promise<void>;
}

type Rules = readonly string[];

/** What the rules said counts so long, milliseconds; the dialer asks them once more in any case. */
const freshMs = 60_000;

export function createLeadRun(options: LeadRunOptions): LeadRun {
  const { world, leads, campaign, mode, claimed, phase = 'preview', onChange, onCall, onOver } = options;
  const ref: LeaseRef = { leadId: claimed.lead.id, token: claimed.lease.token };
  let held: HeldLead = Object.freeze({ lead: claimed.lead, number: claimed.number, phase });
  let call: Call | undefined;
  let attemptId: string | undefined;
  let dialedAt: number | undefined;
  let over = false;
  let finishing = false;
  let checked:
    | { readonly number: string; readonly lead: LeadRef; readonly at: number; readonly ruleIds: Rules }
    | undefined;
  let written: CallState['status'] | undefined;
  let stopRenewing = renewEvery(Math.max(1_000, claimed.lease.ms / 3));

  function renewEvery(ms: number): () => void {
    return world.clock.after(ms, () => {
      stopRenewing = renewEvery(ms);
      leads.renew(ref).catch((error) => {
        // Somebody else has it: what was not dialed yet must not be dialed by us.
        if (isDialerError(error, 'lease-lost') && !call) end();
      });
    });
  }

  function set(change: Partial<HeldLead>): void {
    held = Object.freeze({ ...held, ...change });
    onChange();
  }

  function end(): void {
    if (over) return;
    over = true;
    stopRenewing();
    onOver(run);
  }

  async function giveBack(how: (ref: LeaseRef) => Promise<unknown>): Promise<void> {
    try {
      await how(ref);
    } finally {
      end();
    }
  }

  async function dial(number: string, isAgentReserved: boolean): Promise<void> {
    if (over || attemptId !== undefined) return;
    const known = isFresh(number, isAgentReserved) ? checked : undefined;
    const lead = known?.lead ?? refOf(isAgentReserved);
    const { attemptId: id } = lead;
    attemptId = id;
    set({ phase: 'checking', number, until: undefined });
    const ruleIds = known ? known.ruleIds : await allow(number, lead);
    if (!ruleIds) return;
    // Somebody else answered while the rules were asked: it keeps its turn, and no attempt.
    if (!options.isFree()) return giveBack((lease) => leads.release(lease, 'agent-busy'));
    try {
      await leads.begin(ref, { id, number, mode, allowedUnder: ruleIds });
    } catch (error) {
      // A cap was reached, or the lease was lost, meanwhile: it is not ours to call now.
      end();
      if (isDialerError(error, 'attempt-refused') || isDialerError(error, 'lease-lost')) return;
      throw error;
    }
    place(number, lead);
  }

  const refOf = (isAgentReserved: boolean): LeadRef => ({
    id: claimed.lead.id,
    campaignId: campaign.id,
    mode,
    attemptId: newId(),
    isAgentReserved,
  });

  const isFresh = (number: string, isAgentReserved: boolean) =>
    checked?.number === number &&
    checked.lead.isAgentReserved === isAgentReserved &&
    Math.abs(world.clock.now() - checked.at) < freshMs;

  async function check(): Promise<boolean> {
    const { number } = held;
    const lead = refOf(true);
    const ruleIds = await allow(number, lead);
    if (ruleIds) checked = { number, lead, ruleIds, at: world.clock.now() };
    return ruleIds !== undefined && !over;
  }

  /** The rules it may be called under; `undefined` when they forbid it, and it was given back. */
  async function allow(number: string, lead: LeadRef): Promise<Rules | undefined> {
    const verdict = await ask(number, lead);
    if (verdict.allowed) return verdict.ruleIds ?? [];
    const { reason, nextAllowedAt } = verdict;
    set({ refusal: { reason, nextAllowedAt } });
    await giveBack((lease) => leads.suppress(lease, reason, nextAllowedAt));
    return undefined;
  }

  /** Asked before the attempt is written down; the dialer asks once more. */
  async function ask(number: string, lead: LeadRef) {
    const { compliance } = world;
    const customer = customerOfLead(claimed.lead);
    if (!compliance) return { allowed: true as const, ruleIds: [] };
    return compliance
      .check({ callId: lead.attemptId, number, customer, lead }, new AbortController().signal)
      .catch(() => ({
        allowed: false as const,
        reason: 'This number could not be checked.',
        nextAllowedAt: undefined,
      }));
  }

  function place(number: string, lead: LeadRef): void {
    // Somebody else answered while it was written down: nothing was sent, so nothing counts.
    if (!options.isFree()) return void finish({ outcome: 'congestion' });
    const [callerId] = campaign.callerIds;
    dialedAt = world.clock.now();
    try {
      call = world.dial(number, {
        customer: customerOfLead(claimed.lead),
        lead,
        ringLimitSeconds: options.ringLimitSeconds,
        ...(callerId && { callerId }),
      });
    } catch (error) {
      // Such as no connection: nothing was sent, so nothing counts.
      void finish({ outcome: 'congestion' });
      if (error instanceof DialerError) return;
      throw error;
    }
    set({ phase: 'dialing', callId: call.id });
    call.state.subscribe(() => call && follow(call.state.snapshot));
    follow(call.state.snapshot);
  }

  function follow(state: CallState): void {
    if (over) return;
    const isTalking = state.status === 'active' && !state.abandoned;
    if (isTalking && held.phase === 'dialing') set({ phase: 'talking' });
    // A talk changes many times a second; what is written of it only when it rings and when it is answered.
    if (
      attemptId !== undefined &&
      state.status !== written &&
      (state.status === 'ringing' || state.status === 'active')
    ) {
      written = state.status;
      leads.progress(ref, attemptId, timesOf(state, isTalking)).catch(() => {});
    }
    onCall(run, state);
    if (state.status === 'ended' && state.answeredAt === undefined) {
      void finish({ outcome: outcomeUnanswered(state), ...(state.end.sip && { sipCode: state.end.sip.code }) });
    }
  }

  async function finish(how: Omit<AttemptEnd, 'attemptId'>): Promise<void> {
    if (finishing || attemptId === undefined) return;
    finishing = true;
    await write(attemptId, how);
  }

  async function write(attemptId: string, how: Omit<AttemptEnd, 'attemptId'>): Promise<void> {
    if (over) return;
    const state = call?.state.snapshot;
    const times = state ? timesOf(state, !('abandoned' in state && state.abandoned)) : { ended: world.clock.now() };
    const done = { attemptId, times, ...how };
    try {
      await leads.complete(ref, done);
      end();
    } catch (error) {
      if (isDialerError(error, 'lease-lost') || isDialerError(error, 'attempt-unknown')) return end();
      // The attempt stays open in the log, so the lead is not called by others; tried until it is written.
      world.clock.after(5_000, () => void write(attemptId, how));
    }
  }

  const run: LeadRun = {
    get held() {
      return held;
    },
    get call() {
      return call;
    },
    get attemptId() {
      return attemptId;
    },
    get dialedAt() {
      return dialedAt;
    },
    get over() {
      return over;
    },
    get finishing() {
      return finishing;
    },
    check,
    set,
    dial,
    finish,
    giveBack,
  };
  return run;
}
