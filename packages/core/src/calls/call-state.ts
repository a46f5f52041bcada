import type { Customer } from '../customers/customer.js';
import type { ErrorInfo } from '../errors.js';
import type { LeadRef } from '../intents/lead-ref.js';
import type { LineSignal } from '../phone/phone.js';
import type { RecordingState } from '../recording/recording-state.js';
import type { VoicemailState } from '../recording/voicemail-state.js';
import type { CallQuality } from './quality.js';
import { reduceTransfer, type TransferState, transferredTo } from './transfer-state.js';

/**
 * Why a call ended. All but `failed` are outcomes, not errors.
 *
 * - `hung-up`: somebody hung up after it was answered
 * - `busy` (SIP 486, 600), `declined` (403, 603), `no-answer` (408, 480 after ringing, our own ring limit),
 *   `not-found` (404, 484, 604), `unavailable` (410, 480 without ringing)
 * - `cancelled`: the caller gave up before an answer
 * - `answered-elsewhere`: another device took it (RFC 3326 Reason, cause 200)
 * - `failed`: see `error`
 */
export type EndReason =
  | 'hung-up'
  | 'busy'
  | 'declined'
  | 'no-answer'
  | 'not-found'
  | 'unavailable'
  | 'cancelled'
  | 'answered-elsewhere'
  | 'failed';

export interface CallEnd {
  readonly reason: EndReason;
  /** Who ended it: `local` this agent, `remote` the far end, `system` network, server or policy. */
  readonly by: 'local' | 'remote' | 'system';
  /** The SIP status that ended it, when there was one. */
  readonly sip?: { readonly code: number; readonly phrase: string } | undefined;
  /** Where a caller was sent before anybody answered (SIP 302). */
  readonly redirectedTo?: string | undefined;
  /** Set when `reason` is `failed`. */
  readonly error?: ErrorInfo | undefined;
}

interface CallBase {
  /** UUIDv7; also the id of the call's record. */
  readonly id: string;
  readonly direction: 'outgoing' | 'incoming';
  readonly number: string;
  /** Who it is, by the host or by the network. Untrusted text. */
  readonly name?: string | undefined;
  /** Possible matches, likeliest first. */
  readonly customers: readonly Customer[];
  /** What the agent wrote so far. Stays after the call. */
  readonly note: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Whom the caller had wanted, when the call was diverted here and the server is trusted to say so. */
  readonly divertedFrom?: string | undefined;
  /** Id of the call that this one asks about, before that is transferred: see `Call.consult`. */
  readonly consultFor?: string | undefined;
  /** The lead it is made for, when the dial queue makes it. */
  readonly lead?: LeadRef | undefined;
  /** Answered while the agent talked to somebody else, and let go. */
  readonly abandoned?: boolean | undefined;
  /** The rules that were asked before it was dialed. */
  readonly ruleIds?: readonly string[] | undefined;
  /** What the CRM warned of before it was dialed. Untrusted text. */
  readonly warning?: string | undefined;
}

/** One immutable picture of a call. `status` decides which other fields exist. */
export type CallState =
  /** Outgoing, before the far end said anything. */
  | (CallBase & { readonly status: 'dialing' })
  /** Outgoing, the far end rings. */
  | (CallBase & { readonly status: 'ringing'; readonly ringingAt: number; readonly earlyMedia: boolean })
  /** Incoming, rings here. */
  | (CallBase & { readonly status: 'incoming' })
  /** Incoming, being answered. */
  | (CallBase & { readonly status: 'connecting' })
  | (CallBase & {
      readonly status: 'active';
      readonly ringingAt?: number | undefined;
      readonly answeredAt: number;
      readonly muted: boolean;
      /** On hold by us, and since when. */
      readonly held: boolean;
      readonly heldAt?: number | undefined;
      /** On hold by the far end. */
      readonly heldByRemote: boolean;
      readonly media: 'connecting' | 'flowing' | 'interrupted';
      /** How it sounds, from the first second of audio on. Stands still on hold. */
      readonly quality?: CallQuality | undefined;
      /** How far its recording is. Absent while nobody asked for one. */
      readonly recording?: RecordingState | undefined;
      /** The message that is left on an answering machine. */
      readonly voicemail?: VoicemailState | undefined;
      /** The last transfer that was tried; a failed one stays until the next. */
      readonly transfer?: TransferState | undefined;
      /** Id of the other call of a three-way conference. */
      readonly mergedWith?: string | undefined;
    })
  | (CallBase & {
      readonly status: 'ended';
      readonly ringingAt?: number | undefined;
      readonly answeredAt?: number | undefined;
      readonly endedAt: number;
      readonly end: CallEnd;
      /** Where it was transferred to, when that worked. */
      readonly transferredTo?: string | undefined;
      /** The message that was left. */
      readonly voicemail?: VoicemailState | undefined;
    });

export type CallStatus = CallState['status'];
export type LiveCallState = Exclude<CallState, { status: 'ended' }>;
export type ActiveCallState = Extract<CallState, { status: 'active' }>;
export type EndedCallState = Extract<CallState, { status: 'ended' }>;

