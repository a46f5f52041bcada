import { DialerError } from '../errors.js';
import type { QueueStep } from '../storage/queue-store.js';
import type { Campaign } from './campaign.js';
import type { Lead, Lease } from './lead.js';
import type { LeaseRef } from './lead-source.js';
import { isHeld } from './lead-state.js';

/** A lead whose lease is still the one meant. @throws DialerError `lease-lost` */
export async function heldLead(step: QueueStep, ref: LeaseRef): Promise<Lead & { readonly lease: Lease }> {
  const lead = await step.getLead(ref.leadId);
  const lease = lead?.lease;
  if (lead === undefined || lease === undefined || !isHeld(lead) || lease.token !== ref.token)
    throw new DialerError('lease-lost', 'The lead is no longer held by this page.');
  return { ...lead, lease };
}

/** @throws DialerError `campaign-unknown` */
export async function campaignOf(step: Pick<QueueStep, 'getCampaign'>, id: string): Promise<Campaign> {
  const campaign = await step.getCampaign(id);
  if (campaign === undefined) throw new DialerError('campaign-unknown', `No campaign "${id}" is stored.`);
  return campaign;
}
