import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideRecovery,
  initialRecovery,
  pauseOf,
  type RecoveryEffect,
  type RecoverySignal,
  type RecoveryState,
  recoveryAlarm,
  recoveryTransitions,
} from './recovery-state.js';

/** A recovery whose time a test turns. */
function start({ calls = [] as readonly string[], graceMs = 8000 } = {}) {
  let state = initialRecovery;
  let now = 1_000_000;
  function hear(signal: RecoverySignal): readonly RecoveryEffect[] {
    const [next, effects] = decideRecovery(state, signal, { now, random: 0.5, graceMs });
    state = next;
    return effects;
  }
  hear({ type: 'registered' });
  for (const call of calls) hear({ type: 'call-up', call });
  return {
    hear,
    get state(): RecoveryState {
      return state;
    },
    wait(ms: number): readonly RecoveryEffect[] {
      now += ms;
      return hear({ type: 'tick' });
    },
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe('a connection that is lost', () => {
  it('is tried again at once, then after 250 and 500 ms and every second while somebody is talking', () => {
    expect([1, 2, 3, 4, 5, 6, 20].map((attempt) => pauseOf(attempt, true, 0.9))).toEqual([
      0, 250, 500, 1000, 1000, 1000, 1000,
    ]);
  });

  it('is tried again more and more rarely while nobody is, 30 % apart by chance', () => {
    expect([1, 2, 3, 4, 5, 6, 20].map((attempt) => pauseOf(attempt, false, 0.5))).toEqual([
      0, 2000, 4000, 8000, 16_000, 30_000, 30_000,
    ]);
    expect([pauseOf(2, false, 0), pauseOf(2, false, 1)]).toEqual([1400, 2600]);
  });

  it('waits as long as the server asks, in a call too, and when the network comes back', () => {
    const recovery = start({ calls: ['a'] });
    recovery.hear({ type: 'lost' });
    recovery.wait(0);
    recovery.hear({ type: 'attempt-failed', retryAfterMs: 20_000 });
    recovery.hear({ type: 'doubt' });
    expect(recovery.wait(8000)).toEqual([{ type: 'tell' }]);
    expect(recovery.wait(11_999)).toEqual([]);
    expect(recovery.wait(1)).toEqual([{ type: 'connect' }]);
  });

  it('is tried again at once when the network comes back', () => {
    const recovery = start();
    recovery.hear({ type: 'lost' });
    recovery.wait(0);
    recovery.hear({ type: 'attempt-failed' });
    recovery.hear({ type: 'doubt' });
    expect(recovery.wait(0)).toEqual([{ type: 'connect' }]);
  });

  it('is told to JsSIP at once without a call, after the grace time with one', () => {
    expect(start().hear({ type: 'lost' })).toEqual([{ type: 'lost' }, { type: 'tell' }]);
    const talking = start({ calls: ['a'] });
    expect(talking.hear({ type: 'lost' })).toEqual([{ type: 'lost' }]);
    talking.wait(0);
    expect(talking.wait(7999)).toEqual([]);
    expect(talking.wait(1)).toEqual([{ type: 'tell' }]);
  });

  it('is followed, when it is back, by telling every far end where we are', () => {
    const recovery = start({ calls: ['a', 'b'] });
    recovery.hear({ type: 'lost' });
    recovery.wait(0);
    expect(recovery.hear({ type: 'registered' })).toEqual([
      { type: 'refresh', call: 'a', restart: false },
      { type: 'refresh', call: 'b', restart: false },
    ]);
  });

  it('is not mourned twice', () => {
    const recovery = start();
    recovery.hear({ type: 'lost' });
    expect(recovery.hear({ type: 'lost' })).toEqual([]);
    expect(recovery.state.attempt).toBe(1);
  });
});

describe('a connection in doubt', () => {
  it('is asked, and believed when anything is heard within two seconds', () => {
    const recovery = start();
    expect(recovery.hear({ type: 'doubt' })).toEqual([{ type: 'ask' }]);
    recovery.pass(1999);
    recovery.hear({ type: 'heard' });
    expect(recovery.state.status).toBe('good');
    expect(recoveryAlarm(recovery.state)).toBeUndefined();
  });

  it('is given up when nothing is heard within two seconds', () => {
    const recovery = start({ calls: ['a'] });
    recovery.hear({ type: 'doubt' });
    expect(recovery.wait(1999)).toEqual([]);
    expect(recovery.wait(1)).toEqual([{ type: 'drop' }, { type: 'lost' }]);
    expect(recovery.wait(0)).toEqual([{ type: 'connect' }]);
  });
});

describe('audio that stops', () => {
  const media = (path: 'good' | 'doubtful' | 'failed', flows: boolean): RecoverySignal => ({
    type: 'media',
    call: 'a',
    path,
    flows,
  });

  it('gets an ICE restart after two seconds of silence on a path the browser doubts', () => {
    const recovery = start({ calls: ['a'] });
    expect(recovery.hear(media('doubtful', false))).toEqual([]);
    recovery.pass(1999);
    expect(recovery.hear(media('doubtful', false))).toEqual([]);
    recovery.pass(1);
    expect(recovery.hear(media('doubtful', false))).toEqual([{ type: 'restart', call: 'a' }]);
  });

  it('gets one at once when the path failed', () => {
    expect(start({ calls: ['a'] }).hear(media('failed', false))).toEqual([{ type: 'restart', call: 'a' }]);
  });

  it('gets none while packets arrive, or when the path is good and a silence may be the far end’s', () => {
    const recovery = start({ calls: ['a'] });
    for (let second = 0; second < 20; second++) {
      expect(recovery.hear(media('doubtful', true))).toEqual([]);
      expect(recovery.hear(media('good', false))).toEqual([]);
      recovery.pass(1000);
    }
  });

  it('gets another one every ten seconds, and is given up after thirty', () => {
    const recovery = start({ calls: ['a'] });
    const heard: string[] = [];
    for (let second = 0; second <= 35; second++) {
      for (const { type } of recovery.hear(media('doubtful', false))) heard.push(`${second} ${type}`);
      recovery.pass(1000);
    }
    expect(heard).toEqual(['2 restart', '12 restart', '22 restart', '30 give-up']);
  });

  it('is won back only once packets arrive', () => {
    const recovery = start({ calls: ['a'] });
    recovery.hear(media('doubtful', false));
    recovery.hear(media('good', false));
    expect(recovery.state.calls.get('a')?.brokenSince).toBeDefined();
    recovery.hear(media('good', true));
    expect(recovery.state.calls.get('a')?.brokenSince).toBeUndefined();
  });

  it('waits for the connection, and then one offer does both', () => {
    const recovery = start({ calls: ['a'] });
    recovery.hear({ type: 'lost' });
    recovery.wait(0);
    for (let second = 0; second < 5; second++) {
      expect(recovery.hear(media('doubtful', false)), 'the offer could not leave').toEqual([]);
      recovery.pass(1000);
    }
    expect(recovery.hear({ type: 'registered' })).toEqual([{ type: 'refresh', call: 'a', restart: true }]);
    expect(recovery.hear(media('doubtful', false)), 'never both').toEqual([]);
  });

  it('need not wait for the browser’s doubt when the connection has just been lost as well', () => {
    const recovery = start({ calls: ['a'] });
    recovery.hear({ type: 'lost' });
    recovery.wait(0);
    recovery.hear({ type: 'registered' });
    expect(recovery.hear(media('good', false)), 'one look may be between two packets').toEqual([]);
    recovery.pass(499);
    expect(recovery.hear(media('good', false))).toEqual([]);
    recovery.pass(1);
    expect(recovery.hear(media('good', false))).toEqual([{ type: 'restart', call: 'a' }]);
  });

  it('is not doubted for a short silence once the connection has been back for ten seconds', () => {
    const recovery = start({ calls: ['a'] });
    recovery.hear({ type: 'lost' });
    recovery.wait(0);
    recovery.hear({ type: 'registered' });
    recovery.pass(10_000);
    recovery.hear(media('doubtful', false));
    recovery.pass(1999);
    expect(recovery.hear(media('doubtful', false))).toEqual([]);
  });
});

describe('whatever happens, in whatever order', () => {
  const call = fc.constantFrom('a', 'b');
  const signals: fc.Arbitrary<RecoverySignal> = fc.oneof(
    fc.record({ type: fc.constantFrom('registered', 'closed', 'tick', 'doubt', 'heard') }),
    fc.record({
      type: fc.constantFrom('lost', 'attempt-failed'),
      retryAfterMs: fc.option(fc.nat(60_000), { nil: undefined }),
    }),
    fc.record({ type: fc.constantFrom('call-up', 'call-over'), call }),
    fc.record({
      type: fc.constant('media' as const),
      call,
      path: fc.constantFrom('good', 'doubtful', 'failed'),
      flows: fc.boolean(),
    }),
  );

  it('only the moves of the table are made, and nothing is offered to a far end that cannot hear it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(signals, fc.nat(15_000)), { maxLength: 60 }), (story) => {
        let state = initialRecovery;
        let now = 1_000_000;
        for (const [signal, ms] of story) {
          now += ms;
          const [next, effects] = decideRecovery(state, signal, { now, random: 0.5, graceMs: 8000 });
          const moves: readonly string[] = [state.status, ...recoveryTransitions[state.status]];
          expect(moves, `${state.status} → ${next.status}`).toContain(next.status);
          const offers = effects.filter(({ type }) => type === 'restart' || type === 'refresh');
          if (next.status !== 'good') expect(offers).toEqual([]);
          expect(new Set(offers.map((offer) => 'call' in offer && offer.call)).size, 'one offer per call').toBe(
            offers.length,
          );
          if (next.status === 'waiting' || next.status === 'doubtful') expect(recoveryAlarm(next)).toBeDefined();
          state = next;
        }
      }),
    );
  });
});
