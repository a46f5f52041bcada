import type { CrmDeliveryStatus } from '../crm/crm.js';
import type { Dialer } from '../dialer-api.js';
import type { DialerEvent, DialerEventType } from '../dialer-events.js';
import type { ErrorInfo } from '../errors.js';
import type { Clock } from '../shared/clock.js';
import type { Readable } from '../shared/store.js';
import type { Storage } from '../storage/storage.js';

/** What goes with an event. */
export interface EventReceipt {
  /** The same for every try: the event's id. Whoever goes by it has each event once. */
  readonly idempotencyKey: string;
  /** Aborted after 30 seconds, and when the delivery is disposed of. */
  readonly signal: AbortSignal;
}

/** What `createEventDelivery` takes. */
export interface EventDeliveryOptions {
  readonly dialer: Pick<Dialer, 'events'>;
  /** The storage of the dialer: events outlive the page when it does. */
  readonly storage: Pick<Storage, 'openEvents'>;
  /** Which events. @defaultValue all */
  readonly types?: readonly DialerEventType[] | undefined;
  /**
   * Brings one event to its place. Resolves when it is stored there. Fails as a `CrmAdapter` does: a `CrmError`, or
   * anything with an HTTP `status`; what cannot be told apart is tried again later.
   */
  readonly deliver: (event: DialerEvent, receipt: EventReceipt) => void | Promise<void>;
  /** How many are kept at most until they are delivered, 1 to 100,000. @defaultValue 10,000 */
  readonly maxEvents?: number | undefined;
  /** For tests. @defaultValue the machine's clock */
  readonly clock?: Clock | undefined;
  /** For tests: from 0 to 1. @defaultValue `Math.random` */
  readonly random?: (() => number) | undefined;
}

/** An event that was refused for good, until somebody retries. */
export interface RefusedEvent {
  readonly eventId: string;
  readonly error: ErrorInfo;
  /** Milliseconds since 1970. */
  readonly refusedAt: number;
}

/** How far the delivery got. Frozen; replaced as a whole. */
export interface EventDeliveryState {
  readonly status: CrmDeliveryStatus;
  /** How many are not delivered: on their way, waiting and refused. */
  readonly count: number;
  readonly refused: readonly RefusedEvent[];
  /** `short` from 80 % of `maxEvents` on: time to look what is wrong. `none`: no more are taken. */
  readonly room: 'enough' | 'short' | 'none';
  /** Events of this page that were not taken because there was no room. None that was taken is ever dropped. */
  readonly dropped: number;
}

/** The delivery of events to somebody who must not miss any. */
export interface EventDelivery {
  readonly state: Readable<EventDeliveryState>;
  /** Tries a refused or waiting event again now. */
  retry(eventId: string): void;
  retryAll(): void;
  /** Finishes what can be sent at once, for at most five seconds. What is left is sent by the next page. */
  dispose(): Promise<void>;
}
