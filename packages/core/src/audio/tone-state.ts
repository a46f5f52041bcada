import type { CallEnd, LiveCallState } from '../calls/call-state.js';
import type { ToneName } from './audio-devices.js';

/** Which tone the agent should hear now. */
export interface ToneState {
  readonly tone: Exclude<ToneName, 'test'> | undefined;
  /** Whether {@link tone} tells how a call ended: it stops by itself, with `over`. */
  readonly brief: boolean;
}

export type ToneSignal =
  /** The dialer's calls, all of them. */
  | { readonly type: 'calls'; readonly calls: readonly LiveCallState[]; readonly activeCallId: string | undefined }
  /** An outgoing call ended before an answer. */
  | { readonly type: 'refused'; readonly end: CallEnd }
  /** A brief tone was heard long enough. */
  | { readonly type: 'over' };

export const noTone: ToneState = Object.freeze({ tone: undefined, brief: false });

/**
 * Decides which tone plays. Calls come before what is left of a call that ended; a call that rings comes before one
 * that is dialed; the network's own tones (early media) come before ours.
 */
export function reduceTones(state: ToneState, signal: ToneSignal): ToneState {
  switch (signal.type) {
    case 'calls': {
      const tone = toneOfCalls(signal.calls, signal.activeCallId);
      // How the last call ended is heard to its end, unless there is something new.
      if (tone === undefined && state.brief && signal.calls.length === 0) return state;
      return heard(state, tone, false);
    }
    case 'refused': {
      const tone = toneOfEnd(signal.end);
      return tone === undefined || (state.tone !== undefined && !state.brief && state.tone !== 'ringback')
        ? state
        : heard(state, tone, true);
    }
    case 'over':
      return state.brief ? noTone : state;
  }
}

function toneOfCalls(calls: readonly LiveCallState[], activeCallId: string | undefined): ToneState['tone'] {
  const active = calls.find(({ id }) => id === activeCallId);
  const rings = calls.some(({ status }) => status === 'incoming');
  // Somebody who talks or dials is told in the ear; a ring in the room would be heard by the customer.
  if (rings) return active !== undefined && (active.status !== 'active' || !active.held) ? 'call-waiting' : 'ring';
  return active?.status === 'ringing' && !active.earlyMedia ? 'ringback' : undefined;
}

function toneOfEnd({ reason, by }: CallEnd): ToneState['tone'] {
  if (by === 'local') return undefined;
  if (reason === 'busy' || reason === 'declined') return 'busy';
  return reason === 'failed' || reason === 'unavailable' || reason === 'not-found' ? 'congestion' : undefined;
}

const heard = (state: ToneState, tone: ToneState['tone'], brief: boolean): ToneState =>
  state.tone === tone && state.brief === brief ? state : Object.freeze({ tone, brief });
