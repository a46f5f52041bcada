import type { EndedCallState } from '../calls/call-state.js';
import { talkMsOf } from '../records/record-of-call.js';
import type { WrapUpState } from './wrap-up-state.js';

/**
 * Whether an agent has anything to say about the call: somebody talked, or an own call got as far as the network.
 * A colleague who was only asked has no result, and a call that failed before that, such as for want of a microphone, asks for a cure and not for a result.
 */
export function needsWrapUp(call: EndedCallState): boolean {
  const { direction, answeredAt, ringingAt, end, consultFor, voicemail, lead, abandoned } = call;
  // Nobody talked to them; the log of attempts has it.
  if (abandoned) return false;
  // Who left a message on a machine has moved on; the record has the result.
  if (consultFor !== undefined || voicemail?.status === 'left') return false;
  if (answeredAt !== undefined) return true;
  // What the network said of a lead's number is its result.
  if (direction === 'incoming' || lead) return false;
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
