import type { LiveCallState } from './calls/call-state.js';
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
  /** Whether callers hear busy instead of ringing here. */
  readonly doNotDisturb: boolean;
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
