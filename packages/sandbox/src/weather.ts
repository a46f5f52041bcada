import { type Clock, DialerError } from '@dialdeck/core';
import { createRandom } from './random.js';
import type { NetworkWeather } from './socket.js';

/** How bad the network of the agents is. What is left out stays as it was. */
export interface NetworkTrouble {
  /** Milliseconds every SIP message takes, each way, 0 to 60000. */
  readonly delayMs?: number | undefined;
  /** Share of SIP messages that get lost, 0 to 1. The same seed loses the same ones. */
  readonly loss?: number | undefined;
  /** Milliseconds a busy server thinks before it answers a sign-in or takes up a new call, 0 to 60000. */
  readonly thinkMs?: number | undefined;
}

export interface Weather {
  readonly now: NetworkWeather;
  readonly thinkMs: number;
  /** @throws DialerError `sandbox-invalid` */
  set(trouble: NetworkTrouble): void;
  /** @throws DialerError `sandbox-invalid` */
  freeze(ms: number): void;
}

/** The network between the agents' phones and the exchange. */
export function createWeather(clock: Clock, initialDelayMs: number): Weather {
  const random = createRandom('weather');
  let delayMs = initialDelayMs;
  let loss = 0;
  let thinkMs = 0;
  let frozenUntil = 0;
  const loses = () => loss > 0 && random() < loss;
  return {
    get now() {
      return { delayMs, loses, frozenUntil };
    },
    get thinkMs() {
      return thinkMs;
    },
    set(trouble) {
      const { delayMs: nextDelay = delayMs, loss: nextLoss = loss, thinkMs: nextThink = thinkMs } = trouble;
      check('delayMs', nextDelay, 60_000);
      check('thinkMs', nextThink, 60_000);
      thinkMs = nextThink;
      check('loss', nextLoss, 1);
      delayMs = nextDelay;
      loss = nextLoss;
    },
    freeze(ms) {
      check('ms', ms, 600_000);
      frozenUntil = clock.now() + ms;
    },
  };
}

function check(field: string, value: number, most: number): void {
  if (typeof value === 'number' && value >= 0 && value <= most) return;
  throw new DialerError('sandbox-invalid', `${field}: got ${String(value)}; must be a number from 0 to ${most}.`);
}
