import type { EndedCallState } from '../calls/call-state.js';
import { talkMsOf } from '../records/record-of-call.js';
import type { WrapUpState } from './wrap-up-state.js';

/**
 * Whether an agent has anything to say about the call: somebody talked, or an own call got as far as the network.
 * A colleague who was only asked has no result, and a call that failed before that, such as for want of a microphone, asks for a cure and not for a result.
 */
export function needsWrapUp({ direction, answeredAt, ringingAt, end, consultFor }: EndedCallState): boolean {
  if (consultFor !== undefined) return false;
  if (answeredAt !== undefined) return true;
  if (direction === 'incoming') return false;
  return end.reason !== 'failed' || end.sip !== undefined || ringingAt !== undefined;
}

export function wrapUpOfCall(call: EndedCallState): WrapUpState {
  const { id, direction, number, name, customers, end, endedAt, note } = call;
  return Object.freeze({
    callId: id,
    direction,
    number,
    ...(name === undefined ? {} : { name }),
    customers,
    end,
    talkMs: talkMsOf(call),
    startedAt: endedAt,
    note,
  });
}
