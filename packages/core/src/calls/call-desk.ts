import type { Customer } from '../customers/customer.js';
import { DialerError } from '../errors.js';
import type { Line, Phone } from '../phone/phone.js';
import type { Clock } from '../shared/clock.js';
import { newId } from '../shared/ids.js';
import { talkingBeside } from './active-call.js';
import type { Call, CallOptions } from './call.js';
import type { CallState, LiveCallState } from './call-state.js';
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
  /** A call was answered. */
  readonly onActive: (handle: CallHandle) => void;
}

/** All calls of one dialer: several at once, one of them talking. */
export interface CallDesk {
  dial(number: string, options: CallOptions): Call;
  find(id: string): Call | undefined;
  /** Live calls, oldest first. */
  live(): readonly LiveCallState[];
  /** Drops an ended call nobody needs any more. */
  forget(id: string): void;
  hangUpAll(): void;
}

interface NewParty {
  readonly number: string;
  readonly name?: string | undefined;
  readonly customers: readonly Customer[];
  readonly divertedFrom?: string | undefined;
  readonly consultFor?: string | undefined;
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
}: CallDeskOptions): CallDesk {
  const calls = new Map<string, Call>();

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
    consult: (number, options) => dial(number, { ...options, consultFor: id }),
  });

  function add(line: Line, party: NewParty): Call {
    const id = newId();
    const handle = createCall({ id, line, clock, ringLimitMs, others: othersOf(id), ...party });
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
    return call;
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
    const { id } = add(line, { ...line.remote, customers: [] });
    if (line.direction === 'outgoing') quietenOthers(id);
  });

  function dial(number: string, { customer, consultFor, ...options }: CallOptions & { consultFor?: string }): Call {
    if (live().length >= maxCalls) {
      throw new DialerError('too-many-calls', `${maxCalls} calls are up already (maxCalls); end one first.`);
    }
    const call = add(phone.dial(number, options), { number, customers: customer ? [customer] : [], consultFor });
    quietenOthers(call.id);
    return call;
  }

  return {
    dial,
    find: (id) => calls.get(id),
    live,
    forget: (id) => void calls.delete(id),
    hangUpAll() {
      for (const call of calls.values()) call.hangUp();
    },
  };
}

const isLive = (state: CallState): state is LiveCallState => state.status !== 'ended';
