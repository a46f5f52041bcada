import type { CallEnd } from '../calls/call-state.js';
import { DialerError } from '../errors.js';
import type { Line, LineSignal } from '../phone/phone.js';
import { Emitter } from '../shared/emitter.js';

/** The line of a call that waits for permission: nothing was dialed, so all it can do is end. */
export interface PendingLine extends Line {
  readonly over: boolean;
  end(how: CallEnd): void;
}

export function createPendingLine(number: string): PendingLine {
  const signals = new Emitter<LineSignal>();
  let over = false;
  const notYet = async (): Promise<never> => {
    throw new DialerError('call-not-active', 'Nothing was dialed yet.');
  };
  function end(how: CallEnd): void {
    if (over) return;
    over = true;
    signals.emit({ type: 'ended', end: how });
  }
  return {
    get over() {
      return over;
    },
    end,
    direction: 'outgoing',
    remote: { number },
    signals: signals.listen,
    answer() {},
    reject() {},
    setMuted() {},
    redirect: notYet,
    setHeld: notYet,
    sendTones: notYet,
    transfer: notYet,
    join: notYet,
    hangUp: () => end({ reason: 'cancelled', by: 'local' }),
    measure: async () => undefined,
  };
}
