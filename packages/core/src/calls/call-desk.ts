import type { Customer } from '../customers/customer.js';
import { DialerError } from '../errors.js';
import type { Line, Phone } from '../phone/phone.js';
import type { Clock } from '../shared/clock.js';
import { newId } from '../shared/ids.js';
import { talkingBeside } from './active-call.js';
import type { Call, CallOptions } from './call.js';
import type { CallState, LiveCallState } from './call-state.js';
import { createCall } from './create-call.js';

export interface CallDeskOptions {
  readonly phone: Phone;
  readonly clock: Clock;
  readonly maxCalls: number;
  readonly ringLimitMs: number;
  /** Finds out who it is; the answer may come after the call has ended. */
  readonly lookUp: (number: string, found: (customers: readonly Customer[]) => void) => void;
  /** A call came into being (`before` is undefined) or changed. */
  readonly onChange: (before: CallState | undefined, after: CallState) => void;
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

/** SIP 486 Busy Here: what one call too many hears. */
const busyHere = 486;

export function createCallDesk({ phone, clock, maxCalls, ringLimitMs, lookUp, onChange }: CallDeskOptions): CallDesk {
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

  function add(line: Line, party: { number: string; name?: string | undefined; customers: readonly Customer[] }): Call {
    const id = newId();
    const beforeTalking = () => quietenOthers(id);
    const { call, identify } = createCall({ id, line, clock, ringLimitMs, beforeTalking, ...party });
    let last = call.state.snapshot;
    calls.set(id, call);
    onChange(undefined, last);
    call.state.subscribe(() => {
      const before = last;
      last = call.state.snapshot;
      onChange(before, last);
    });
    if (party.customers.length === 0) lookUp(party.number, identify);
    return call;
  }

  /** One call too many: the caller hears busy, nothing rings here, and still there is a record. */
  function turnAway(line: Line): void {
    const { number, name } = line.remote;
    const id = newId();
    const { call } = createCall({ id, line, clock, ringLimitMs, number, name, customers: [], beforeTalking: () => {} });
    const first = call.state.snapshot;
    void call.ended.then(() => {
      onChange(undefined, first);
      onChange(first, call.state.snapshot);
    });
    line.reject(busyHere);
  }

  phone.incoming((line) => {
    if (live().length >= maxCalls) turnAway(line);
    else add(line, { ...line.remote, customers: [] });
  });

  return {
    dial(number, { customer, ...options }) {
      if (live().length >= maxCalls) {
        throw new DialerError('too-many-calls', `${maxCalls} calls are up already (maxCalls); end one first.`);
      }
      const call = add(phone.dial(number, options), { number, customers: customer ? [customer] : [] });
      quietenOthers(call.id);
      return call;
    },
    find: (id) => calls.get(id),
    live,
    forget: (id) => void calls.delete(id),
    hangUpAll() {
      for (const call of calls.values()) call.hangUp();
    },
  };
}

const isLive = (state: CallState): state is LiveCallState => state.status !== 'ended';
