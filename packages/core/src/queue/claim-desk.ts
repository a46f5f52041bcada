import type { Listen } from '../shared/emitter.js';
import type { QueueStep } from '../storage/queue-store.js';
import { collides } from './account-guard.js';
import type { Campaign } from './campaign.js';
import { roomUnderCaps } from './caps.js';
import { campaignOf } from './held-lead.js';
import type { Lead } from './lead.js';
import { claimed } from './lead-moves.js';
import type { ClaimedLead, ClaimQuery, LeadSource, LeadSourceWord } from './lead-source.js';
import { isCallable, isHeld, isWaiting, moveLead } from './lead-state.js';
import type { LocalQueue } from './local-lead-source.js';
import { callerOf } from './place.js';
import { createRefill, type Refill } from './refill.js';
import { numberOf } from './retry-policy.js';

/** So many leads are tried within one step, before others may write. */
const triesPerStep = 16;

interface Wanted {
  readonly query: ClaimQuery;
  readonly campaign: Campaign;
  readonly now: number;
  readonly isByHand?: boolean | undefined;
}

/** Gives out leads, each to one page at a time. */
export function createClaimDesk(
  queue: LocalQueue,
  words: Listen<LeadSourceWord>,
): Pick<LeadSource, 'claim' | 'claimLead'> {
  const { store, now, tell } = queue;
  const refills = new Map<string, Refill>();
  const campaigns = new Map<string, Campaign>();
  words(({ type, leadId, campaignId, isCallable }) => {
    if (type === 'campaigns-changed') campaigns.clear();
    for (const refill of refills.values()) {
      if (campaignId !== undefined && campaignId !== refill.campaignId) continue;
      if (leadId === undefined) refill.renew();
      else if (isCallable === true) refill.offer(leadId);
    }
  });

  async function campaignFor(id: string): Promise<Campaign> {
    const campaign = campaigns.get(id) ?? (await campaignOf(store, id));
    campaigns.set(id, campaign);
    return campaign;
  }

  function refillFor({ campaignId, agentId }: ClaimQuery): Refill {
    const key = `${campaignId} ${agentId}`;
    const refill = refills.get(key) ?? createRefill(queue, { campaignId, agentId });
    refills.set(key, refill);
    return refill;
  }

  function hold(step: QueueStep, lead: Lead, { query, campaign, now, isByHand }: Wanted): ClaimedLead | undefined {
    const number = numberOf(lead);
    if (number === undefined) return undefined;
    const ms = query.leaseMs ?? campaign.leaseMs;
    const next = claimed(
      lead,
      { owner: store.owner, agentId: query.agentId, ms, ...(isByHand ? { isByHand } : {}) },
      now,
    );
    step.putLead(next);
    return next.lease && { lead: next, lease: next.lease, number };
  }

  return {
    async claim(query) {
      const campaign = await campaignFor(query.campaignId);
      if (!campaign.isActive) return undefined;
      const refill = refillFor(query);
      await refill.prepare(query, campaign);
      for (let isLast = false; ; ) {
        const wanted = { query, campaign, now: now() };
        const found = await store.change((step) => firstFree(step, refill, { ...wanted, hold }));
        if (found === 'more') continue;
        if (found) {
          refill.topUp(query, campaign);
          tell({ type: 'leads-changed', campaignId: query.campaignId, leadId: found.lead.id });
          return found;
        }
        if (isLast) return undefined;
        isLast = !(await refill.fillNow(query, campaign));
      }
    },
    async claimLead(leadId, query) {
      const campaign = await campaignFor(query.campaignId);
      const found = await store.change(async (step) => {
        const lead = await step.getLead(leadId);
        if (!lead || lead.campaignId !== campaign.id || isHeld(lead) || !(isCallable(lead) || isWaiting(lead)))
          return undefined;
        if ((await roomFor(step, lead, { query, campaign, now: now() })) !== 'free') return undefined;
        return hold(step, lead, { query, campaign, now: now(), isByHand: true });
      });
      if (found) tell({ type: 'leads-changed', campaignId: query.campaignId, leadId });
      return found;
    },
  };
}

interface Taking extends Wanted {
  hold(step: QueueStep, lead: Lead, wanted: Wanted): ClaimedLead | undefined;
}

async function firstFree(
  step: QueueStep,
  { hopper }: Refill,
  taking: Taking,
): Promise<ClaimedLead | 'more' | undefined> {
  for (let tries = 0; tries < triesPerStep; tries += 1) {
    const candidate = hopper.take(taking.campaign.lists);
    if (candidate === undefined) return undefined;
    // What was remembered may be out of date by now: another page may have it.
    const [lead, room] = await Promise.all([step.getLead(candidate.id), roomFor(step, candidate, taking)]);
    if (!lead || !isCallable(lead)) continue;
    if (lead.nextAttemptAt > taking.now) {
      // The clock was set back: it waits again, out of the way of the others.
      step.putLead(moveLead(lead, lead.callback ? 'callback-wait' : 'retry-wait'));
      continue;
    }
    if (room === 'busy' || !isFor(lead, taking.query)) continue;
    if (room !== 'free') {
      step.putLead(atRest(lead, room.openAt));
      continue;
    }
    const found = taking.hold(step, lead, taking);
    if (found) return found;
    step.putLead(moveLead(lead, 'dead', { reason: 'no-number', callback: undefined }));
  }
  return 'more';
}

function isFor(lead: Lead, { agentId, closedZones = [], isAgentReserved = true }: ClaimQuery): boolean {
  const caller = callerOf(lead);
  if (caller !== '' && caller !== agentId) return false;
  if (!isAgentReserved && lead.lastOutcome === 'abandoned') return false;
  return !closedZones.includes(lead.timeZone ?? '');
}

/** Nobody is busy with its account or numbers, and the caps of the campaign leave room. */
async function roomFor(
  step: QueueStep,
  lead: Lead,
  { campaign, now }: Wanted,
): Promise<'free' | 'busy' | { readonly openAt?: number | undefined }> {
  const number = numberOf(lead);
  const [held, attempts] = await Promise.all([
    step.heldLeads(),
    number === undefined || campaign.caps.length === 0
      ? []
      : step.attemptsTo({ number, leadId: lead.id, accountId: lead.accountId }),
  ]);
  if (collides(lead, held)) return 'busy';
  if (number === undefined) return 'free';
  const room = roomUnderCaps(lead, campaign, { number, attempts, now });
  return room.isOpen ? 'free' : room;
}

/** A cap is reached: it waits until there is room again, or for ever. */
function atRest(lead: Lead, openAt: number | undefined): Lead {
  if (openAt === undefined) return moveLead(lead, 'dead', { reason: 'cap-reached', callback: undefined });
  return moveLead(lead, lead.callback ? 'callback-wait' : 'retry-wait', {
    reason: 'cap-reached',
    nextAttemptAt: openAt,
  });
}
