import { dayMs, hourMs, localTimeOf, minuteMs, nextLocalChange } from '../compliance/local-time.js';
import type { AttemptOutcome } from './attempt.js';
import type { Campaign, RetryRule } from './campaign.js';
import type { Lead, LeadNumber } from './lead.js';

/** What the policy says of an outcome. */
export interface RetryDecision {
  readonly state: 'retry-wait' | 'completed' | 'dead';
  /** Not before; milliseconds since 1970. */
  readonly nextAttemptAt: number;
  readonly nextNumber?: number | undefined;
  readonly reason?: string | undefined;
}

export interface RetryFacts {
  readonly outcome: AttemptOutcome;
  /** The number that was dialed, E.164. */
  readonly number: string;
  readonly now: number;
}

const final: Readonly<Partial<Record<AttemptOutcome, 'completed' | 'dead'>>> = {
  completed: 'completed',
  'not-interested': 'completed',
  refused: 'dead',
};

/**
 * What becomes of a lead after an outcome. `lead` has the outcome counted already, and its number marked when it is
 * dead. An outcome without a rule ends the lead.
 */
export function decideRetry(lead: Lead, campaign: Campaign, { outcome, number, now }: RetryFacts): RetryDecision {
  const end = final[outcome];
  if (end) return { state: end, nextAttemptAt: now, reason: outcome };
  const rule = campaign.retry[outcome];
  if (rule === undefined) return { state: 'completed', nextAttemptAt: now, reason: outcome };
  const isUsedUp = (lead.outcomes[outcome] ?? 0) >= rule.max;
  // The network's trouble is no reason to give a lead up: it rests for a day.
  if (isUsedUp && rule.countsAsAttempt === false)
    return { ...again(lead, rule, { number, now }), nextAttemptAt: now + dayMs };
  if (isUsedUp) return { state: 'dead', nextAttemptAt: now, reason: `${outcome}-max` };
  if (lead.attempts >= campaign.maxAttempts) return { state: 'dead', nextAttemptAt: now, reason: 'max-attempts' };
  return again(lead, rule, { number, now });
}

function again(lead: Lead, rule: RetryRule, { number, now }: Omit<RetryFacts, 'outcome'>): RetryDecision {
  const next = numberAfter(lead, number, rule.nextNumber === true);
  if (next === undefined) return { state: 'dead', nextAttemptAt: now, reason: 'no-number' };
  return { state: 'retry-wait', nextAttemptAt: whenAfter(lead, rule, now), nextNumber: next };
}

export const isCallableNumber = ({ state }: LeadNumber): boolean => state === 'valid';

/** Index of the number to try next; the next one in order, round and round, over those that are valid. */
export function numberAfter(lead: Lead, number: string, isNext: boolean): number | undefined {
  const at = lead.numbers.findIndex(({ e164 }) => e164 === number);
  const count = lead.numbers.length;
  for (let step = isNext ? 1 : 0; step <= count; step += 1) {
    const index = (Math.max(0, at) + step) % count;
    const candidate = lead.numbers[index];
    if (candidate && isCallableNumber(candidate)) return index;
  }
  return undefined;
}

/** The number whose turn it is: the one named by the last outcome, else the first valid one in order. */
export function numberOf(lead: Lead): string | undefined {
  const named = lead.nextNumber === undefined ? undefined : lead.numbers[lead.nextNumber];
  if (named && isCallableNumber(named)) return named.e164;
  return [...lead.numbers].sort((a, b) => a.order - b.order).find(isCallableNumber)?.e164;
}

/** Noon and evening begin at 12:00 and 17:00 on the wall clock of the called party. */
const dayParts = [12 * 60, 17 * 60];

function whenAfter({ timeZone = 'UTC' }: Lead, rule: RetryRule, now: number): number {
  const at = now + rule.delayMs;
  if (rule.rotateDayPart !== true || rule.delayMs >= 12 * hourMs) return at;
  const partOf = (instant: number) => {
    const { minute, date } = localTimeOf(timeZone, instant);
    return `${date} ${dayParts.filter((start) => minute >= start).length}`;
  };
  return partOf(at) === partOf(now) ? Math.max(at, nextPart(timeZone, at)) : at;
}

/** The morning after an evening begins at 08:00. */
function nextPart(zone: string, at: number): number {
  const { minute } = localTimeOf(zone, at);
  if (minute < 17 * 60) return nextLocalChange(zone, at, dayParts);
  const midnight = nextLocalChange(zone, at, []);
  return midnight + 8 * 60 * minuteMs;
}
