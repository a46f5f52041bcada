import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  reduceTransfer,
  type TransferState,
  type TransferStep,
  transferredTo,
  transferTransitions,
} from './transfer-state.js';

const asked: TransferState = { status: 'asked', target: '1002', consulted: false };
const busy: TransferStep = {
  status: 'failed',
  error: { code: 'transfer-failed', message: 'busy' },
  sip: { code: 486, phrase: 'Busy Here' },
};
const steps: fc.Arbitrary<TransferStep> = fc.constantFrom<TransferStep>(
  { ...asked },
  { status: 'accepted' },
  { status: 'ringing' },
  { status: 'done' },
  busy,
);
const after = (...all: readonly TransferStep[]) => all.reduce<TransferState | undefined>(reduceTransfer, undefined);

describe('a transfer', () => {
  it('knows its target to the end', () => {
    expect(after(asked, { status: 'accepted' }, { status: 'ringing' }, { status: 'done' })).toEqual({
      ...asked,
      status: 'done',
    });
    expect(after(asked, busy)).toEqual({ ...asked, ...busy });
  });

  it('makes only the moves of its table, whatever the network says and in whatever order', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 12 }), (all) => {
        let state: TransferState | undefined;
        for (const step of all) {
          const next = reduceTransfer(state, step);
          if (next !== state && state !== undefined) {
            const anew = state.status === 'failed' && next?.status === 'asked';
            expect(anew || transferTransitions[state.status].includes(next?.status ?? 'asked')).toBe(true);
          }
          state = next;
        }
      }),
    );
  });

  it('cannot be asked for again before it is decided, and can after it failed', () => {
    const again: TransferStep = { ...asked, target: '1003' };
    expect(after(asked, again)?.target).toBe('1002');
    expect(after(asked, busy, again)).toEqual(again);
  });

  it('counts as done when the far end was willing and hung up, and never by a guess', () => {
    const theirs = { reason: 'hung-up', by: 'remote' } as const;
    const ours = { reason: 'hung-up', by: 'local' } as const;
    expect(transferredTo(after(asked, { status: 'ringing' }), theirs)).toBe('1002');
    expect(transferredTo(after(asked), theirs), 'it never agreed').toBeUndefined();
    expect(transferredTo(after(asked, { status: 'accepted' }), ours), 'the agent gave up').toBeUndefined();
    expect(transferredTo(after(asked, busy), theirs)).toBeUndefined();
  });
});
