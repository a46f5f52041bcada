import type { QueueStep } from '../storage/queue-store.js';
import { closeAttempt } from './close-attempt.js';
import type { Lead } from './lead.js';
import { released } from './lead-moves.js';
import { isCallable } from './lead-state.js';
import type { LocalQueue } from './local-lead-source.js';

/**
 * Takes leads from pages that are gone, or give no sign of life. What was only held is free again; what was being dialed
 * has its attempt closed as `interrupted`, so that it counts and the lead rests.
 */
export async function recoverLeads(
  { store, now, tell }: LocalQueue,
  watch: (held: readonly Lead[]) => readonly Lead[],
): Promise<void> {
  const held = await store.change((step) => step.heldLeads());
  const owners = new Set(held.map(({ lease }) => lease?.owner ?? ''));
  owners.delete(store.owner);
  const gone = await store.goneAmong([...owners]);
  const still = new Set(watch(held).map(({ id }) => id));
  const lost = held.filter(({ id, lease }) => still.has(id) || (lease !== undefined && gone.has(lease.owner)));
  for (const seen of lost) {
    const lead = await store.change((step) => takeBack(step, seen, now()));
    if (lead === undefined) continue;
    tell({ type: 'lease-lost', campaignId: lead.campaignId, leadId: lead.id });
    tell({ type: 'leads-changed', campaignId: lead.campaignId, leadId: lead.id, isCallable: isCallable(lead) });
  }
}

/** Only if nothing changed since: the holder may have come back, or given it up. */
async function takeBack(step: QueueStep, seen: Lead, now: number): Promise<Lead | undefined> {
  const lead = await step.getLead(seen.id);
  if (lead?.lease === undefined || lead.revision !== seen.revision) return undefined;
  const attempt = lead.attemptId === undefined ? undefined : await step.getAttempt(lead.attemptId);
  const campaign = await step.getCampaign(lead.campaignId);
  if (attempt?.status === 'open' && campaign)
    return closeAttempt(step, lead, { campaign, attempt, now, end: { attemptId: attempt.id, outcome: 'interrupted' } });
  const free = released(lead, 'holder gone', now);
  step.putLead(free);
  return free;
}
