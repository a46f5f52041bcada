import type { AttemptMeaning } from './kpi-input.js';
import type { LeadCounts } from './kpis.js';

/** Attempts from this number on are counted together with it. */
const most = 50;

/** Counts leads rather than calls: who was tried, who was reached, at which try. */
export interface LeadTally {
  add(leadId: string | undefined, meaning: AttemptMeaning): void;
  counts(): LeadCounts;
}

export function createLeadTally(): LeadTally {
  const leads = new Map<string, { attempts: number; isContacted: boolean; isClosed: boolean }>();
  const byAttempt: { tried: number; contacted: number }[] = [];
  let contacted = 0;
  let closed = 0;

  return {
    add(leadId, { customerContact, completed }) {
      if (leadId === undefined) return;
      const lead = leads.get(leadId) ?? { attempts: 0, isContacted: false, isClosed: false };
      leads.set(leadId, lead);
      lead.attempts += 1;
      const index = Math.min(most, lead.attempts) - 1;
      byAttempt[index] ??= { tried: 0, contacted: 0 };
      const attempt = byAttempt[index];
      attempt.tried += 1;
      if (customerContact && !lead.isContacted) {
        lead.isContacted = true;
        contacted += 1;
        attempt.contacted += 1;
      }
      if (completed && !lead.isClosed) {
        lead.isClosed = true;
        closed += 1;
      }
    },
    counts: () => ({ attempted: leads.size, contacted, closed, byAttempt }),
  };
}
