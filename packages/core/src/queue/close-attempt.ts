import { newId } from '../shared/ids.js';
import type { QueueStep } from '../storage/queue-store.js';
import type { AttemptOutcome } from './attempt.js';
import type { Callback } from './callback.js';
import { callableFrom, callbackDialed, leadCallbackOf, nextTime } from './callback-rules.js';
import type { Lead } from './lead.js';
import { type EndFacts, ended, endedAttempt, settled } from './lead-moves.js';
import type { RetryDecision } from './retry-policy.js';

/** Nobody was spoken to: a promise still stands. */
const unreached: ReadonlySet<AttemptOutcome> = new Set<AttemptOutcome>([
  'busy',
  'no-answer',
  'machine',
  'congestion',
  'declined',
  'blocked',
  'abandoned',
  'cancelled',
  'interrupted',
  'invalid',
]);

/** Completes the attempt in the log, and puts the lead where the policy and what was promised want it. */
export async function closeAttempt(step: QueueStep, lead: Lead, facts: EndFacts): Promise<Lead> {
  const { end, campaign, now } = facts;
  step.putAttempt(endedAttempt(facts));
  const { lead: counted, decision } = ended(lead, facts);
  if (end.outcome === 'refused') refuse(step, lead, facts);
  const stored = lead.callback && (await step.getCallback(lead.callback.id));
  const promise = promiseAfter(stored, decision, facts);
  if (stored && stored.id !== promise?.id) step.putCallback(closed(stored, decision, facts));
  if (promise) step.putCallback(promise);
  const next = settled(
    counted,
    decision,
    promise && { callback: leadCallbackOf(promise, campaign.callbacks), from: notBefore(promise, decision, facts) },
  );
  // What may be tried at once needs not wait for somebody to notice.
  const ready = next.state === 'retry-wait' && next.nextAttemptAt <= now ? { ...next, state: 'ready' as const } : next;
  step.putLead(ready);
  return ready;
}

/** An old promise that was tried in vain is never repeated earlier than the policy lets any lead be. */
function notBefore(promise: Callback, { nextAttemptAt }: RetryDecision, { end, campaign }: EndFacts): number {
  const from = callableFrom(promise, campaign.callbacks);
  return end.callback === undefined ? Math.max(from, nextAttemptAt) : from;
}

/** The promise that stands afterwards: a new one, or the old one at another time. */
function promiseAfter(
  stored: Callback | undefined,
  { state }: RetryDecision,
  { end, attempt, campaign, now }: EndFacts,
): Callback | undefined {
  if (state !== 'retry-wait') return undefined;
  if (end.outcome === 'callback' && end.callback) {
    const { leadId, campaignId } = attempt;
    return { ...end.callback, id: newId(), leadId, campaignId, state: 'open', missed: 0, createdAt: now };
  }
  return stored && unreached.has(end.outcome) ? nextTime(stored, now, campaign.callbacks) : undefined;
}

function closed(stored: Callback, { state }: RetryDecision, { end, campaign, now }: EndFacts): Callback {
  if (unreached.has(end.outcome) && state !== 'retry-wait') return { ...stored, state: 'dropped' };
  return callbackDialed(stored, stored.keptAt ?? now, campaign.callbacks);
}

/** Never again, on any number, in any campaign. */
function refuse(step: QueueStep, lead: Lead, { attempt, now }: EndFacts): void {
  for (const { e164 } of lead.numbers)
    step.putDoNotCall({
      scope: 'system',
      value: e164,
      source: `attempt ${attempt.id}`,
      reason: 'refused in a call',
      addedAt: now,
    });
}
