import type { AgentDesk } from './agent/agent-desk.js';
import { activeCallIdOf } from './calls/active-call.js';
import type { LiveCallState } from './calls/call-state.js';
import type { DialerState } from './dialer-state.js';
import type { EventLog } from './event-log.js';
import { createCloseProtection } from './page/close-protection.js';
import { createStore, type Store } from './shared/store.js';
import type { WrapUpState } from './wrap-up/wrap-up-state.js';

/** What the parts of a dialer know; the rest of the state follows from it. */
export interface DialerParts
  extends Omit<DialerState, 'calls' | 'activeCallId' | 'wrapUp' | 'wrapUpsWaiting' | 'warnings'>,
    Pick<DialerState, 'warnings'> {
  readonly live: readonly LiveCallState[];
  readonly waiting: readonly WrapUpState[];
}

export interface DialerStoreOptions {
  readonly read: () => DialerParts;
  /** Ask before the page is closed in mid-call. */
  readonly closeProtection: boolean;
  readonly agentFact: AgentDesk['factOf'];
  readonly tell: EventLog['tell'];
}

/** The one picture that elements draw. */
export interface DialerStore {
  readonly state: Store<DialerState>;
  /** Looks at the parts again; nothing is told when nothing changed. */
  refresh(): void;
}

export function createDialerStore({ read, closeProtection, agentFact, tell }: DialerStoreOptions): DialerStore {
  const state = createStore<DialerState>(pictureOf(read()));
  const protection = createCloseProtection();
  return {
    state,
    refresh() {
      const before = state.snapshot;
      const next = pictureOf(read());
      // A call that only rings here rings on elsewhere: nothing is lost with the page.
      protection.set(closeProtection && next.calls.some(({ status }) => status !== 'incoming'));
      const sameCalls = sameItems(before.calls, next.calls);
      if (sameCalls && sameFields(before, next)) return;
      state.set(sameCalls ? { ...next, calls: before.calls } : next);
      const changed = agentFact(before.agentState, next.agentState);
      if (changed) tell('dialdeck.agent.changed', changed);
    },
  };
}

function pictureOf({ live, waiting, ...parts }: DialerParts): DialerState {
  const calls = Object.freeze(live);
  return {
    ...parts,
    calls,
    activeCallId: activeCallIdOf(calls),
    wrapUp: waiting[0],
    wrapUpsWaiting: Math.max(0, waiting.length - 1),
  };
}

const sameItems = (a: readonly unknown[], b: readonly unknown[]) =>
  a.length === b.length && a.every((item, index) => item === b[index]);

/** All fields but `calls`, which is rebuilt every time. */
const sameFields = (a: DialerState, b: DialerState) =>
  (Object.keys(a) as (keyof DialerState)[]).every((field) => field === 'calls' || a[field] === b[field]);
