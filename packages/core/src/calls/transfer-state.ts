import type { ErrorInfo } from '../errors.js';
import type { CallEnd } from './call-state.js';

/** What a line tells of a transfer. */
export type TransferStep =
  /** The far end was asked to call somebody else (SIP REFER). */
  | {
      readonly status: 'asked';
      /** Number or name it is to call. */
      readonly target: string;
      /** The agent talked to the target first. */
      readonly consulted: boolean;
    }
  /** It is willing (202), but nothing has rung yet. */
  | { readonly status: 'accepted' }
  /** The target rings. */
  | { readonly status: 'ringing' }
  /** The target answered: our part is over. */
  | { readonly status: 'done' }
  | {
      readonly status: 'failed';
      /** `transfer-failed` or `transfer-timeout`. */
      readonly error: ErrorInfo;
      /** The SIP status that ended it, when there was one, such as 486 of the target. */
      readonly sip?: CallEnd['sip'];
    };

export type TransferStatus = TransferStep['status'];

/** A transfer of a call: its latest step, and where it goes. */
export type TransferState = TransferStep & Pick<Extract<TransferStep, { status: 'asked' }>, 'target' | 'consulted'>;

/** Every move a transfer can make. The diagram in `docs/flows.md` is checked against this table. */
export const transferTransitions: Readonly<Record<TransferStatus, readonly TransferStatus[]>> = {
  asked: ['accepted', 'ringing', 'done', 'failed'],
  accepted: ['ringing', 'done', 'failed'],
  ringing: ['done', 'failed'],
  done: [],
  failed: [],
};

/**
 * The life of a transfer, as a pure function. What makes no sense now changes nothing;
 * after a failure the call may be transferred anew.
 */
export function reduceTransfer(state: TransferState | undefined, step: TransferStep): TransferState | undefined {
  if (step.status === 'asked') return state && state.status !== 'failed' ? state : step;
  if (!state || !transferTransitions[state.status].includes(step.status)) return state;
  return { target: state.target, consulted: state.consulted, ...step };
}

/**
 * Where a call went, once it ended. A far end that was willing and then hangs up has gone there:
 * its BYE may overtake the news of the answer.
 */
export const transferredTo = (transfer: TransferState | undefined, { by }: CallEnd): string | undefined =>
  transfer && (transfer.status === 'done' || (by === 'remote' && /accepted|ringing/.test(transfer.status)))
    ? transfer.target
    : undefined;
