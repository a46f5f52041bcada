import type { Dialer } from '@dialdeck/core';
import { type CrmAdapter, CrmError } from '@dialdeck/core/crm';
import type { EventHandlers } from '@hubspot/calling-extensions-sdk';
import * as z from 'zod/mini';
import { createEngagementStore } from './engagement-store.js';
import { type GuardedWindow, guardSync } from './guard-sync.js';
import { relayEvent } from './relay-event.js';

/** A number somebody clicked in HubSpot. */
export interface HubSpotClick {
  readonly number: string;
  /** `0-1:<id>` for a contact, `0-2:<id>` for a company; `openRecord` takes it. */
  readonly customerId?: string | undefined;
}

/** Options of {@link connectHubSpot}. */
export interface HubSpotOptions {
  /** Calls it, by `dialer.call`. */
  readonly onDial: (click: HubSpotClick) => void;
  /** HubSpot's outcome (a GUID) for each of the dialer's results; others are not written. */
  readonly dispositions?: Readonly<Record<string, string>> | undefined;
  /** Pages besides HubSpot's own that may hold this one, such as a test page. */
  readonly allowedOrigins?: readonly string[] | undefined;
}

/** HubSpot, from inside its calling window. */
export interface HubSpot {
  readonly crm: CrmAdapter;
  /** Tells HubSpot of the calls as they happen, so that they stand on the record that is open. @returns ends it */
  attach(dialer: Dialer): () => void;
  dispose(): void;
}

const id = z.union([z.string(), z.number()]);
const dialSchema = z.object({
  phoneNumber: z.string().check(z.minLength(1), z.maxLength(500)),
  objectId: z.optional(id),
  objectType: z.optional(z.string()),
});
const readySchema = z.object({ portalId: z.optional(id) });
const recordId = /^(0-[12]):(\d{1,15})$/;

/**
 * Loads HubSpot's SDK, waits for its SYNC, and speaks to nobody else. One per page: the SDK listens to the window.
 * HubSpot greets again and again for 30 seconds, so nothing is missed while the SDK is loaded.
 */
export async function connectHubSpot({ onDial, dispositions = {}, allowedOrigins }: HubSpotOptions): Promise<HubSpot> {
  const stopGuarding = guardSync(window as unknown as GuardedWindow, allowedOrigins);
  // Only here: the SDK needs a window as soon as it is imported.
  const { default: CallingExtensions } = await import('@hubspot/calling-extensions-sdk');
  const engagements = createEngagementStore(() => sdk, dispositions);
  let portalId: number | undefined;
  let ready = false;

  const handlers: Partial<EventHandlers> = {
    onReady(data: unknown) {
      const read = readySchema.safeParse(data);
      portalId = read.success ? Number(read.data.portalId) : undefined;
      ready = true;
      sdk.initialized({ isLoggedIn: true });
    },
    onDialNumber(data: unknown) {
      const click = dialSchema.safeParse(data);
      if (!click.success) return;
      const { phoneNumber: number, objectId, objectType } = click.data;
      const type = objectType === 'COMPANY' ? '0-2' : '0-1';
      onDial({ number, ...(objectId === undefined ? {} : { customerId: `${type}:${objectId}` }) });
    },
    onCreateEngagementSucceeded: engagements.created.succeeded,
    onCreateEngagementFailed: engagements.created.failed,
    onUpdateEngagementSucceeded: engagements.updated.succeeded,
    onUpdateEngagementFailed: engagements.updated.failed,
    // What else HubSpot says needs no answer here.
    defaultEventHandler: () => {},
  };
  const sdk = new CallingExtensions({ debugMode: false, eventHandlers: handlers as EventHandlers });

  const crm: CrmAdapter = Object.freeze({
    async upsertCall(log, delivery) {
      delivery.signal.throwIfAborted();
      if (!ready) throw new CrmError('later', 'HubSpot has not said hello yet.');
      return engagements.upsert(log, delivery);
    },
    openRecord(ref) {
      const [, objectTypeId, objectId] = (ref.type === 'customer' && recordId.exec(ref.id)) || [];
      if (objectTypeId === undefined || portalId === undefined) return;
      const coordinates = { portalId, objectId: Number(objectId), objectTypeId: objectTypeId as '0-1' | '0-2' };
      sdk.navigateToRecord({ objectCoordinates: coordinates });
    },
  } satisfies CrmAdapter);

  return {
    crm,
    attach: (dialer) => dialer.events.listen((event) => ready && relayEvent(event, sdk, engagements)),
    dispose() {
      stopGuarding();
      sdk.iFrameManager.remove();
    },
  };
}
