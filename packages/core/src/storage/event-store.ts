import type { DialerEvent } from '../dialer-events.js';
import type { OutboxStore } from './outbox-store.js';

/**
 * The part of a {@link Storage} that keeps events until somebody has them. Each is a row with the event's id, in the
 * lane of its call; it goes away with its delivery.
 */
export interface EventStore extends OutboxStore {
  /**
   * Keeps events, in this order, while fewer than `most` are kept in all. Resolves when they are durable.
   * @returns how many of them were kept: the first ones
   * @throws DialerError `storage-full`, `storage-failed`
   */
  add(events: readonly DialerEvent[], most: number): Promise<number>;
  /** `undefined` when it was delivered or erased. */
  getEvent(id: string): Promise<DialerEvent | undefined>;
  /** Erases the events of these calls. @returns how many there were */
  forget(callIds: readonly string[]): Promise<number>;
}

/** Events of a call are delivered one after the other, and so are those of a dialer that are about no call. */
export const laneOf = ({ subject, source }: DialerEvent): string => subject ?? source;
