import type { Lead } from './lead.js';
import { isCallable, isWaiting } from './lead-state.js';
import { hotForMs, type LeadOrder, scoreOf } from './ranking.js';

/** Where a lead stands. It follows from the lead alone, so that a stored one can never be out of step. */
export interface Place {
  /** Callable leads stand here, best first. */
  readonly order?: LeadOrder | undefined;
  /** Its campaign, and when its place is to be looked at again. */
  readonly due?: readonly [campaign: string, at: number] | undefined;
}

/** Who may call it: the agent a callback was promised to, or its owner. `''`: anyone. */
export const callerOf = ({ callback, owner = '' }: Lead): string => callback?.agentId ?? owner;

export function placeOf(lead: Lead): Place {
  const { campaignId, listId, timeZone = '', createdAt } = lead;
  const at = changesAt(lead);
  return {
    ...(isCallable(lead)
      ? { order: [campaignId, callerOf(lead), timeZone, listId, -scoreOf(lead), -createdAt] as const }
      : {}),
    ...(at === undefined ? {} : { due: [campaignId, at] as const }),
  };
}

/** When time alone changes something: it becomes callable, is hot no longer, is open to anyone, or is too old. */
function changesAt(lead: Lead): number | undefined {
  const { validUntil, hotAt, callback, nextAttemptAt } = lead;
  if (!isCallable(lead) && !isWaiting(lead)) return undefined;
  const instants = [
    validUntil,
    hotAt === undefined ? undefined : hotAt + hotForMs,
    callback?.agentId === undefined ? undefined : callback.anyoneAt,
    isWaiting(lead) ? nextAttemptAt : undefined,
  ].filter((at) => at !== undefined);
  return instants.length === 0 ? undefined : Math.min(...instants);
}
