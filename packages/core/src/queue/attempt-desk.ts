import { DialerError } from '../errors.js';
import { newId } from '../shared/ids.js';
import type { QueueStep } from '../storage/queue-store.js';
import { collides } from './account-guard.js';
import type { Attempt, AttemptEnd, AttemptIntent } from './attempt.js';
import type { Callback, CallbackRequest } from './callback.js';
import { callableFrom, leadCallbackOf } from './callback-rules.js';
import { roomUnderCaps } from './caps.js';
import { closeAttempt } from './close-attempt.js';
import { campaignOf, heldLead } from './held-lead.js';
import type { Lead } from './lead.js';
import { begun } from './lead-moves.js';
import type { LeadSource, LeaseRef } from './lead-source.js';
import { changeLead, isCallable, isHeld, moveLead } from './lead-state.js';
import type { LocalQueue } from './local-lead-source.js';

/** What happens with a lead from its dialing on. */
export function createAttemptDesk({
  store,
  now,
  tell,
}: LocalQueue): Pick<LeadSource, 'begin' | 'progress' | 'complete' | 'scheduleCallback'> {
  function told(lead: Lead): Lead {
    tell({ type: 'leads-changed', campaignId: lead.campaignId, leadId: lead.id, isCallable: isCallable(lead) });
    return lead;
  }
  return {
    async begin(ref, intent) {
      const attempt = await store.change((step) => begin(step, { ref, intent, now: now(), owner: store.owner }), true);
      tell({ type: 'leads-changed', campaignId: attempt.campaignId, leadId: attempt.leadId });
      return attempt;
    },
    progress: (ref, attemptId, times) =>
      store.change(async (step) => {
        const lead = await heldLead(step, ref);
        const attempt = await openAttempt(step, lead, attemptId);
        step.putAttempt({ ...attempt, times: { ...attempt.times, ...times } });
        const next = stateAfter(lead, times);
        if (next !== lead) step.putLead(next);
        return next;
      }),
    complete: async (ref, end) => told(await store.change((step) => complete(step, ref, { end, now: now() }), true)),
    scheduleCallback: async (leadId, request) =>
      told(await store.change((step) => promiseCall(step, leadId, { request, now: now() }))),
  };
}

interface Beginning {
  readonly ref: LeaseRef;
  readonly intent: AttemptIntent;
  readonly now: number;
  readonly owner: string;
}

async function begin(step: QueueStep, { ref, intent, now, owner }: Beginning): Promise<Attempt> {
  const lead = await heldLead(step, ref);
  const known = await step.getAttempt(intent.id);
  if (known?.leadId === lead.id && lead.attemptId === known.id) return known;
  const campaign = await campaignOf(step, lead.campaignId);
  const party = { number: intent.number, leadId: lead.id, accountId: lead.accountId };
  const [held, attempts] = await Promise.all([step.heldLeads(), step.attemptsTo(party)]);
  const refusal =
    tooEarly(lead, now) ??
    refusalOf(lead, intent, held) ??
    roomUnderCaps(lead, campaign, { ...intent, attempts, now }).why;
  if (known !== undefined || refusal !== undefined)
    throw new DialerError('attempt-refused', refusal ?? 'An attempt with this id was made before.');
  const { id, campaignId, listId, accountId, lease } = lead;
  const { agentId } = lease;
  const attempt: Attempt = {
    ...intent,
    leadId: id,
    campaignId,
    listId,
    ...(accountId === undefined ? {} : { accountId }),
    agentId,
    owner,
    times: { invite: now },
    status: 'open',
    isCounted: true,
  };
  step.putAttempt(attempt);
  step.putLead(begun(lead, intent, { now, retryAt: now + (campaign.retry.interrupted?.delayMs ?? 0) }));
  await keepPromise(step, lead, now);
  await useConsents(step, intent, now);
  return attempt;
}

/** The clock was set back since the claim, so that the lead was not due after all. */
function tooEarly({ lease, nextAttemptAt }: Lead, now: number): string | undefined {
  return lease?.isByHand !== true && nextAttemptAt > now ? 'It is too early for another call.' : undefined;
}

function refusalOf(lead: Lead, { number }: AttemptIntent, held: readonly Lead[]): string | undefined {
  if (lead.state !== 'leased') return 'A call to this lead is going on.';
  if (!lead.numbers.some(({ e164, state }) => e164 === number && state === 'valid'))
    return 'This number is not one of the lead, or not to be called.';
  return collides(lead, held) ? 'Another call to this account or number is going on.' : undefined;
}

async function keepPromise(step: QueueStep, lead: Lead, now: number): Promise<void> {
  const callback = lead.callback && (await step.getCallback(lead.callback.id));
  if (callback && callback.keptAt === undefined) step.putCallback({ ...callback, keptAt: now });
}

async function useConsents(step: QueueStep, { consentIds = [] }: AttemptIntent, now: number): Promise<void> {
  for (const id of consentIds) {
    const consent = await step.getConsent(id);
    if (consent) step.putConsent({ ...consent, usedAt: [...consent.usedAt, now] });
  }
}

async function openAttempt(step: QueueStep, lead: Lead, id: string): Promise<Attempt> {
  const attempt = lead.attemptId === id ? await step.getAttempt(id) : undefined;
  if (attempt?.status !== 'open')
    throw new DialerError('attempt-unknown', 'No such attempt is going on for this lead.');
  return attempt;
}

function stateAfter(lead: Lead, { bridged, ended }: Partial<Attempt['times']>): Lead {
  const isConnected = bridged !== undefined && lead.state === 'dialing';
  const connected = isConnected ? moveLead(lead, 'connected') : lead;
  return ended !== undefined && connected.state === 'connected' ? moveLead(connected, 'wrap-up') : connected;
}

interface Ending {
  readonly end: AttemptEnd;
  readonly now: number;
}

async function complete(step: QueueStep, ref: LeaseRef, { end, now }: Ending): Promise<Lead> {
  const [known, stored] = await Promise.all([step.getAttempt(end.attemptId), step.getLead(ref.leadId)]);
  const isDone = known?.status === 'done' && known.leadId === ref.leadId && known.outcome === end.outcome;
  if (isDone && stored) return stored;
  const lead = await heldLead(step, ref);
  const attempt = await openAttempt(step, lead, end.attemptId);
  const campaign = await campaignOf(step, lead.campaignId);
  return closeAttempt(step, lead, { campaign, attempt, end, now });
}

interface Promised {
  readonly request: CallbackRequest;
  readonly now: number;
}

async function promiseCall(step: QueueStep, leadId: string, { request, now }: Promised): Promise<Lead> {
  const lead = await step.getLead(leadId);
  if (!lead) throw new DialerError('lead-unknown', `No lead "${leadId}" is stored.`);
  if (isHeld(lead) || lead.state === 'dead')
    throw new DialerError('lead-busy', 'A call to this lead is going on, or it is closed.');
  const { callbacks: policy } = await campaignOf(step, lead.campaignId);
  const callback: Callback = {
    ...request,
    id: newId(),
    leadId,
    campaignId: lead.campaignId,
    state: 'open',
    missed: 0,
    createdAt: now,
  };
  const before = lead.callback && (await step.getCallback(lead.callback.id));
  if (before) step.putCallback({ ...before, state: 'moved' });
  step.putCallback(callback);
  const changes = { callback: leadCallbackOf(callback, policy), nextAttemptAt: callableFrom(callback, policy) };
  const next = lead.state === 'callback-wait' ? changeLead(lead, changes) : moveLead(lead, 'callback-wait', changes);
  step.putLead(next);
  return next;
}
