import { askCrm } from '../crm/ask-crm.js';
import { crmFaultOf } from '../crm/crm-error.js';
import type { DeliveryResult } from '../crm/deliver.js';
import type { Clock } from '../shared/clock.js';
import type { EventStore } from '../storage/event-store.js';
import type { EventDeliveryOptions } from './event-delivery.js';

export interface DeliverEventOptions {
  readonly open: () => Promise<EventStore>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly deliver: EventDeliveryOptions['deliver'];
}

const limitMs = 30_000;

/** Brings one stored event to its place. One that was erased meanwhile counts as brought. Never rejects. */
export async function deliverEvent(
  { id, revision }: { readonly id: string; readonly revision: number },
  { open, clock, signal, deliver }: DeliverEventOptions,
): Promise<DeliveryResult> {
  try {
    const event = await (await open()).getEvent(id);
    if (event)
      await askCrm((limit) => deliver(event, { idempotencyKey: id, signal: limit }), { clock, limitMs, signal });
    return { type: 'confirmed', revision, told: event !== undefined };
  } catch (error) {
    return { type: 'failed', fault: crmFaultOf(error) };
  }
}
