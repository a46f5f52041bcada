import type { EndedCallState } from '../calls/call-state.js';
import { DialerError } from '../errors.js';
import type { CallRecord } from '../records/call-record.js';
import type { WrapUp, WrapUpResult } from './wrap-up.js';
import { needsWrapUp, wrapUpOfCall } from './wrap-up-of-call.js';
import type { Disposition, WrapUpState } from './wrap-up-state.js';

export interface WrapUpDeskOptions {
  readonly dispositions: readonly Disposition[];
  readonly enabled: boolean;
  /** Changes the call's record; resolves when that is durable. */
  readonly record: (callId: string, change: Partial<CallRecord>) => Promise<void>;
  readonly onChange: () => void;
  readonly onCompleted: (wrapUp: WrapUpState, disposition: string) => void;
}

/** Finished calls that wait for their result, oldest first. */
export interface WrapUpDesk {
  readonly wrapUp: WrapUp;
  waiting(): readonly WrapUpState[];
  /** Takes an ended call, when there is something to say about it. Tells whether it did. */
  take(call: EndedCallState): boolean;
  /** A note or a customer of a waiting call changed. */
  refresh(call: EndedCallState): void;
}

export function createWrapUpDesk(options: WrapUpDeskOptions): WrapUpDesk {
  const { dispositions, enabled, record, onChange } = options;
  let waiting: readonly WrapUpState[] = [];

  function set(next: readonly WrapUpState[]): void {
    waiting = next;
    onChange();
  }

  function current(): WrapUpState {
    const [first] = waiting;
    if (!first) throw new DialerError('wrap-up-not-open', 'No call waits for a result.');
    return first;
  }

  function requireDisposition(id: string): void {
    if (dispositions.some((disposition) => disposition.id === id)) return;
    const known = dispositions.map((disposition) => disposition.id).join(', ');
    throw new DialerError('disposition-unknown', `disposition: got "${id}"; pass one of ${known}.`);
  }

  async function complete({ disposition, note, callbackAt }: WrapUpResult): Promise<void> {
    const wrapUp = current();
    requireDisposition(disposition);
    const text = note ?? wrapUp.note;
    await record(wrapUp.callId, {
      disposition,
      ...(text ? { note: text } : {}),
      ...(callbackAt === undefined ? {} : { callbackAt }),
    });
    // A second press while the first was being stored must not close the next wrap-up.
    if (!waiting.some(({ callId }) => callId === wrapUp.callId)) return;
    set(waiting.filter(({ callId }) => callId !== wrapUp.callId));
    options.onCompleted(wrapUp, disposition);
  }

  return {
    wrapUp: {
      setNote(note) {
        const wrapUp = current();
        set(waiting.map((each) => (each === wrapUp ? Object.freeze({ ...each, note }) : each)));
        // The keeper retries and warns; typing goes on.
        record(wrapUp.callId, { note }).catch(() => {});
      },
      complete,
    },
    waiting: () => waiting,
    take(call) {
      if (!enabled || !needsWrapUp(call)) return false;
      set([...waiting, wrapUpOfCall(call)]);
      return true;
    },
    refresh(call) {
      if (!waiting.some(({ callId }) => callId === call.id)) return;
      set(
        waiting.map((each) => (each.callId === call.id ? Object.freeze({ ...each, customers: call.customers }) : each)),
      );
    },
  };
}
