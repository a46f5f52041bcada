import { dayMs, minuteMs } from '../compliance/local-time.js';
import { heldLead } from './held-lead.js';
import type { Lead, Lease } from './lead.js';
import { released, renewed, skipped, suppressed } from './lead-moves.js';
import type { LeadSource, LeaseRef } from './lead-source.js';
import { isCallable } from './lead-state.js';
import type { LocalQueue } from './local-lead-source.js';

/** What can be done with a lead that is held and not dialed. */
export function createLeaseDesk({
  store,
  now,
  tell,
}: LocalQueue): Pick<LeadSource, 'renew' | 'release' | 'skip' | 'suppress'> {
  async function giveBack(ref: LeaseRef, change: (lead: Lead) => Lead): Promise<Lead> {
    const lead = await store.change(async (step) => {
      const next = change(await heldLead(step, ref));
      step.putLead(next);
      return next;
    });
    tell({ type: 'leads-changed', campaignId: lead.campaignId, leadId: lead.id, isCallable: isCallable(lead) });
    return lead;
  }
  return {
    renew: (ref) =>
      store.change(async (step): Promise<Lease> => {
        const lead = await heldLead(step, ref);
        const next = renewed(lead, lead.lease, now());
        step.putLead(next);
        return next.lease ?? lead.lease;
      }),
    release: (ref, reason) => giveBack(ref, (lead) => released(lead, reason, now())),
    skip: (ref, reason, forMs = 15 * minuteMs) => giveBack(ref, (lead) => skipped(lead, reason, now() + forMs)),
    suppress: (ref, reason, until) => giveBack(ref, (lead) => suppressed(lead, reason, until ?? now() + dayMs)),
  };
}
