import type { DialerState } from '@dialdeck/core';
import type { Messages } from '../locales/en.js';
import { selectActiveCall } from '../shared/call-view.js';
import { troubleOf } from '../shared/trouble.js';

export interface HeaderView {
  readonly dot: '' | 'ok' | 'acc' | 'warn' | 'bad';
  readonly word: string;
  /** Signalling is gone; a call that is up keeps its audio. */
  readonly noNetwork: boolean;
}

/** What the agent is doing, and whether the phone could ring. */
export function headerViewOf(state: DialerState | undefined, text: Messages): HeaderView {
  if (!state) return { dot: '', word: text.offline, noNetwork: false };
  const { connection, wrapUp } = state;
  const noNetwork = connection.status === 'reconnecting' || connection.status === 'failed';
  const call = selectActiveCall(state);
  if (call?.status === 'active') return { dot: noNetwork || call.held ? 'warn' : 'ok', word: text.onCall, noNetwork };
  if (call) return { dot: 'acc', word: call.direction === 'incoming' ? text.connectingCall : text.dialing, noNetwork };
  if (wrapUp) return { dot: '', word: text.afterCall, noNetwork };
  if (troubleOf(state)) return { dot: 'bad', word: text.notReady, noNetwork: false };
  if (connection.status === 'connected') return { dot: 'ok', word: text.ready, noNetwork };
  if (connection.status === 'offline') return { dot: '', word: text.offline, noNetwork };
  return { dot: 'warn', word: noNetwork ? text.reconnecting : text.connecting, noNetwork };
}
