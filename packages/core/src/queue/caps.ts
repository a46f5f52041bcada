import { type AttemptCap, attemptCap, type PastAttempt } from '../compliance/attempt-caps.js';
import { nextOpen } from '../compliance/constraint.js';
import type { HouseCap } from '../compliance/house-rules.js';
import type { Attempt } from './attempt.js';
import type { Campaign } from './campaign.js';
import type { Lead } from './lead.js';

const told: Readonly<Partial<Record<string, PastAttempt['outcome']>>> = {
  refused: 'refused',
  abandoned: 'abandoned',
  machine: 'machine',
};

/** An attempt of the log as the rules see it; `undefined` for one that does not count. */
export function pastAttemptOf(attempt: Attempt): PastAttempt | undefined {
  if (!attempt.isCounted) return undefined;
  const { number, leadId, accountId, campaignId, times, outcome } = attempt;
  return { at: times.invite, number, leadId, accountId, campaignId, outcome: told[outcome ?? ''] ?? 'other' };
}

export const pastAttempts = (attempts: readonly Attempt[]): readonly PastAttempt[] =>
  attempts.map(pastAttemptOf).filter((attempt) => attempt !== undefined);

export interface CapFacts {
  readonly number: string;
  readonly attempts: readonly Attempt[];
  readonly now: number;
}

/** Whether the campaign's own caps leave room for one more attempt, and from when on. */
export function roomUnderCaps(
  lead: Lead,
  { caps, maxAttempts }: Campaign,
  { number, attempts, now }: CapFacts,
): { readonly isOpen: boolean; readonly openAt?: number | undefined; readonly why?: string | undefined } {
  if (lead.attempts >= maxAttempts) return { isOpen: false, why: `All ${maxAttempts} attempts are made.` };
  const party = { number, leadId: lead.id, accountId: lead.accountId };
  const zones = [lead.timeZone ?? 'UTC'];
  const constraints = caps.map((cap) => attemptCap(cap, { party, attempts: pastAttempts(attempts), zones }));
  const closed = constraints.find((constraint) => !constraint.openAt(now));
  if (closed === undefined) return { isOpen: true };
  return { isOpen: false, openAt: nextOpen(constraints, now, { zones }), why: closed.why(now) };
}

/** The caps of a campaign in the words of the gate, which asks them again with those of the rule packs. */
export function houseCapsOf(campaign: Campaign): readonly HouseCap[] {
  const date = new Date(campaign.startedAt).toISOString().slice(0, 10);
  const about = (cap: AttemptCap, index: number): HouseCap => ({
    ...cap,
    id: `${campaign.id}-cap-${index + 1}`,
    source: campaign.name,
    date,
  });
  return campaign.caps.map(about);
}
