export { createEventDelivery } from './create-event-delivery.js';
export type {
  EventDelivery,
  EventDeliveryOptions,
  EventDeliveryState,
  EventReceipt,
  RefusedEvent,
} from './event-delivery.js';
