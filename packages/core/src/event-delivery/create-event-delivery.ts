import { type Backlog, createDelivery } from '../crm/delivery.js';
import { whenOnline } from '../crm/online.js';
import { must, mustBeWithin, mustHave, objectOf, optional, parseOptions } from '../options.js';
import { systemClock } from '../shared/clock.js';
import { Emitter } from '../shared/emitter.js';
import { createStore } from '../shared/store.js';
import type { EventStore } from '../storage/event-store.js';
import { deliverEvent } from './deliver-event.js';
import type { EventDelivery, EventDeliveryOptions, EventDeliveryState } from './event-delivery.js';
import { createEventWriter } from './event-writer.js';

const shape = objectOf<EventDeliveryOptions>({
  dialer: must(
    (value) => typeof Object(Object(value).events).listen === 'function',
    'must be a dialer. Pass what createDialer({ … }) gave.',
  ),
  storage: mustHave<EventDeliveryOptions['storage']>("must be the dialer's storage. Pass the same one.", 'openEvents'),
  types: optional(must((value) => Array.isArray(value), 'must be a list of event types, or left out for all.')),
  deliver: must(
    (value) => typeof value === 'function',
    'must be a function. Pass something like (event) => post(event).',
  ),
  maxEvents: optional(mustBeWithin(1, 100_000, 'how many events are kept, such as 10000')),
  clock: optional(mustHave<NonNullable<EventDeliveryOptions['clock']>>('must be a clock.', 'now', 'after')),
  random: optional(must((value) => typeof value === 'function', 'must be a function such as Math.random.')),
});

/**
 * Brings events to somebody who must not miss any: at least once each, in order per call, over reloads, crashes and
 * days offline. Make it right after the dialer; in tabs that share a dialer, inside of `create`.
 *
 * ```ts
 * const delivery = createEventDelivery({
 *   dialer,
 *   storage,
 *   types: ['dialdeck.call.ended', 'dialdeck.wrap-up.completed'],
 *   deliver: (event, { idempotencyKey, signal }) => post('/events', event, { idempotencyKey, signal }),
 * });
 * ```
 *
 * @throws DialerError `config-invalid`, naming every wrong field
 */
export function createEventDelivery(options: EventDeliveryOptions): EventDelivery {
  const given = parseOptions(shape, options, { what: 'createEventDelivery' });
  const { dialer, storage, types, maxEvents = 10_000, clock = systemClock, random } = given;
  const over = new AbortController();
  const owed = new Emitter<string>();
  const state = createStore<EventDeliveryState>(
    Object.freeze({ status: 'starting', count: 0, refused: [], room: 'enough', dropped: 0 }),
  );
  let opened: Promise<EventStore> | undefined;

  function open(): Promise<EventStore> {
    opened ??= storage.openEvents();
    // A storage that could not be opened is asked again.
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  }

  const writer = createEventWriter({
    open,
    maxEvents,
    clock,
    onKept(ids) {
      for (const id of ids) owed.emit(id);
    },
    onDropped: (dropped) => state.set(Object.freeze({ ...state.snapshot, dropped: state.snapshot.dropped + dropped })),
  });

  const delivery = createDelivery({
    open,
    clock,
    random,
    owed: owed.listen,
    online: whenOnline,
    deliver: (entry, signal) => deliverEvent(entry, { open, clock, signal, deliver: given.deliver }),
    onChange: (status, backlog) =>
      state.set(Object.freeze({ ...state.snapshot, status, ...shownOf(backlog, maxEvents) })),
  });

  dialer.events.listen(
    (event) => {
      if (!types || types.includes(event.type)) writer.keep(event);
    },
    { signal: over.signal },
  );

  return {
    state,
    retry: delivery.retry,
    retryAll: delivery.retryAll,
    async dispose() {
      over.abort();
      await writer.dispose();
      await delivery.dispose();
    },
  };
}

function shownOf({ count, refused }: Backlog, most: number): Pick<EventDeliveryState, 'count' | 'refused' | 'room'> {
  const events = refused.map(({ id: eventId, error, refusedAt }) => Object.freeze({ eventId, error, refusedAt }));
  const room = count >= most ? 'none' : count >= most * 0.8 ? 'short' : 'enough';
  return { count, refused: Object.freeze(events), room };
}
