import type { PauseCode } from './pause-code.js';

/** What keeps an agent from being ready who wants to be. */
export type NotReadyCause = 'microphone' | 'elsewhere';

/**
 * What an agent does. Advanced by {@link reduceAgent}; every status says since when.
 *
 * - `offline`: the phone is not registered
 * - `not-ready`: a pause with its code, or something is missing that calls need
 * - `ready`: may get the next lead or call
 * - `preview`: looks at a lead before it is dialed
 * - `dialing`, `on-call`, `wrap-up`: busy with a call
 */
export type AgentState = AgentBase &
  (
    | { readonly status: 'offline' | 'ready' | 'dialing' | 'on-call' | 'wrap-up' }
    | { readonly status: 'preview'; readonly leadId: string }
    | {
        readonly status: 'not-ready';
        /** The agent's own reason; absent when `cause` says what is missing. */
        readonly pause?: PauseCode | undefined;
        readonly cause?: NotReadyCause | undefined;
        /** The pause has lasted longer than its code allows. */
        readonly overLimit: boolean;
      }
  );

interface AgentBase {
  /** Milliseconds since 1970. */
  readonly since: number;
  /** The pause that begins when what the agent is busy with is over. */
  readonly pauseNext?: PauseCode | undefined;
}

export type AgentStatus = AgentState['status'];

/** What the agent wants, and what is known around it. */
export interface AgentFacts {
  /** `undefined`: wants calls. */
  readonly pause: PauseCode | undefined;
  readonly registered: boolean;
  readonly microphone: 'unknown' | 'ready' | 'failed';
  /** Another tab or device has this agent's queue. */
  readonly elsewhere: boolean;
  readonly busy: 'dialing' | 'on-call' | 'wrap-up' | undefined;
  /** The lead that is looked at. */
  readonly previewLeadId: string | undefined;
}

/** An agent before anything is known. */
export const agentOffline = (now: number): AgentState => Object.freeze({ status: 'offline', since: now });

/**
 * The agent's state from the facts. What an agent is busy with counts more than what the agent wants: a pause that is
 * asked for during a call begins after it and its wrap-up. Ready needs a registered phone and a microphone that did not
 * fail.
 */
export function reduceAgent(state: AgentState, facts: AgentFacts, now: number): AgentState {
  const next = { ...statusOf(facts), ...(facts.pause && isBusy(facts) && { pauseNext: facts.pause }) };
  const same = next.status === state.status && pauseIdOf(next) === pauseIdOf(state) && causeOf(next) === causeOf(state);
  const since = same ? state.since : now;
  const timed = next.status === 'not-ready' ? { ...next, overLimit: isOver(next.pause, since, now) } : next;
  const after = { ...timed, since } as AgentState;
  return isSame(state, after) ? state : Object.freeze(after);
}

type Untimed =
  | { readonly status: Exclude<AgentStatus, 'not-ready' | 'preview'> }
  | { readonly status: 'preview'; readonly leadId: string }
  | {
      readonly status: 'not-ready';
      readonly pause?: PauseCode | undefined;
      readonly cause?: NotReadyCause | undefined;
    };

const isBusy = ({ busy, previewLeadId }: AgentFacts) => busy !== undefined || previewLeadId !== undefined;

function statusOf(facts: AgentFacts): Untimed {
  if (facts.busy) return { status: facts.busy };
  if (facts.previewLeadId !== undefined) return { status: 'preview', leadId: facts.previewLeadId };
  if (!facts.registered) return { status: 'offline' };
  if (facts.pause) return { status: 'not-ready', pause: facts.pause };
  if (facts.microphone === 'failed') return { status: 'not-ready', cause: 'microphone' };
  return facts.elsewhere ? { status: 'not-ready', cause: 'elsewhere' } : { status: 'ready' };
}

const isOver = (pause: PauseCode | undefined, since: number, now: number) =>
  pause?.maxSeconds !== undefined && now - since >= pause.maxSeconds * 1_000;

const pauseIdOf = (state: Untimed | AgentState) => (state.status === 'not-ready' ? state.pause?.id : undefined);
const causeOf = (state: Untimed | AgentState) => (state.status === 'not-ready' ? state.cause : undefined);
const leadOf = (state: AgentState) => (state.status === 'preview' ? state.leadId : undefined);
const overOf = (state: AgentState) => state.status === 'not-ready' && state.overLimit;

const isSame = (a: AgentState, b: AgentState) =>
  a.status === b.status &&
  a.since === b.since &&
  a.pauseNext?.id === b.pauseNext?.id &&
  pauseIdOf(a) === pauseIdOf(b) &&
  causeOf(a) === causeOf(b) &&
  leadOf(a) === leadOf(b) &&
  overOf(a) === overOf(b);
