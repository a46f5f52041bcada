import type { ConnectionState, DialerState, LiveCallState } from '@dialdeck/core';
import { fill, type Messages } from '../locales/en.js';
import { clock, nameOrNumber } from './format.js';
import { pause, phone, phoneIn, phoneOut, refresh } from './icons.js';

/** The tints of the stage. */
export type StageKind =
  | 'idle'
  | 'dialing'
  | 'ringing'
  | 'incoming'
  | 'active'
  | 'held'
  | 'reconnecting'
  | 'wrap-up'
  | 'error';

/** A live call as the stage and the bar show it. */
export interface CallView {
  readonly kind: StageKind;
  readonly icon: string;
  readonly word: string;
  readonly name: string;
  /** What its clock counts from, milliseconds since 1970. */
  readonly since: number;
  readonly muted: boolean;
  readonly held: boolean;
}

/** Media or signalling is gone, and the call is still up. */
export const isInterrupted = (call: LiveCallState, connection: ConnectionState): boolean =>
  call.status === 'active' && (call.media === 'interrupted' || /reconnecting|failed/.test(connection.status));

export function callViewOf(call: LiveCallState, connection: ConnectionState, text: Messages): CallView {
  const active = call.status === 'active';
  const base = {
    name: nameOrNumber(call),
    since: active ? call.answeredAt : call.startedAt,
    muted: active && call.muted,
    held: active && call.held,
  };
  if (isInterrupted(call, connection)) return { ...base, kind: 'reconnecting', icon: refresh, word: text.reconnecting };
  if (active && call.held) return { ...base, kind: 'held', icon: pause, word: text.held };
  if (active && call.heldByRemote) return { ...base, kind: 'held', icon: pause, word: text.heldByThem };
  if (active) return { ...base, kind: 'active', icon: phone, word: text.talking };
  if (call.status === 'dialing') return { ...base, kind: 'dialing', icon: phoneOut, word: text.dialing };
  if (call.status === 'ringing') return { ...base, kind: 'ringing', icon: phoneOut, word: text.ringing };
  const connecting = call.status === 'connecting';
  return { ...base, kind: 'incoming', icon: phoneIn, word: connecting ? text.connectingCall : text.incoming };
}

/** `0:54 on hold`, while we hold it. */
export const holdTime = (call: LiveCallState, text: Messages): string =>
  call.status === 'active' && call.held && call.heldAt
    ? fill(text.heldFor, { time: clock(Date.now() - call.heldAt) })
    : '';

/** The call the agent is busy with. It does not ring here. */
export const selectActiveCall = ({ activeCallId, calls }: DialerState): LiveCallState | undefined =>
  calls.find(({ id, status }) => id === activeCallId && status !== 'incoming');

/** The call that rings here, oldest first. */
export const selectIncoming = ({ calls }: DialerState): LiveCallState | undefined =>
  calls.find(({ status }) => status === 'incoming');

/** The other answered calls, newest first. They are on hold, or part of the same conference: that one is left out, and so is a machine that gets a message. */
export const heldCallsOf = ({ activeCallId, calls }: DialerState): readonly LiveCallState[] =>
  calls
    .filter((call) => call.id !== activeCallId && call.status === 'active' && call.mergedWith !== activeCallId)
    .filter((call) => !(call.status === 'active' && /listening|playing/.test(call.voicemail?.status ?? '')))
    .reverse();
