import type { CallState, EndedCallState } from '../calls/call-state.js';
import type { AttemptEnd, AttemptOutcome, AttemptTimes } from '../queue/attempt.js';
import { outcomeOfSip } from '../queue/sip-outcome.js';
import type { Disposition } from '../wrap-up/wrap-up-state.js';

/** What the wire said so far, for the log of attempts. */
export function timesOf(call: CallState, bridged: boolean): Partial<AttemptTimes> {
  const ringing = 'ringingAt' in call ? call.ringingAt : undefined;
  const answered = 'answeredAt' in call ? call.answeredAt : undefined;
  return {
    ...(ringing !== undefined && { ringing }),
    ...(answered !== undefined && { answered, ...(bridged && { bridged: answered }) }),
    ...(call.status === 'ended' && { ended: call.endedAt }),
  };
}

/** What a call that nobody answered means for its lead. One that never left this page does not count. */
export function outcomeUnanswered({ end }: EndedCallState): AttemptOutcome {
  if (end.reason === 'failed' && !end.sip) return 'congestion';
  if (end.reason === 'no-answer') return 'no-answer';
  if (end.reason === 'cancelled') return end.by === 'local' ? 'cancelled' : 'no-answer';
  return end.sip ? outcomeOfSip(end.sip.code) : byReason[end.reason];
}

const byReason = {
  'hung-up': 'no-answer',
  busy: 'busy',
  declined: 'declined',
  'no-answer': 'no-answer',
  'not-found': 'invalid',
  unavailable: 'no-answer',
  cancelled: 'cancelled',
  'answered-elsewhere': 'no-answer',
  failed: 'congestion',
} as const satisfies Record<string, AttemptOutcome>;

/** What the agent's result means for the lead. A time to call back counts more than the rest, but for a refusal. */
function outcomeOfResult(chosen: Disposition | undefined, callbackAt: number | undefined): AttemptOutcome {
  if (chosen?.doNotCall) return 'refused';
  if (callbackAt !== undefined) return 'callback';
  if (chosen?.answeringMachine) return 'machine';
  if (chosen?.unworkable) return 'wrong-number';
  if (chosen?.notInterested) return 'not-interested';
  return chosen?.completed || chosen?.sale ? 'completed' : 'contacted';
}

/** The end of an attempt as the agent's result says it. A machine is no live answer, whoever found out. */
export function endOfResult(
  chosen: Disposition | undefined,
  callbackAt: number | undefined,
  agentId: string,
): Pick<AttemptEnd, 'outcome' | 'isLive' | 'callback'> {
  const outcome = outcomeOfResult(chosen, callbackAt);
  const isPromised = outcome === 'callback' && callbackAt !== undefined;
  return {
    outcome,
    isLive: !chosen?.answeringMachine,
    ...(isPromised && { callback: { at: callbackAt, agentId } }),
  };
}