/** What can happen to a call: a signal of its line, an answer of the customer directory, a word of the agent, a measurement. */
export type CallSignal =
  | LineSignal
  | { readonly type: 'identified'; readonly customers: readonly Customer[] }
  | { readonly type: 'noted'; readonly note: string }
  | { readonly type: 'abandoned' }
  | {
      readonly type: 'checked';
      readonly ruleIds?: readonly string[] | undefined;
      readonly warning?: string | undefined;
    }
  /** Joined with another call; without `with` they were taken apart. */
  | { readonly type: 'merged'; readonly with?: string | undefined }
  | { readonly type: 'recording'; readonly recording: RecordingState }
  | { readonly type: 'voicemail'; readonly voicemail: VoicemailState | undefined }
  | { readonly type: 'quality'; readonly quality: CallQuality };

/** Every move a call can make. The diagram in `docs/flows.md` is checked against this table. */
export const callTransitions = {
  dialing: ['ringing', 'active', 'ended'],
  ringing: ['active', 'ended'],
  incoming: ['connecting', 'active', 'ended'],
  connecting: ['active', 'ended'],
  active: ['ended'],
  ended: [],
} as const satisfies Record<CallStatus, readonly CallStatus[]>;

/**
 * The whole life of a call, as a pure function.
 *
 * ```
 * dialing ──► ringing ──┐
 *    └──────────────────┼──► active ──► ended
 * incoming ─► connecting┘      (every status may go to ended)
 * ```
 *
 * A signal that makes no sense in the current state returns the state untouched,
 * because SIP delivers late and duplicate messages as a matter of course.
 */
export function reduceCall(state: CallState, signal: CallSignal, now: number): CallState {
  if (signal.type === 'identified') return { ...state, customers: signal.customers };
  if (signal.type === 'noted') return state.note === signal.note ? state : { ...state, note: signal.note };
  if (signal.type === 'abandoned') return { ...state, abandoned: true };
  if (signal.type === 'checked') return { ...state, ruleIds: signal.ruleIds, warning: signal.warning };
  if (state.status === 'ended') return state;
  switch (signal.type) {
    case 'ringing':
      return ring(state, signal.earlyMedia, now);
    case 'connecting':
      return state.status === 'incoming' ? { ...base(state), status: 'connecting' } : state;
    case 'answered':
      return state.status === 'active' ? state : answer(state, now);
    case 'ended':
      return end(state, signal.end, now);
    default:
      return state.status === 'active' ? reduceActive(state, signal, now) : state;
  }
}

function reduceActive(state: ActiveCallState, signal: CallSignal, now: number): CallState {
  switch (signal.type) {
    case 'muted':
      return state.muted === signal.muted ? state : { ...state, muted: signal.muted };
    case 'held':
      return hold(state, signal, now);
    case 'media':
      return state.media === signal.media ? state : { ...state, media: signal.media };
    case 'quality':
      return { ...state, quality: signal.quality };
    case 'recording':
      return { ...state, recording: signal.recording };
    case 'voicemail':
      return { ...state, voicemail: signal.voicemail };
    case 'merged':
      return state.mergedWith === signal.with ? state : { ...state, mergedWith: signal.with };
    case 'transfer': {
      const transfer = reduceTransfer(state.transfer, signal.step);
      return transfer === state.transfer ? state : { ...state, transfer };
    }
    default:
      return state;
  }
}

function hold(state: ActiveCallState, { held, by }: Extract<LineSignal, { type: 'held' }>, now: number): CallState {
  if (by === 'remote') return state.heldByRemote === held ? state : { ...state, heldByRemote: held };
  return state.held === held ? state : { ...state, held, heldAt: held ? now : undefined };
}

function ring(state: LiveCallState, earlyMedia: boolean, now: number): CallState {
  if (state.status === 'dialing') return { ...base(state), status: 'ringing', ringingAt: now, earlyMedia };
  return state.status === 'ringing' && earlyMedia && !state.earlyMedia ? { ...state, earlyMedia } : state;
}

function answer(state: LiveCallState, now: number): CallState {
  return {
    ...base(state),
    ...ringingAtOf(state),
    status: 'active',
    answeredAt: now,
    muted: false,
    held: false,
    heldByRemote: false,
    media: 'connecting',
  };
}

function end(state: LiveCallState, how: CallEnd, now: number): CallState {
  const active = state.status === 'active' ? state : undefined;
  const to = transferredTo(active?.transfer, how);
  return {
    ...base(state),
    ...ringingAtOf(state),
    ...(active && { answeredAt: active.answeredAt }),
    ...(to !== undefined && { transferredTo: to }),
    ...(active?.voicemail && { voicemail: active.voicemail }),
    status: 'ended',
    endedAt: now,
    end: how,
  };
}

const ringingAtOf = (state: LiveCallState) =>
  'ringingAt' in state && state.ringingAt !== undefined ? { ringingAt: state.ringingAt } : {};

function base({
  id,
  direction,
  number,
  name,
  customers,
  note,
  startedAt,
  divertedFrom,
  consultFor,
  lead,
  abandoned,
  ruleIds,
  warning,
}: CallState): CallBase {
  const known = {
    ...(name !== undefined && { name }),
    ...(divertedFrom !== undefined && { divertedFrom }),
    ...(consultFor !== undefined && { consultFor }),
    ...(lead && { lead }),
    ...(abandoned && { abandoned }),
    ...(ruleIds && { ruleIds }),
    ...(warning !== undefined && { warning }),
  };
  return { id, direction, number, customers, note, startedAt, ...known };
}
