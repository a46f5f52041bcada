import type { AgentState } from '../agent/agent-state.js';
import type { Call, CallOptions } from '../calls/call.js';
import type { CallHandle } from '../calls/create-call.js';
import type { DialerEvent } from '../dialer-events.js';
import type { EventLog } from '../event-log.js';
import type { DialCheck } from '../intents/dial-check.js';
import type { RecordingDesk } from '../recording/recording.js';
import type { Clock } from '../shared/clock.js';
import type { Listen } from '../shared/emitter.js';
import type { GivenResult } from '../wrap-up/wrap-up-desk.js';
import type { Disposition } from '../wrap-up/wrap-up-state.js';
import type { DialQueue, DialQueueState } from './dial-queue.js';

/** What the dial queue needs of its dialer. */
export interface QueueWorld {
  readonly clock: Clock;
  readonly agentId: string;
  readonly agentState: () => AgentState;
  readonly dispositions: readonly Disposition[];
  /** As `dialer.call`. */
  readonly dial: (number: string, options: CallOptions) => Call;
  /** Asked when a lead is claimed; `dial` asks again. */
  readonly compliance: DialCheck | undefined;
  /** Whether an ended call waits for the agent's result. */
  readonly waitsForResult: (callId: string) => boolean;
  readonly recording: () => RecordingDesk | undefined;
  readonly events: Listen<DialerEvent>;
  readonly tell: EventLog['tell'];
  /** The state changed. */
  readonly onChange: () => void;
}

/** The dial queue of one dialer. */
export interface DialQueueDesk {
  readonly queue: DialQueue;
  state(): DialQueueState;
  /** A call was answered. */
  follow(handle: CallHandle): void;
  /** The agent's result of a call: resolves when it is stored with its lead, or is tried again later. */
  resultOf(callId: string, result: GivenResult): Promise<void> | undefined;
  /** Something that decides about the next call may have changed. */
  wake(): void;
  dispose(): Promise<void>;
}

/** PORT. The option `queue` of `createDialer`; made by `createDialQueue` of `@dialdeck/core/queue`. */
export interface DialQueuePart {
  attach(world: QueueWorld): DialQueueDesk;
}
