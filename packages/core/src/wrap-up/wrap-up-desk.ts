import type { EndedCallState } from '../calls/call-state.js';
import { DialerError } from '../errors.js';
import type { CallRecord } from '../records/call-record.js';
import type { Clock } from '../shared/clock.js';
import type { WrapUp, WrapUpResult } from './wrap-up.js';
import { needsWrapUp, wrapUpOfCall } from './wrap-up-of-call.js';
import { checkResult, extendTime, startTime, type WrapUpRules } from './wrap-up-rules.js';
import type { Disposition, WrapUpState } from './wrap-up-state.js';

/** A result, and whether time ran out before the agent chose. */
export type GivenResult = WrapUpResult & { readonly timedOut?: boolean };

export interface WrapUpDeskOptions {
  readonly dispositions: readonly Disposition[];
  readonly enabled: boolean;
  readonly rules: WrapUpRules;
  readonly clock: Clock;
  /** Changes the call's record; resolves when that is durable. */
  readonly record: (callId: string, change: Partial<CallRecord>) => Promise<void>;
  /** Writes the result down elsewhere too, such as with the lead: what is acknowledged is stored everywhere. */
  readonly alsoStore?: ((callId: string, result: GivenResult) => Promise<void> | undefined) | undefined;
  readonly onChange: () => void;
  readonly onCompleted: (wrapUp: WrapUpState, result: GivenResult) => void;
}

/** Finished calls that wait for their result, oldest first. */
export interface WrapUpDesk {
  readonly wrapUp: WrapUp;
  waiting(): readonly WrapUpState[];
  /** Takes an ended call, when there is something to say about it. Tells whether it did. */
  take(call: EndedCallState): boolean;
  /** A note or a customer of a waiting call changed. */
  refresh(call: EndedCallState): void;
  dispose(): void;
}

export function createWrapUpDesk(options: WrapUpDeskOptions): WrapUpDesk {
  const { dispositions, enabled, record, onChange, rules, clock } = options;
  let stopTimer = () => {};
  let waiting: readonly WrapUpState[] = [];

  function set(next: readonly WrapUpState[]): void {
    waiting = next.map((each, turn) => (turn === 0 ? startTime(each, rules, clock.now()) : each));
    watchTime();
    onChange();
  }

  /** The end is a moment, so that a page that slept finds it when it wakes. */
  function watchTime(): void {
    stopTimer();
    const [first] = waiting;
    if (first?.until === undefined || first.overdue) return;
    stopTimer = clock.after(Math.max(0, first.until - clock.now()), () => timeOut(first));
  }

  function timeOut(first: WrapUpState): void {
    const { timeoutDisposition: disposition } = rules;
    change({ ...first, overdue: true });
    // What cannot be stored stays open, with its warning; the agent can still choose.
    if (disposition !== undefined) finish(first, { disposition, timedOut: true }).catch(() => {});
  }

  const change = (next: WrapUpState) =>
    set(waiting.map((each) => (each.callId === next.callId ? Object.freeze(next) : each)));

  function current(): WrapUpState {
    const [first] = waiting;
    if (!first) throw new DialerError('wrap-up-not-open', 'No call waits for a result.');
    return first;
  }

  async function complete(result: WrapUpResult): Promise<void> {
    const wrapUp = current();
    checkResult({ ...result, note: result.note ?? wrapUp.note }, { wrapUp, dispositions, now: clock.now() });
    await finish(wrapUp, result);
  }

  async function finish(
    wrapUp: WrapUpState,
    { disposition, note, callbackAt, timedOut = false }: GivenResult,
  ): Promise<void> {
    const text = note ?? waiting.find(({ callId }) => callId === wrapUp.callId)?.note;
    const result = { disposition, ...(callbackAt !== undefined && { callbackAt }), ...(timedOut && { timedOut }) };
    const change = {
      disposition,
      ...(text ? { note: text } : {}),
      ...(callbackAt === undefined ? {} : { callbackAt }),
    };
    await Promise.all([record(wrapUp.callId, change), options.alsoStore?.(wrapUp.callId, result)]);
    // A second press while the first was being stored must not close the next wrap-up.
    if (!waiting.some(({ callId }) => callId === wrapUp.callId)) return;
    set(waiting.filter(({ callId }) => callId !== wrapUp.callId));
    options.onCompleted(wrapUp, result);
  }

  return {
    wrapUp: {
      setNote(note) {
        const wrapUp = current();
        change({ ...wrapUp, note });
        // The keeper retries and warns; typing goes on.
        record(wrapUp.callId, { note }).catch(() => {});
      },
      complete,
      extend: () => change(extendTime(current(), rules, clock.now())),
    },
    waiting: () => waiting,
    take(call) {
      if (!enabled || !needsWrapUp(call)) return false;
      set([...waiting, wrapUpOfCall(call)]);
      return true;
    },
    refresh(call) {
      const open = waiting.find(({ callId }) => callId === call.id);
      if (open) change({ ...open, customers: call.customers });
    },
    dispose: () => stopTimer(),
  };
}
