import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isRecordingOpen,
  type RecordingSignal,
  type RecordingState,
  recordedMsOf,
  recordingTransitions,
  reduceRecording,
} from './recording-state.js';

const error = { code: 'recording-failed', message: 'x' } as const;

/** Runs signals, one every second. */
const run = (...signals: readonly RecordingSignal[]) =>
  signals.reduce<RecordingState | undefined>(
    (state, signal, index) => reduceRecording(state, signal, (index + 1) * 1_000),
    undefined,
  );

const started = { type: 'started', consent: 'agreed' } as const;

describe('the recording of a call', () => {
  it.each<[string, RecordingSignal[], RecordingState['status'] | undefined]>([
    ['nothing is recorded before somebody starts it', [{ type: 'paused' }], undefined],
    ['the agent asks', [{ type: 'asked' }], 'asking'],
    ['the customer agrees', [{ type: 'asked' }, started], 'recording'],
    ['the customer refuses', [{ type: 'asked' }, { type: 'refused' }], 'refused'],
    ['the agent asks again later', [{ type: 'asked' }, { type: 'refused' }, { type: 'asked' }], 'asking'],
    ['who refused is not recorded without being asked', [{ type: 'asked' }, { type: 'refused' }, started], 'refused'],
    ['it is announced', [{ type: 'announced' }], 'announcing'],
    ['a pause', [started, { type: 'paused' }], 'paused'],
    ['only resuming ends a pause', [started, { type: 'paused' }, started], 'paused'],
    ['on again', [started, { type: 'paused' }, { type: 'resumed' }], 'recording'],
    ['stopped is over', [started, { type: 'stopped' }, started], 'stopped'],
    ['what could not begin may be tried again', [{ type: 'failed', error }, started], 'recording'],
    ['what broke after it began is not begun anew', [started, { type: 'failed', error }, started], 'failed'],
  ])('%s', (_name, signals, status) => {
    expect(run(...signals)?.status).toBe(status);
  });

  it('counts what was recorded without the pauses', () => {
    const state = run(started, { type: 'paused' }, { type: 'resumed' });
    expect(recordedMsOf(state, 3_000)).toBe(1_000);
    expect(recordedMsOf(state, 5_500)).toBe(3_500);
    expect(state?.pauses).toBe(1);
  });

  it('makes only the moves of its table, and never counts backwards', () => {
    const signal = fc.constantFrom<RecordingSignal>(
      { type: 'asked' },
      { type: 'announced' },
      started,
      { type: 'refused' },
      { type: 'paused' },
      { type: 'resumed' },
      { type: 'stopped' },
      { type: 'failed', error },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(signal, fc.nat(10_000))), (steps) => {
        let state: RecordingState | undefined;
        let now = 0;
        for (const [next, later] of steps) {
          now += later;
          const before = state;
          const counted = recordedMsOf(before, now);
          state = reduceRecording(before, next, now);
          if (state === before) continue;
          expect(recordingTransitions[before?.status ?? 'none']).toContain(state?.status);
          expect(recordedMsOf(state, now)).toBe(counted);
        }
      }),
    );
  });

  it('is open while sound may come', () => {
    expect(
      [undefined, run({ type: 'asked' }), run(started), run(started, { type: 'stopped' })].map(isRecordingOpen),
    ).toEqual([false, true, true, false]);
  });
});
