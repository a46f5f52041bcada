import { DialerError } from '../errors.js';
import type { DialExplanation } from '../intents/dial-check.js';
import type { DialingMode } from '../queue/attempt.js';
import type { Lead } from '../queue/lead.js';
import type { LeadSource } from '../queue/lead-source.js';
import { isCallable, isWaiting } from '../queue/lead-state.js';
import { numberOf } from '../queue/retry-policy.js';
import { newId } from '../shared/ids.js';
import type { LeadExplanation } from './dial-queue.js';
import { customerOfLead } from './lead-customer.js';
import type { QueueWorld } from './queue-world.js';

export interface ExplainOptions {
  readonly leads: Pick<LeadSource, 'getLead'>;
  readonly world: Pick<QueueWorld, 'clock' | 'compliance'>;
  readonly mode: DialingMode;
}

/**
 * Why a lead may or may not be called now, and when next. Rules are asked twice when the queue itself lets the lead
 * wait: what they say now, and from the end of the wait on when they allow the call.
 * @throws DialerError `lead-unknown`
 */
export async function explainLead(leadId: string, { leads, world, mode }: ExplainOptions): Promise<LeadExplanation> {
  const lead = await leads.getLead(leadId);
  if (!lead) throw new DialerError('lead-unknown', `leadId: no lead "${leadId}" is stored.`);
  const now = world.clock.now();
  const number = numberOf(lead);
  const waits = isWaiting(lead) && lead.nextAttemptAt > now ? lead.nextAttemptAt : undefined;
  const ask = (at: number) => askRules({ lead, number, mode }, world, at);
  const rules = await ask(now);
  const later = waits === undefined ? rules : await ask(waits);
  const isFree = number !== undefined && (isCallable(lead) || isWaiting(lead));
  const isOver = ({ validUntil = Number.POSITIVE_INFINITY }: Lead, at: number) => at > validUntil;
  const next = isFree ? later.nextAllowedAt : undefined;
  return Object.freeze({
    leadId,
    ...(number !== undefined && { number }),
    isCallable: isFree && waits === undefined && rules.allowed && !isOver(lead, now),
    state: lead.state,
    ...(lead.reason !== undefined && { reason: lead.reason }),
    ...(waits !== undefined && { waitsUntil: waits }),
    rules: rules.rules,
    ...(next !== undefined && !isOver(lead, next) && { nextCallAt: next }),
  });
}

interface Asked {
  readonly lead: Lead;
  readonly number: string | undefined;
  readonly mode: DialingMode;
}

async function askRules(
  { lead, number, mode }: Asked,
  { compliance }: ExplainOptions['world'],
  at: number,
): Promise<DialExplanation> {
  if (!compliance || number === undefined) return { allowed: true, at, rules: [], nextAllowedAt: at };
  const { id, campaignId } = lead;
  const attemptId = newId();
  const ref = { id, campaignId, mode, attemptId, isAgentReserved: mode !== 'power' };
  const request = { callId: attemptId, number, customer: customerOfLead(lead), lead: ref };
  if (compliance.explain) return compliance.explain(request, at);
  const verdict = await compliance.check(request, new AbortController().signal);
  if (verdict.allowed) return { allowed: true, at, rules: [], nextAllowedAt: at };
  const { reason, nextAllowedAt } = verdict;
  const rule = { id: 'host', rule: 'check', verdict: 'blocked', why: reason, source: '', date: '' } as const;
  return { allowed: false, at, rules: [rule], nextAllowedAt };
}
