import { DialerError } from '../../errors.js';
import type { Line, LineSignal } from '../../phone/phone.js';
import { Emitter } from '../../shared/emitter.js';

const message = 'The phone is not connected.';

/** A line that was dialed before the phone ever connected: it ends at once. */
export function createOfflineLine(number: string): Line {
  const signals = new Emitter<LineSignal>();
  const notActive = async (): Promise<never> => {
    throw new DialerError('call-not-active', message);
  };
  // Two microtasks: whoever awaits once before listening misses nothing.
  void Promise.resolve()
    .then(() => {})
    .then(() =>
      signals.emit({
        type: 'ended',
        end: { reason: 'failed', by: 'system', error: Object.freeze({ code: 'not-connected', message }) },
      }),
    );
  return {
    direction: 'outgoing',
    remote: { number },
    signals: signals.listen,
    answer() {},
    reject() {},
    redirect: async () => {},
    setMuted() {},
    setHeld: notActive,
    sendTones: notActive,
    transfer: notActive,
    join: notActive,
    hangUp() {},
    measure: async () => undefined,
  };
}
