import type { Call, Consult } from '../calls/call.js';
import type { CallEnd, CallState } from '../calls/call-state.js';
import { DialerError, errorInfoOf, isDialerError } from '../errors.js';
import { normalizeNumber } from '../numbers/phone-number.js';
import { createDeferred } from '../shared/deferred.js';
import { newId } from '../shared/ids.js';
import { createStore } from '../shared/store.js';
import type { TabParts } from './tab-parts.js';

/** A call as every tab sees it, and the door for what its owner shows. */
export interface TabCall {
  readonly call: Call;
  show(state: CallState): void;
  /** It never came to be: the owner refused, or does not answer. */
  fail(error: unknown): void;
}

export interface TabCallOptions {
  readonly first: CallState;
  readonly parts: TabParts;
  /** A call that begins in this tab, shown before the owner knows of it. */
  readonly open: (first: CallState) => TabCall;
}

/** Stays the same object when another tab takes over: only who obeys changes. */
export function createTabCall({ first, parts, open }: TabCallOptions): TabCall {
  const { id } = first;
  const state = createStore<CallState>(first);
  const answered = createDeferred<boolean>();
  const ended = createDeferred<CallEnd>();
  const part = parts.of<Call>(`call:${id}`);
  let consultation: Consult | undefined;

  function show(next: CallState): void {
    if (state.snapshot.status === 'ended' || JSON.stringify(next) === JSON.stringify(state.snapshot)) return;
    state.set(next);
    if (next.status === 'active') answered.resolve(true);
    if (next.status !== 'ended') return;
    answered.resolve(next.answeredAt !== undefined);
    ended.resolve(next.end);
  }

  function assert(status: CallState['status'], code: 'call-not-active' | 'call-not-incoming'): void {
    const { status: now } = state.snapshot;
    if (now !== status) throw new DialerError(code, `Call ${id} is ${now}; this needs a call that is ${status}.`);
  }

  function consult(target: string, options = {}): Consult {
    assert('active', 'call-not-active');
    const other = open({ ...dialing(target), consultFor: id });
    const asked = parts.run(`call:${id}`, 'consult', [target, { ...options, id: other.call.id }]);
    asked.catch(other.fail);
    const asks = parts.of<Consult>(`consult:${id}`);
    consultation = { call: other.call, complete: () => asks.complete(), cancel: () => asks.cancel() };
    return consultation;
  }

  const own = {
    id,
    state,
    answered: answered.promise,
    ended: ended.promise,
    consult,
    answer() {
      assert('incoming', 'call-not-incoming');
      part.answer();
    },
    reject() {
      assert('incoming', 'call-not-incoming');
      part.reject();
    },
    setMuted(muted: boolean) {
      assert('active', 'call-not-active');
      part.setMuted(muted);
    },
  };
  show(first);
  if (first.status === 'active') answered.resolve(true);

  const call = new Proxy(own as unknown as Call, {
    has: (_target, name) => name in own || name in callMethods,
    get(target, name) {
      if (name === 'consultation')
        return consultation?.call.state.snapshot.status === 'ended' ? undefined : consultation;
      return Object.hasOwn(own, name) ? Reflect.get(target, name) : Reflect.get(part, name);
    },
  });

  return {
    call,
    show,
    fail(error) {
      const why = isDialerError(error) ? error : new DialerError('internal-error', String(error));
      const end: CallEnd = { reason: 'failed', by: 'system', error: errorInfoOf(why) };
      const { direction, number, startedAt } = first;
      show({ id, direction, number, customers: [], note: '', startedAt, status: 'ended', endedAt: Date.now(), end });
    },
  };
}

/** So that `'hangUp' in call` holds: that is how a call is told from other arguments. */
const callMethods = { hangUp: true, consultation: true };

/** A call nobody has heard of yet. @throws DialerError `number-invalid` */
export function dialing(number: string): CallState {
  return {
    id: newId(),
    direction: 'outgoing',
    number: normalizeNumber(number),
    customers: [],
    note: '',
    startedAt: Date.now(),
    status: 'dialing',
  };
}
