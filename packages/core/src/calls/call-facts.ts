import type { DialerEventData } from '../dialer-events.js';
import { talkMsOf } from '../records/record-of-call.js';
import type { CallState } from './call-state.js';

type CallEventType = Extract<keyof DialerEventData, `dialdeck.call.${string}`>;

/** An event before it has an envelope. */
export type CallFact = {
  [Type in CallEventType]: { readonly type: Type; readonly data: DialerEventData[Type] };
}[CallEventType];

const transferTypes = {
  asked: 'dialdeck.call.transferring',
  done: 'dialdeck.call.transferred',
  failed: 'dialdeck.call.transfer-failed',
} as const;

/** The step a transfer has made, as an event; one that the far end's BYE overtook is told with the end of the call. */
function transferFact(
  call: object,
  [before, after]: readonly [CallState | undefined, CallState],
): CallFact | undefined {
  const was = before?.status === 'active' ? before.transfer : undefined;
  const now = after.status === 'active' ? after.transfer : was;
  if (!now) return undefined;
  const { status, ...about } = now;
  const step = 'transferredTo' in after ? 'done' : status;
  if (step === was?.status || !(step in transferTypes)) return undefined;
  return { type: transferTypes[step as keyof typeof transferTypes], data: { ...call, ...about } } as CallFact;
}

/** What happened to a call between two pictures of it, in the order to tell it. */
export function factsBetween(before: CallState | undefined, after: CallState): readonly CallFact[] {
  const { direction, number, name } = after;
  const call = { callId: after.id, direction, number, ...(name === undefined ? {} : { name }) };
  const facts: CallFact[] = [];
  if (!before) facts.push({ type: `dialdeck.call.${after.status === 'active' ? 'resumed' : 'started'}`, data: call });
  if (after.customers.length > 0 && before?.customers !== after.customers) {
    facts.push({
      type: 'dialdeck.call.identified',
      data: { ...call, customerIds: after.customers.map(({ id }) => id) },
    });
  }
  const transfer = transferFact(call, [before, after]);
  if (transfer) facts.push(transfer);
  if (before && before.status !== after.status) {
    if (after.status === 'ringing') {
      facts.push({ type: 'dialdeck.call.ringing', data: { ...call, earlyMedia: after.earlyMedia } });
    }
    if (after.status === 'active') facts.push({ type: 'dialdeck.call.answered', data: call });
    if (after.status === 'ended') {
      facts.push({ type: 'dialdeck.call.ended', data: { ...call, end: after.end, talkMs: talkMsOf(after) } });
    }
  }
  if (before?.status === 'active' && after.status === 'active') {
    if (before.muted !== after.muted)
      facts.push({ type: 'dialdeck.call.muted', data: { ...call, muted: after.muted } });
    const other = after.mergedWith ?? before.mergedWith;
    if (before.mergedWith !== after.mergedWith && other !== undefined) {
      const type = after.mergedWith === undefined ? 'dialdeck.call.split' : 'dialdeck.call.merged';
      facts.push({ type, data: { ...call, otherCallId: other } });
    }
    if (before.held !== after.held) {
      facts.push({ type: 'dialdeck.call.held', data: { ...call, held: after.held, by: 'local' } });
    }
    if (before.heldByRemote !== after.heldByRemote) {
      facts.push({ type: 'dialdeck.call.held', data: { ...call, held: after.heldByRemote, by: 'remote' } });
    }
  }
  return facts;
}
