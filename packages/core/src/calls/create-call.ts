import type { Customer } from '../customers/customer.js';
import { DialerError } from '../errors.js';
import type { DialOptions, Line, LineSignal } from '../phone/phone.js';
import type { Clock } from '../shared/clock.js';
import { createDeferred } from '../shared/deferred.js';
import { createStore } from '../shared/store.js';
import type { Call, Consult } from './call.js';
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
  readonly divertedFrom?: string | undefined;
  readonly consultFor?: string | undefined;
  readonly others: OtherCalls;
}

/** What a call needs of those beside it. */
export interface OtherCalls {
  /** Asked before this call starts to talk, so that no two calls talk at once. */
  quieten(): void;
  /** Whether one of them is talked on. */
  talking(): boolean;
  /** Calls somebody to ask about this call. */
  consult(number: string, options: DialOptions): Call;
}

/** So that a call can be joined to another one. */
const lines = new WeakMap<Call, Line>();

/** A call and the door for what others find out about it. */
export interface CallHandle {
  readonly call: Call;
  identify(customers: readonly Customer[]): void;
  apply(signal: CallSignal): void;
}

/** The shell around `reduceCall`: line signals in, commands out. */
export function createCall(options: CreateCallOptions): CallHandle {
  const { id, line, clock, others } = options;
  const state = createStore<CallState>(initialState(options));
  const answered = createDeferred<boolean>();
  const ended = createDeferred<CallEnd>();
  const ringLimit = createRingLimit(options);
  let consultation: Consult | undefined;

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
      others.quieten();
      line.answer();
    },
    reject() {
      requireStatus('incoming', 'call-not-incoming');
      line.reject();
    },
    async redirect(target) {
      requireStatus('incoming', 'call-not-incoming');
      await line.redirect(target);
    },
    setMuted(muted) {
      requireStatus('active', 'call-not-active');
      line.setMuted(muted);
    },
    async setHeld(held) {
      requireStatus('active', 'call-not-active');
      if (!held) others.quieten();
      await line.setHeld(held);
    },
    async sendTones(tones) {
      await line.sendTones(tones);
    },
    async transfer(to, transferOptions) {
      requireStatus('active', 'call-not-active');
      const { transferLine } = await import('./transfer.js');
      const target = typeof to === 'string' ? to : lines.get(to);
      await transferLine({ line, target, options: transferOptions, talking: others.talking });
    },
    consult(target, dialOptions = {}) {
      requireStatus('active', 'call-not-active');
      if (call.consultation) throw new DialerError('transfer-pending', `Call ${id} is being asked about already.`);
      const other = others.consult(target, dialOptions);
      const watched = import('./transfer.js').then(({ watchConsult }) =>
        watchConsult({ call, other, talking: others.talking }),
      );
      watched.catch(() => {});
      consultation = {
        call: other,
        complete: async () => (await watched).complete(),
        cancel: async () => (await watched).cancel(),
      };
      return consultation;
    },
    get consultation() {
      return consultation?.call.state.snapshot.status === 'ended' ? undefined : consultation;
    },
    setCustomer: (customer) => apply({ type: 'identified', customers: [customer] }),
    setNote: (note) => apply({ type: 'noted', note }),
    hangUp: () => line.hangUp(),
    measure: () => line.measure(),
  };
  lines.set(call, line);
  return { call, identify: (customers) => apply({ type: 'identified', customers }), apply };
}

function initialState({
  id,
  line,
  number,
  name,
  customers,
  clock,
  divertedFrom,
  consultFor,
}: CreateCallOptions): CallState {
  const base = { id, direction: line.direction, number, customers, note: '', startedAt: clock.now() };
  return {
    ...base,
    ...(name !== undefined && { name }),
    ...(divertedFrom !== undefined && { divertedFrom }),
    ...(consultFor !== undefined && { consultFor }),
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
