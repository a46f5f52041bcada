import { DialerError } from '../errors.js';
import type { Line } from '../phone/phone.js';
import type { Call } from './call.js';
import type { CallSignal } from './call-state.js';

/** A call as others of its dialer get hold of it. */
export interface CallPart {
  readonly call: Call;
  readonly line: Line;
  readonly apply: (signal: CallSignal) => void;
  /** Everybody but this call, and who is merged with it, goes on hold. */
  readonly quieten: () => void;
  /** The conference it is part of. */
  conference?: Conference | undefined;
}

/** Two calls that are one conversation. */
export interface Conference {
  /** The agent's voice, for both. */
  setMuted(muted: boolean): void;
  /** Both. Who cannot follow brings the other one back. @throws DialerError `hold-rejected`, `call-not-active` */
  setHeld(held: boolean): Promise<void>;
  /** `active` is talked on, the other one goes on hold. @throws DialerError `hold-rejected` */
  split(active: CallPart): Promise<void>;
}

const activeOf = ({ call }: CallPart) => {
  const state = call.state.snapshot;
  return state.status === 'active' ? state : undefined;
};
const isHeld = (part: CallPart): boolean => activeOf(part)?.held === true;

/**
 * Makes a conference of two answered calls.
 * @param two `undefined` for a call of another dialer
 * @throws DialerError `call-not-active`, `merge-failed`, `hold-rejected`
 */
export async function mergeCalls(one: CallPart, two: CallPart | undefined): Promise<void> {
  if (!two || two === one) throw new DialerError('merge-failed', 'This needs two calls of one dialer.');
  if (one.conference || two.conference) {
    throw new DialerError('merge-failed', 'One of the calls is in a conference already; split it first.');
  }
  assertActive(two);
  const both = [one, two] as const;
  const muted = both.some((part) => !isHeld(part) && activeOf(part)?.muted);
  const conference = createConference(both);
  for (const part of both) part.conference = conference;
  try {
    await conference.begin();
  } catch (error) {
    for (const part of both) part.conference = undefined;
    throw error;
  }
  conference.setMuted(muted);
  one.apply({ type: 'merged', with: two.call.id });
  two.apply({ type: 'merged', with: one.call.id });
  one.quieten();
}

function assertActive(part: CallPart): void {
  const { id, state } = part.call;
  if (!activeOf(part)) throw new DialerError('call-not-active', `Call ${id} is ${state.snapshot.status}.`);
}

function createConference(both: readonly [CallPart, CallPart]): Conference & { begin(): Promise<void> } {
  let takeApart = async () => {};
  let isOver = false;

  /** Whoever is left goes on as a normal call. Once: either may be in another conference when the other one ends. */
  async function dissolve(): Promise<void> {
    if (isOver) return;
    isOver = true;
    for (const part of both) {
      part.conference = undefined;
      part.apply({ type: 'merged' });
    }
    await takeApart();
  }

  const holdAll = async (parts: readonly CallPart[], held: boolean) => {
    const changing = parts.filter((part) => isHeld(part) !== held);
    const results = await Promise.allSettled(changing.map(({ line }) => line.setHeld(held)));
    const refusal = results.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined;
    if (!refusal) return;
    const followed = changing.filter((_, i) => results[i]?.status === 'fulfilled');
    await Promise.allSettled(followed.map(({ line }) => line.setHeld(!held)));
    throw refusal.reason;
  };

  return {
    async begin() {
      takeApart = await both[0].line.join(both[1].line);
      try {
        await holdAll(both, false);
        // One of them may have hung up meanwhile.
        for (const part of both) assertActive(part);
      } catch (error) {
        await takeApart();
        throw error;
      }
      for (const { call } of both) void call.ended.then(dissolve);
    },
    setMuted(muted) {
      for (const { line } of both) line.setMuted(muted);
    },
    setHeld: (held) => holdAll(both, held),
    async split(active) {
      await dissolve();
      const other = both[0] === active ? both[1] : both[0];
      if (!isHeld(other)) await other.line.setHeld(true).catch(() => other.line.setMuted(true));
      if (isHeld(active)) await active.call.setHeld(false);
    },
  };
}
