import type { Customer } from '../customers/customer.js';
import { DialerError } from '../errors.js';
import type { Line, LineSignal } from '../phone/phone.js';
import type { Clock } from '../shared/clock.js';
import { createDeferred } from '../shared/deferred.js';
import { createStore } from '../shared/store.js';
import type { Call } from './call.js';
import { type CallEnd, type CallSignal, type CallState, reduceCall } from './call-state.js';

export interface CreateCallOptions {
  readonly id: string;
  readonly line: Line;
  readonly number: string;
  readonly name?: string | undefined;
  readonly customers: readonly Customer[];
  readonly clock: Clock;
  /** An outgoing call that rings longer ends as `no-answer`. Milliseconds. */
  readonly ringLimitMs: number;
  /** Asked before this call starts to talk, so that no two calls talk at once. */
  readonly beforeTalking: () => void;
}

/** A call and the door for what others find out about it. */
export interface CallHandle {
  readonly call: Call;
  identify(customers: readonly Customer[]): void;
}

/** The shell around `reduceCall`: line signals in, commands out. */
export function createCall(options: CreateCallOptions): CallHandle {
  const { id, line, clock, beforeTalking } = options;
  const state = createStore<CallState>(initialState(options));
  const answered = createDeferred<boolean>();
  const ended = createDeferred<CallEnd>();
  const ringLimit = createRingLimit(options);

  function apply(signal: CallSignal): void {
    const next = reduceCall(state.snapshot, signal, clock.now());
    const changed = next.status !== state.snapshot.status;
    state.set(next);
    if (!changed) return;
    if (next.status === 'ringing') ringLimit.start();
    if (next.status === 'active') {
      ringLimit.stop();
      answered.resolve(true);
    }
    if (next.status === 'ended') {
      ringLimit.stop();
      answered.resolve(false);
      ended.resolve(next.end);
    }
  }

  function requireStatus(status: CallState['status'], code: 'call-not-active' | 'call-not-incoming'): void {
    const { status: now } = state.snapshot;
    if (now !== status) throw new DialerError(code, `Call ${id} is ${now}; this needs a call that is ${status}.`);
  }

  if (line.direction === 'outgoing') ringLimit.start();
  line.signals((signal) => apply(ringLimit.explain(signal)));

  const call: Call = {
    id,
    state,
    answered: answered.promise,
    ended: ended.promise,
    answer() {
      requireStatus('incoming', 'call-not-incoming');
      beforeTalking();
      line.answer();
    },
    reject() {
      requireStatus('incoming', 'call-not-incoming');
      line.reject();
    },
    setMuted(muted) {
      requireStatus('active', 'call-not-active');
      line.setMuted(muted);
    },
    async setHeld(held) {
      requireStatus('active', 'call-not-active');
      if (!held) beforeTalking();
      await line.setHeld(held);
    },
    async sendTones(tones) {
      await line.sendTones(tones);
    },
    setCustomer: (customer) => apply({ type: 'identified', customers: [customer] }),
    setNote: (note) => apply({ type: 'noted', note }),
    hangUp: () => line.hangUp(),
    measure: () => line.measure(),
  };
  return { call, identify: (customers) => apply({ type: 'identified', customers }) };
}

function initialState({ id, line, number, name, customers, clock }: CreateCallOptions): CallState {
  const base = { id, direction: line.direction, number, customers, note: '', startedAt: clock.now() };
  return {
    ...base,
    ...(name === undefined ? {} : { name }),
    status: line.direction === 'outgoing' ? 'dialing' : 'incoming',
  };
}

/** Gives an outgoing call up after a while, and tells its end apart from a person's cancel. */
function createRingLimit({ line, clock, ringLimitMs }: CreateCallOptions) {
  let cancel = () => {};
  let reached = false;
  return {
    /** Starts, or starts anew: dialing has the limit once, ringing once more. */
    start() {
      cancel();
      cancel = clock.after(ringLimitMs, () => {
        reached = true;
        line.hangUp();
      });
    },
    stop: () => cancel(),
    explain(signal: LineSignal): LineSignal {
      if (!reached || signal.type !== 'ended' || signal.end.reason !== 'cancelled') return signal;
      return { type: 'ended', end: { ...signal.end, reason: 'no-answer', by: 'system' } };
    },
  };
}
