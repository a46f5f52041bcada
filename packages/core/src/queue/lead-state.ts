import { DialerError } from '../errors.js';
import type { Lead, LeadState } from './lead.js';

/** Every move a lead can make. The diagram in `docs/flows.md` is checked against this table. */
export const leadTransitions = {
  new: ['leased', 'retry-wait', 'callback-wait', 'dead'],
  ready: ['leased', 'retry-wait', 'callback-wait', 'dead'],
  leased: ['dialing', 'ready', 'retry-wait', 'callback-wait', 'suppressed', 'dead'],
  dialing: ['connected', 'ready', 'retry-wait', 'callback-wait', 'completed', 'dead'],
  connected: ['wrap-up', 'ready', 'retry-wait', 'callback-wait', 'completed', 'dead'],
  'wrap-up': ['ready', 'retry-wait', 'callback-wait', 'completed', 'dead'],
  'retry-wait': ['ready', 'leased', 'callback-wait', 'dead'],
  'callback-wait': ['ready', 'leased', 'dead'],
  suppressed: ['ready', 'leased', 'callback-wait', 'dead'],
  completed: ['callback-wait'],
  dead: [],
} as const satisfies Readonly<Record<LeadState, readonly LeadState[]>>;

/** A page works on it: it has a lease. */
export const isHeld = ({ state }: Pick<Lead, 'state'>): boolean =>
  state === 'leased' || state === 'dialing' || state === 'connected' || state === 'wrap-up';

/** It stands in the order of the leads to call. */
export const isCallable = ({ state }: Pick<Lead, 'state'>): boolean => state === 'new' || state === 'ready';

/** It waits for a time. */
export const isWaiting = ({ state }: Pick<Lead, 'state'>): boolean =>
  state === 'retry-wait' || state === 'callback-wait' || state === 'suppressed';

/**
 * The lead in its next state; a held state keeps the lease, the others end it.
 * @throws DialerError `internal-error` when no such move exists
 */
export function moveLead(lead: Lead, state: LeadState, changes: Partial<Omit<Lead, 'id' | 'state'>> = {}): Lead {
  const targets: readonly LeadState[] = leadTransitions[lead.state];
  if (state !== lead.state && !targets.includes(state))
    throw new DialerError('internal-error', `A lead cannot go from ${lead.state} to ${state}.`);
  return changeLead(isHeld({ state }) ? lead : withoutHold(lead), { ...changes, state });
}

/** The lead with some fields replaced; fields given as `undefined` are left out. */
export function changeLead(lead: Lead, changes: Partial<Omit<Lead, 'id'>>): Lead {
  const next = { ...lead, ...changes, revision: lead.revision + 1 };
  for (const [key, value] of Object.entries(changes)) if (value === undefined) delete next[key as keyof Lead];
  return Object.freeze(next);
}

function withoutHold({ lease: _lease, attemptId: _attempt, ...rest }: Lead): Lead {
  return rest;
}
