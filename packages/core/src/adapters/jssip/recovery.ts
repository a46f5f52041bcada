import { type Clock, every } from '../../shared/clock.js';
import {
  decideRecovery,
  initialRecovery,
  type RecoveryEffect,
  type RecoverySignal,
  type RecoveryState,
  recoveryAlarm,
} from './recovery-state.js';

/** Milliseconds between two looks at the clock, and the gap that tells that the computer slept. */
const lookEvery = 2_000;
const slept = 5_000;

export interface Recovery {
  readonly state: RecoveryState;
  signal(signal: RecoverySignal): void;
}

interface RecoveryOptions {
  readonly clock: Clock;
  readonly graceMs: number;
  readonly act: (effect: RecoveryEffect) => void;
}

/** Runs the decisions of `decideRecovery`: keeps the state, sets its alarm, and notices a computer that slept. */
export function createRecovery({ clock, graceMs, act }: RecoveryOptions): Recovery {
  let state = initialRecovery;
  let cancelAlarm = () => {};
  let stopLooking: (() => void) | undefined;

  function signal(what: RecoverySignal): void {
    const moment = { now: clock.now(), random: Math.random(), graceMs };
    const [next, effects] = decideRecovery(state, what, moment);
    state = next;
    for (const effect of effects) act(effect);
    setAlarm();
    look();
  }

  function setAlarm(): void {
    cancelAlarm();
    const at = recoveryAlarm(state);
    cancelAlarm =
      at === undefined ? () => {} : clock.after(Math.max(0, at - clock.now()), () => signal({ type: 'tick' }));
  }

  function look(): void {
    if (state.status === 'off') {
      stopLooking?.();
      stopLooking = undefined;
      return;
    }
    if (stopLooking !== undefined) return;
    let seen = clock.now();
    stopLooking = every(clock, lookEvery, () => {
      const gap = clock.now() - seen;
      seen = clock.now();
      if (gap > slept) signal({ type: 'doubt' });
    });
  }

  return {
    get state() {
      return state;
    },
    signal,
  };
}
