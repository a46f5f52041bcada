import type { Customer } from '../customers/customer.js';
import { DialerError, errorInfoOf } from '../errors.js';
import type { DialRequest, DialVerdict } from '../intents/dial-check.js';
import type { IntentDecision, IntentSubject, IntentType } from '../intents/intents.js';
import type { LeadRef } from '../intents/lead-ref.js';
import { createPendingLine, type PendingLine } from '../intents/pending-line.js';
import type { DialOptions, Line, Phone } from '../phone/phone.js';
import type { RecordingDesk } from '../recording/recording.js';
import type { Clock } from '../shared/clock.js';
import { newId } from '../shared/ids.js';
import { talkingBeside } from './active-call.js';
import type { Call, CallOptions } from './call.js';
import type { ActiveCallState, CallState, LiveCallState } from './call-state.js';
import { type CallHandle, createCall, type OtherCalls } from './create-call.js';

export interface CallDeskOptions {
  readonly phone: Phone;
  readonly clock: Clock;
  readonly maxCalls: number;
  readonly ringLimitMs: number;
  /** Finds out who it is; the answer may come after the call has ended. */
  readonly lookUp: (number: string, found: (customers: readonly Customer[]) => void) => void;
  /** A call came into being (`before` is undefined) or changed. */
  readonly onChange: (before: CallState | undefined, after: CallState) => void;
  /** Whether nothing may ring here now. */
  readonly doNotDisturb: () => boolean;
  /** Whether a number may be dialed; `undefined` when nobody has to be asked. */
  readonly permit: (request: DialRequest) => Promise<DialVerdict> | undefined;
  /** Asks the page before an act of the agent; `undefined` when nobody minds. */
  readonly ask: (type: IntentType, subject: IntentSubject) => Promise<IntentDecision> | undefined;
  /** What records calls, if anything does. */
  readonly recording: () => RecordingDesk | undefined;
  /** A call was answered. */
  readonly onActive: (handle: CallHandle) => void;
}

/** All calls of one dialer: several at once, one of them talking. */
export interface CallDesk {
  dial(number: string, options: CallOptions): Call;
  find(id: string): Call | undefined;
  /** Goes on with an answered call of another page. */
  resume(line: Line, resumed: ActiveCallState): Call;
  /** Live calls, oldest first. */
  live(): readonly LiveCallState[];
  /** Drops an ended call nobody needs any more. */
  forget(id: string): void;
  hangUpAll(): void;
}

interface NewParty {
  readonly id?: string | undefined;
  readonly number: string;
  readonly name?: string | undefined;
  readonly customers: readonly Customer[];
  readonly divertedFrom?: string | undefined;
  readonly consultFor?: string | undefined;
  readonly lead?: LeadRef | undefined;
  readonly ringLimitMs?: number | undefined;
  readonly resumed?: ActiveCallState | undefined;
}

/** SIP 486 Busy Here: what one call too many hears. */
const busyHere = 486;

export function createCallDesk({
  phone,
  clock,
  maxCalls,
  ringLimitMs,
  lookUp,
  onChange,
  onActive,
  doNotDisturb,
  permit,
  ask,
  recording,
}: CallDeskOptions): CallDesk {
  const calls = new Map<string, Call>();
  let closing = false;

  const live = () => [...calls.values()].map(({ state }) => state.snapshot).filter(isLive);

  /** Everybody else goes on hold; who refuses is at least not spoken to. */
  function quietenOthers(id: string): void {
    for (const other of talkingBeside(live(), id)) {
      const call = calls.get(other);
      call?.setHeld(true).catch(() => {
        if (call.state.snapshot.status === 'active') call.setMuted(true);
      });
    }
  }

  const othersOf = (id: string): OtherCalls => ({
    quieten: () => quietenOthers(id),
    talking: () => talkingBeside(live(), id).length > 0,
    recording() {
      const desk = recording();
      if (desk) return desk;
      throw new DialerError('recording-off', 'Pass recording: createRecording({ … }) to createDialer.');
    },
    consult: (number, options) => dial(number, { ...options, consultFor: id }),
    ask: (type, { direction, number }) => (closing ? undefined : ask(type, { callId: id, direction, number })),
  });

  function add(line: Line, { id = newId(), ...party }: NewParty): CallHandle {
    const limits = { ringLimitMs: party.ringLimitMs ?? ringLimitMs };
    const handle = createCall({ id, line, clock, others: othersOf(id), ...party, ...limits });
    const { call, identify } = handle;
    let last = call.state.snapshot;
    calls.set(id, call);
    onChange(undefined, last);
    call.state.subscribe(() => {
      const before = last;
      last = call.state.snapshot;
      onChange(before, last);
      if (last.status === 'active' && before.status !== 'active') onActive(handle);
    });
    if (party.customers.length === 0) lookUp(party.number, identify);
    return handle;
  }

  /** One call too many, or one at a bad time: the caller hears busy, nothing rings here, and still there is a record. */
  function turnAway(line: Line): void {
    const { number, name } = line.remote;
    const id = newId();
    const { call } = createCall({ id, line, clock, ringLimitMs, number, name, customers: [], others: othersOf(id) });
    const first = call.state.snapshot;
    void call.ended.then(() => {
      onChange(undefined, first);
      onChange(first, call.state.snapshot);
    });
    if (line.direction === 'outgoing') line.hangUp();
    else line.reject(busyHere);
  }

  phone.incoming((line) => {
    const unwanted = line.direction === 'incoming' && doNotDisturb();
    if (unwanted || live().length >= maxCalls) return turnAway(line);
    const { call } = add(line, { ...line.remote, customers: [] });
    if (line.direction === 'outgoing') quietenOthers(call.id);
  });

  function dial(
    number: string,
    { customer, consultFor, lead, ringLimitSeconds, id = newId(), ...options }: CallOptions & { consultFor?: string },
  ): Call {
    if (live().length >= maxCalls) {
      throw new DialerError('too-many-calls', `${maxCalls} calls are up already (maxCalls); end one first.`);
    }
    const verdict = permit({ callId: id, number, customer, lead });
    const pending = verdict && createPendingLine(number);
    const handle = add(pending ?? phone.dial(number, options), {
      id,
      number,
      customers: customer ? [customer] : [],
      consultFor,
      lead,
      ringLimitMs: ringLimitSeconds && ringLimitSeconds * 1_000,
    });
    quietenOthers(id);
    if (pending) void verdict.then((said) => dialWhenAllowed(said, { pending, handle, options }));
    return handle.call;
  }

  function dialWhenAllowed(
    verdict: DialVerdict,
    { pending, handle, options }: { pending: PendingLine; handle: CallHandle; options: DialOptions },
  ): void {
    if (pending.over) return;
    const { ruleIds } = verdict;
    const warning = verdict.allowed ? verdict.warning : undefined;
    if (ruleIds || warning !== undefined) handle.apply({ type: 'checked', ruleIds, warning });
    if (verdict.allowed) {
      handle.connect(phone.dial(pending.remote.number, options));
      return;
    }
    const error = errorInfoOf(new DialerError('call-not-allowed', verdict.reason));
    pending.end({ reason: 'failed', by: 'system', error });
  }

  return {
    dial,
    find: (id) => calls.get(id),
    resume(line, resumed) {
      const handle = add(line, { ...resumed, resumed });
      onActive(handle);
      return handle.call;
    },
    live,
    forget: (id) => void calls.delete(id),
    hangUpAll() {
      closing = true;
      for (const call of calls.values()) call.hangUp();
    },
  };
}

const isLive = (state: CallState): state is LiveCallState => state.status !== 'ended';
