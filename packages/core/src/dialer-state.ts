import type { AgentState } from './agent/agent-state.js';
import type { PauseCode } from './agent/pause-code.js';
import type { LiveCallState } from './calls/call-state.js';
import type { DialQueueState } from './dialing/dial-queue.js';
import type { DialerWarningCode } from './error-catalogue.js';
import type { ConnectionState, MicrophoneState } from './phone/phone.js';
import type { Disposition, WrapUpState } from './wrap-up/wrap-up-state.js';

/** Who uses this dialer. Goes into records and events. */
export interface AgentIdentity {
  readonly id: string;
  readonly name?: string | undefined;
}

/** Everything an element needs to draw itself. Frozen; replaced as a whole. */
export interface DialerState {
  readonly connection: ConnectionState;
  readonly microphone: MicrophoneState;
  readonly agent: AgentIdentity | undefined;
  /** What the agent does, and since when. */
  readonly agentState: AgentState;
  readonly pauseCodes: readonly PauseCode[];
  /** Whether callers hear busy instead of ringing here. */
  readonly doNotDisturb: boolean;
  /** What the dial queue does; absent without one. */
  readonly queue?: DialQueueState | undefined;
  /** All live calls, oldest first. */
  readonly calls: readonly LiveCallState[];
  /** The call the agent is busy with: the one that talks, else the one being dialed, else the newest held one. */
  readonly activeCallId: string | undefined;
  /** The finished call that waits for its result, oldest first when there are several. */
  readonly wrapUp: WrapUpState | undefined;
  /** How many more wait behind {@link wrapUp}. */
  readonly wrapUpsWaiting: number;
  readonly dispositions: readonly Disposition[];
  /** Grows with every change of a stored record: when it changed, search again. */
  readonly recordsRevision: number;
  /** What is wrong at the moment, without repetition. */
  readonly warnings: readonly DialerWarningCode[];
}
