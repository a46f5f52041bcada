import type { LiveCallState } from '../calls/call-state.js';
import { DialerError } from '../errors.js';
import type { Clock } from '../shared/clock.js';
import type { Agent } from './agent.js';
import { agentFact, busyWith } from './agent-facts.js';
import { type AgentFacts, type AgentState, agentOffline, reduceAgent } from './agent-state.js';
import type { PauseCode } from './pause-code.js';

export interface AgentDeskOptions {
  readonly clock: Clock;
  readonly codes: readonly PauseCode[];
  /** Decides about a pause whose code needs approval. */
  readonly approve: ((code: PauseCode) => boolean | Promise<boolean>) | undefined;
  /** What is known around the agent now. */
  readonly facts: () => Omit<AgentFacts, 'pause' | 'busy'>;
  /** All live calls, and how many finished ones wait for a result. */
  readonly work: () => { readonly calls: readonly LiveCallState[]; readonly wrapUps: number };
  readonly onChange: () => void;
}

/** The agent of one dialer. */
export interface AgentDesk {
  readonly agent: Agent;
  /** The state after what happened meanwhile. */
  current(): AgentState;
  /** A change of what the agent does, as an event. */
  factOf: typeof agentFact;
  dispose(): void;
}

export function createAgentDesk({ clock, codes, approve, facts, work, onChange }: AgentDeskOptions): AgentDesk {
  let state = agentOffline(clock.now());
  let wanted: PauseCode | undefined;
  let asked = 0;
  let stopLimit = () => {};

  function current(): AgentState {
    const before = state;
    const { calls, wrapUps } = work();
    state = reduceAgent(state, { ...facts(), busy: busyWith(calls, wrapUps), pause: wanted }, clock.now());
    if (before !== state) watchLimit();
    return state;
  }

  /** The limit of a pause is a moment, so that a page that slept finds it when it wakes. */
  function watchLimit(): void {
    stopLimit();
    stopLimit = () => {};
    if (state.status !== 'not-ready' || state.overLimit || state.pause?.maxSeconds === undefined) return;
    const ends = state.since + state.pause.maxSeconds * 1_000;
    stopLimit = clock.after(Math.max(0, ends - clock.now()), onChange);
  }

  function codeOf(id: string): PauseCode {
    const code = codes.find((each) => each.id === id);
    if (code) return code;
    const known = codes.map((each) => each.id).join(', ');
    throw new DialerError('pause-code-unknown', `pause: got "${id}"; pass one of ${known}.`);
  }

  return {
    current,
    factOf: agentFact,
    agent: {
      setReady() {
        asked += 1;
        wanted = undefined;
        onChange();
      },
      async pause(id) {
        const code = codeOf(id);
        const turn = ++asked;
        if (code.needsApproval && !(await approve?.(code))) {
          throw new DialerError('pause-refused', `The pause "${id}" was not approved.`);
        }
        // The agent changed their mind while it was being approved.
        if (turn !== asked) return;
        wanted = code;
        onChange();
      },
    },
    dispose: () => stopLimit(),
  };
}
