import type { DialQueueState } from './dial-queue.js';

export type QueueStatus = DialQueueState['status'];

/** What can happen to the dial queue: a word of the agent or host, a lead that was claimed, or none that can be. */
export type QueueSignal = 'started' | 'paused' | 'resumed' | 'stopped' | 'claimed' | 'nothing-left';

/** Every move the dial queue can make. The diagram in `docs/flows.md` is checked against this table. */
export const queueTransitions = {
  stopped: ['running'],
  running: ['paused', 'waiting', 'stopped'],
  waiting: ['running', 'paused', 'stopped'],
  paused: ['running', 'stopped'],
} as const satisfies Record<QueueStatus, readonly QueueStatus[]>;

const moves: Readonly<Record<QueueStatus, Readonly<Partial<Record<QueueSignal, QueueStatus>>>>> = {
  stopped: { started: 'running' },
  running: { paused: 'paused', 'nothing-left': 'waiting', stopped: 'stopped' },
  waiting: { claimed: 'running', resumed: 'running', paused: 'paused', stopped: 'stopped' },
  paused: { resumed: 'running', stopped: 'stopped' },
};

/**
 * The status after a signal. One that makes no sense now changes nothing: a lead that is claimed while the agent presses
 * Pause does not take the pause back.
 */
export const reduceQueue = (status: QueueStatus, signal: QueueSignal): QueueStatus => moves[status][signal] ?? status;

/** Looks again at least so often, milliseconds: calls in flight grow older, and while no lead may be called zones open. */
export const lookAgainMs = (status: QueueStatus): number => (status === 'waiting' ? 15_000 : 1_000);
