import type { Customer } from '../customers/customer.js';
import { DialerError } from '../errors.js';
import type { IntentDecision } from '../intents/intents.js';
import type { LeadRef } from '../intents/lead-ref.js';
import type { DialOptions, Line, LineSignal, LineSound, LineTicket } from '../phone/phone.js';
import type { RecordingDesk } from '../recording/recording.js';
import type { Clock } from '../shared/clock.js';
import { createDeferred } from '../shared/deferred.js';
import { createStore } from '../shared/store.js';
import type { Call, Consult } from './call.js';
import { type ActiveCallState, type CallEnd, type CallSignal, type CallState, reduceCall } from './call-state.js';
import type { CallPart } from './conference.js';

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
  readonly lead?: LeadRef | undefined;
  readonly others: OtherCalls;
  /** A call that another page has begun, as it goes on here. */
  readonly resumed?: ActiveCallState | undefined;
}

/** What a call needs of those beside it. */
export interface OtherCalls {
  /** Asked before this call starts to talk, so that no two calls talk at once. */
  quieten(): void;
  /** Whether one of them is talked on. */
  talking(): boolean;
  /** Records it; throws where nothing does. */
  recording(): Pick<RecordingDesk, 'record' | 'dropVoicemail'>;
  /** Calls somebody to ask about this call. */
  consult(number: string, options: DialOptions): Call;
  /** Asks the page before an answer or a hang-up; `undefined` when nobody minds. */
  ask(type: 'before-answer' | 'before-hang-up', call: CallState): Promise<IntentDecision> | undefined;
}

/** So that a call can be joined to another one. */
const parts = new WeakMap<Call, CallPart>();

/** With what another page could take up the call. */
export const ticketOf = (call: Call | undefined): LineTicket | undefined => call && parts.get(call)?.line.ticket;

/** A call and the door for what others find out about it. */
export interface CallHandle {
  readonly call: Call;
  identify(customers: readonly Customer[]): void;
  apply(signal: CallSignal): void;
  /** The voices of its line, where the telephone gives them away. */
  readonly sound: LineSound | undefined;
  /** Goes on with this line: the one that was there only waited for permission to dial. */
  connect(line: Line): void;
}

/** The shell around `reduceCall`: line signals in, commands out. */
export function createCall(options: CreateCallOptions): CallHandle {
  const { id, clock, others } = options;
  let { line } = options;
  const state = createStore<CallState>(options.resumed ?? initialState(options));
  const answered = createDeferred<boolean>();
  const ended = createDeferred<CallEnd>();
  const ringLimit = createRingLimit(options, () => line.hangUp());
  let asking: Promise<IntentDecision> | undefined;
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

  function connect(next: Line): void {
    line = next;
    if (line.direction === 'outgoing') ringLimit.start();
    line.signals((signal) => apply(ringLimit.explain(signal)));
  }

  function answer(): void {
    if (state.snapshot.status !== 'incoming') return;
    others.quieten();
    line.answer();
  }

  /** Does it unless the page objects. Asked for twice, it is done: nobody may be kept on a line by a slow page. */
  function unlessPrevented(type: 'before-answer' | 'before-hang-up', act: () => void): void {
    const decision = asking ? undefined : others.ask(type, state.snapshot);
    if (!decision) {
      act();
      return;
    }
    asking = decision;
    const done = (allowed: boolean) => {
      asking = undefined;
      if (allowed) act();
    };
    decision.then(
      ({ allowed }) => done(allowed),
      () => done(true),
    );
  }

  const call: Call = {
    id,
    state,
    answered: answered.promise,
    ended: ended.promise,
    answer() {
      requireStatus('incoming', 'call-not-incoming');
      unlessPrevented('before-answer', answer);
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
      (part.conference ?? line).setMuted(muted);
    },
    async setHeld(held) {
      requireStatus('active', 'call-not-active');
      if (!held) others.quieten();
      await (part.conference ?? line).setHeld(held);
    },
    async sendTones(tones) {
      await line.sendTones(tones);
    },
    async transfer(to, transferOptions) {
      requireStatus('active', 'call-not-active');
      const { transferLine } = await import('./transfer.js');
      const target = typeof to === 'string' ? to : parts.get(to)?.line;
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
    async merge(other) {
      requireStatus('active', 'call-not-active');
      const { mergeCalls } = await import('./conference.js');
      await mergeCalls(part, parts.get(other));
    },
    async split() {
      await part.conference?.split(part);
    },
    record: async (command) => others.recording().record(id, command),
    dropVoicemail: async (message, how) => others.recording().dropVoicemail(id, message, how),
    setCustomer: (customer) => apply({ type: 'identified', customers: [customer] }),
    setNote: (note) => apply({ type: 'noted', note }),
    hangUp: () => unlessPrevented('before-hang-up', () => line.hangUp()),
    measure: () => line.measure(),
  };
  const part: CallPart = {
    call,
    get line() {
      return line;
    },
    apply,
    quieten: others.quieten,
  };
  parts.set(call, part);
  connect(line);
  if (options.resumed) {
    ringLimit.stop();
    answered.resolve(true);
  }
  return {
    call,
    get sound() {
      return line.sound;
    },
    identify: (customers) => apply({ type: 'identified', customers }),
    apply,
    connect,
  };
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
  lead,
}: CreateCallOptions): CallState {
  const base = { id, direction: line.direction, number, customers, note: '', startedAt: clock.now() };
  return {
    ...base,
    ...(name !== undefined && { name }),
    ...(divertedFrom !== undefined && { divertedFrom }),
    ...(consultFor !== undefined && { consultFor }),
    ...(lead && { lead }),
    status: line.direction === 'outgoing' ? 'dialing' : 'incoming',
  };
}

/** Gives an outgoing call up after a while, and tells its end apart from a person's cancel. */
function createRingLimit({ clock, ringLimitMs }: CreateCallOptions, hangUp: () => void) {
  let cancel = () => {};
  let reached = false;
  return {
    /** Starts, or starts anew: dialing has the limit once, ringing once more. */
    start() {
      cancel();
      cancel = clock.after(ringLimitMs, () => {
        reached = true;
        hangUp();
      });
    },
    stop: () => cancel(),
    explain(signal: LineSignal): LineSignal {
      if (!reached || signal.type !== 'ended' || signal.end.reason !== 'cancelled') return signal;
      return { type: 'ended', end: { ...signal.end, reason: 'no-answer', by: 'system' } };
    },
  };
}
