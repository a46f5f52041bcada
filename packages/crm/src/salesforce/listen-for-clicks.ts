import * as z from 'zod/mini';
import type { OpenCti } from './open-cti.js';

const clickSchema = z.object({
  number: z.string().check(z.minLength(1), z.maxLength(500)),
  recordId: z.optional(z.nullable(z.string())),
});

/** A number somebody clicked in Salesforce. */
export interface SalesforceClick {
  readonly number: string;
  /** The record it stands on. */
  readonly customerId?: string | undefined;
}

/** Calls what is clicked in Salesforce, for `dialer.call`. @returns ends it */
export function listenForClicks(opencti: OpenCti, onClick: (click: SalesforceClick) => void): () => void {
  let over = false;
  opencti.onClickToDial({
    listener(payload) {
      const click = clickSchema.safeParse(payload);
      if (over || !click.success) return;
      const { number, recordId } = click.data;
      onClick({ number, ...(recordId ? { customerId: recordId } : {}) });
    },
  });
  opencti.enableClickToDial({ callback: () => {} });
  return () => {
    // Open CTI has no way to take a listener back.
    over = true;
    opencti.disableClickToDial({ callback: () => {} });
  };
}
