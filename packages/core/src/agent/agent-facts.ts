import type { LiveCallState } from '../calls/call-state.js';
import type { DialerEventData } from '../dialer-events.js';
import type { AgentFacts, AgentState } from './agent-state.js';

/**
 * What calls keep an agent busy. One that only rings here does not: it may be meant for somebody else. Neither does
 * a machine that hears a message.
 */
export function busyWith(calls: readonly LiveCallState[], wrapUps: number): AgentFacts['busy'] {
  const has = (...statuses: readonly string[]) =>
    calls.some(
      (call) =>
        !call.abandoned &&
        statuses.includes(call.status) &&
        !(call.status === 'active' && call.voicemail?.status === 'playing'),
    );
  if (has('active', 'connecting')) return 'on-call';
  if (has('dialing', 'ringing')) return 'dialing';
  return wrapUps > 0 ? 'wrap-up' : undefined;
}

/** A change of what the agent does, as an event; `undefined` when only details changed. */
export function agentFact(
  before: AgentState,
  after: AgentState,
): DialerEventData['dialdeck.agent.changed'] | undefined {
  if (before.since === after.since && before.status === after.status && pauseOf(before) === pauseOf(after)) {
    return undefined;
  }
  const pause = pauseOf(after);
  return {
    status: after.status,
    since: after.since,
    ...(pause !== undefined && { pause }),
    previous: before.status,
    previousSince: before.since,
  };
}

const pauseOf = (state: AgentState) => (state.status === 'not-ready' ? state.pause?.id : undefined);
