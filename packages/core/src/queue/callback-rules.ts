import { dayMs } from '../compliance/local-time.js';
import type { Callback } from './callback.js';
import type { CallbackPolicy } from './campaign.js';
import type { LeadCallback } from './lead.js';

/** The part of a callback that its lead carries. */
export function leadCallbackOf(callback: Callback, policy: CallbackPolicy): LeadCallback {
  const { id, at, agentId } = callback;
  if (agentId === undefined) return { id, at };
  return { id, at, agentId, ...(policy.anyoneAfterMs === undefined ? {} : { anyoneAt: at + policy.anyoneAfterMs }) };
}

/** From when on it may be dialed: early by the tolerance counts as on time. */
export const callableFrom = ({ at }: Pick<Callback, 'at'>, { toleranceMs }: CallbackPolicy): number => at - toleranceMs;

/** A promise that was dialed: kept when within the tolerance. */
export function callbackDialed(callback: Callback, now: number, { toleranceMs }: CallbackPolicy): Callback {
  const state = Math.abs(now - callback.at) <= toleranceMs ? 'kept' : 'late';
  return { ...callback, state, keptAt: now };
}

export const isMissed = ({ at, state }: Callback, now: number, { toleranceMs }: CallbackPolicy): boolean =>
  state === 'open' && now > at + toleranceMs;

/**
 * What the policy does with a promise that was tried in vain or whose time passed: a few times again soon, then at the
 * same time next day. The promise stays open; `anyoneAt` of the lead opens a personal one to all.
 */
export function nextTime(callback: Callback, now: number, policy: CallbackPolicy): Callback {
  const missed = callback.missed + 1;
  if (missed <= policy.retries) return { ...callback, missed, at: now + policy.retryAfterMs };
  const days = Math.max(1, Math.ceil((now - callback.at) / dayMs));
  return { ...callback, missed, at: callback.at + days * dayMs };
}
