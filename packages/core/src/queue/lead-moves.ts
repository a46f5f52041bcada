import type { Attempt, AttemptEnd, AttemptIntent } from './attempt.js';
import type { Campaign } from './campaign.js';
import type { Lead, LeadNumber, LeadState, Lease } from './lead.js';
import { changeLead, isWaiting, moveLead } from './lead-state.js';
import { hotForMs } from './ranking.js';
import { decideRetry, type RetryDecision } from './retry-policy.js';

/** Taken by a page, with the next fencing token. */
export function claimed(lead: Lead, hold: Pick<Lease, 'owner' | 'agentId' | 'ms' | 'isByHand'>, now: number): Lead {
  const fence = lead.fence + 1;
  return moveLead(lead, 'leased', { fence, lease: { ...hold, token: fence, until: now + hold.ms, renewals: 0 } });
}

export function renewed(lead: Lead, lease: Lease, now: number): Lead {
  return changeLead(lead, { lease: { ...lease, until: now + lease.ms, renewals: lease.renewals + 1 } });
}

/** Where an untouched lead stands: in its turn, or waiting. */
function restingState({ nextAttemptAt, callback }: Lead, now: number): LeadState {
  if (nextAttemptAt <= now) return 'ready';
  return callback === undefined ? 'retry-wait' : 'callback-wait';
}

export const released = (lead: Lead, reason: string, now: number): Lead =>
  moveLead(lead, restingState(lead, now), { reason });

export const skipped = (lead: Lead, reason: string, until: number): Lead =>
  moveLead(lead, 'retry-wait', { reason, nextAttemptAt: until });

export const suppressed = (lead: Lead, reason: string, until: number): Lead =>
  moveLead(lead, 'suppressed', { reason, nextAttemptAt: until });

/** An attempt is written down: counted, and if nothing is heard of it any more, not repeated before `retryAt`. */
export function begun(
  lead: Lead,
  { id, number }: AttemptIntent,
  { now, retryAt }: { readonly now: number; readonly retryAt: number },
): Lead {
  return moveLead(lead, 'dialing', {
    attemptId: id,
    attempts: lead.attempts + 1,
    lastAttemptAt: now,
    nextAttemptAt: retryAt,
    numbers: changeNumber(lead, number, (each) => ({ ...each, attempts: each.attempts + 1, lastAttemptAt: now })),
  });
}

const changeNumber = (lead: Lead, e164: string, change: (number: LeadNumber) => LeadNumber) =>
  lead.numbers.map((number) => (number.e164 === e164 ? change(number) : number));

export interface EndFacts {
  readonly campaign: Campaign;
  readonly attempt: Attempt;
  readonly end: AttemptEnd;
  readonly now: number;
}

/** Whether the caps go on counting an attempt that ended so. */
export const countsAsAttempt = ({ retry }: Campaign, outcome: AttemptEnd['outcome']): boolean =>
  retry[outcome]?.countsAsAttempt !== false;

/** The attempt as the log keeps it. */
export function endedAttempt({ attempt, end, campaign, now }: EndFacts): Attempt {
  const times = { ...attempt.times, ended: now, ...end.times };
  const isLive =
    end.isLive ?? ((times.answered !== undefined && end.outcome !== 'machine') || end.outcome === 'abandoned');
  return Object.freeze({
    ...attempt,
    times,
    status: 'done' as const,
    isCounted: countsAsAttempt(campaign, end.outcome),
    outcome: end.outcome,
    isLive,
    isAbandoned: end.outcome === 'abandoned',
    ...(end.sipCode === undefined ? {} : { sipCode: end.sipCode }),
    ...(end.disposition === undefined ? {} : { disposition: end.disposition }),
  });
}

/** The lead with the outcome counted and its number marked, still held: what the retry policy then looks at. */
function counted(lead: Lead, { campaign, attempt: { number }, end: { outcome } }: EndFacts): Lead {
  const back = countsAsAttempt(campaign, outcome) ? 0 : 1;
  const mark = (each: LeadNumber): LeadNumber => {
    const attempts = each.attempts - back;
    const isDead = outcome === 'invalid' || outcome === 'wrong-number';
    return { ...each, attempts, state: isDead ? 'invalid' : each.state };
  };
  const numbers =
    outcome === 'refused'
      ? lead.numbers.map((each) => ({ ...each, state: 'dnc' as const }))
      : changeNumber(lead, number, mark);
  const outcomes = { ...lead.outcomes, [outcome]: (lead.outcomes[outcome] ?? 0) + 1 };
  return { ...lead, numbers, outcomes, attempts: lead.attempts - back, lastOutcome: outcome };
}

/** What the policy makes of the end, before promises are looked at. */
export function ended(lead: Lead, facts: EndFacts): { readonly lead: Lead; readonly decision: RetryDecision } {
  const next = counted(lead, facts);
  const { end, attempt, campaign, now } = facts;
  const decision = decideRetry(next, campaign, { outcome: end.outcome, number: attempt.number, now });
  return { lead: next, decision };
}

/** The lead after its attempt: as decided, or waiting for the promised time. */
export function settled(
  lead: Lead,
  decision: RetryDecision,
  promise?: { readonly callback: NonNullable<Lead['callback']>; readonly from: number },
): Lead {
  const { state, nextAttemptAt, nextNumber, reason } = decision;
  const common = { nextNumber, reason, hotAt: undefined };
  if (promise === undefined || state !== 'retry-wait')
    return moveLead(lead, state, { ...common, nextAttemptAt, callback: undefined });
  return moveLead(lead, 'callback-wait', { ...common, nextAttemptAt: promise.from, callback: promise.callback });
}

/** What time alone has changed since: too old, hot no longer, open to anyone, or its turn has come. */
export function settleDue(lead: Lead, now: number): Lead {
  const { validUntil, hotAt, callback, nextAttemptAt } = lead;
  if (validUntil !== undefined && validUntil <= now)
    return moveLead(lead, 'dead', { reason: 'expired', callback: undefined });
  const isCold = hotAt !== undefined && hotAt + hotForMs <= now;
  const isForAnyone = callback?.anyoneAt !== undefined && callback.anyoneAt <= now;
  const changes = {
    ...(isCold ? { hotAt: undefined } : {}),
    ...(isForAnyone ? { callback: { id: callback.id, at: callback.at } } : {}),
  };
  if (isWaiting(lead) && nextAttemptAt <= now) return moveLead(lead, 'ready', changes);
  return isCold || isForAnyone ? changeLead(lead, changes) : lead;
}
