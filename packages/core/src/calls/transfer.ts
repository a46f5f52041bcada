import { DialerError } from '../errors.js';
import type { Line, TransferOptions } from '../phone/phone.js';
import type { Call, Consult } from './call.js';

const underWay = new WeakSet<Line>();

interface Transfer {
  readonly line: Line;
  /** `undefined` for a call of another dialer. */
  readonly target: string | Line | undefined;
  readonly options?: TransferOptions | undefined;
  /** Whether another call is talked on. */
  readonly talking: () => boolean;
}

/**
 * Holds the far end and sends it away; brings it back when that fails.
 * @throws DialerError what `Line.transfer` throws
 */
export async function transferLine({ line, target, options, talking }: Transfer): Promise<void> {
  if (target === undefined) throw new DialerError('call-not-active', 'The target is not a call of this dialer.');
  if (underWay.has(line)) throw new DialerError('transfer-pending', 'The call is being transferred already.');
  underWay.add(line);
  try {
    await sendAway({ line, target, options, talking });
  } finally {
    underWay.delete(line);
  }
}

async function sendAway({
  line,
  target,
  options,
  talking,
}: Transfer & { readonly target: string | Line }): Promise<void> {
  // Whoever refuses hold can be transferred all the same.
  await line.setHeld(true).catch(() => {});
  try {
    await line.transfer(target, options);
  } catch (error) {
    if (!talking()) await line.setHeld(false).catch(() => {});
    throw error;
  }
  if (typeof target !== 'string') target.hangUp();
}

interface Consultation {
  /** The call that waits on hold. */
  readonly call: Call;
  /** The call to the person who is asked. */
  readonly other: Call;
  readonly talking: () => boolean;
}

/** Watches over a consultation: however it ends, the one who waits is not forgotten. */
export function watchConsult({ call, other, talking }: Consultation): Omit<Consult, 'call'> {
  let completing: Promise<void> | undefined;
  let merged = false;
  // In a conference nobody waits any more: when it is on hold, the agent wants it so.
  const unsubscribe = other.state.subscribe(() => {
    const state = other.state.snapshot;
    if (state.status === 'active') merged = state.mergedWith === call.id;
  });

  const back = other.ended.then(async () => {
    // The one who was asked hangs up on us when they take the other call over.
    unsubscribe();
    await completing?.catch(() => {});
    if (!merged && call.state.snapshot.status === 'active' && !talking()) await call.setHeld(false);
  });
  back.catch(() => {});

  return {
    async complete() {
      const { status } = other.state.snapshot;
      if (status !== 'active') {
        throw new DialerError('call-not-active', `The person who is asked has not answered: that call is ${status}.`);
      }
      completing = call.transfer(other);
      await completing;
    },
    async cancel() {
      other.hangUp();
      await back;
    },
  };
}
