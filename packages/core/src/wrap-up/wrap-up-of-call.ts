import type { EndedCallState } from '../calls/call-state.js';
import { talkMsOf } from '../records/record-of-call.js';
import type { WrapUpState } from './wrap-up-state.js';

/** Whether an agent has anything to say about the call: it was theirs, or somebody talked. */
export const needsWrapUp = (call: EndedCallState): boolean =>
  call.direction === 'outgoing' || call.answeredAt !== undefined;

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
