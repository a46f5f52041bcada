import type { CallRecord } from '../records/call-record.js';
import type { Clock } from '../shared/clock.js';
import { askCrm } from './ask-crm.js';
import type { CrmAdapter } from './crm-adapter.js';
import { readCrmAnswer } from './crm-answers.js';
import { type CrmFault, crmFaultOf } from './crm-error.js';
import { callLogOf, changesBetween } from './crm-log.js';
import type { ConfirmedLog, OutboxEntry } from './outbox-state.js';

export interface DeliverOptions {
  readonly adapter: CrmAdapter;
  readonly clock: Clock;
  readonly getRecord: (id: string) => Promise<CallRecord | undefined>;
  readonly signal: AbortSignal;
}

/** What became of a try. */
export type DeliveryResult =
  | { readonly type: 'confirmed'; readonly revision: number; readonly confirmed?: ConfirmedLog; readonly told: boolean }
  | { readonly type: 'failed'; readonly fault: CrmFault };

/** How long a CRM may take to store a call. */
const limitMs = 30_000;

/** Tells the CRM of one call, as it stands in the storage now. Never rejects. */
export async function deliver(entry: OutboxEntry, options: DeliverOptions): Promise<DeliveryResult> {
  try {
    return await tell(entry, options);
  } catch (error) {
    return { type: 'failed', fault: crmFaultOf(error) };
  }
}

async function tell(
  { id, revision: owed, confirmed }: OutboxEntry,
  { adapter, clock, getRecord, signal }: DeliverOptions,
): Promise<DeliveryResult> {
  const record = await getRecord(id);
  // Erased meanwhile: there is nothing left to tell.
  if (!record) return { type: 'confirmed', revision: owed, told: false };
  const { revision } = record;
  const log = callLogOf(record);
  const changes = changesBetween(confirmed?.log, log);
  if (confirmed && Object.keys(changes).length === 0) {
    return { type: 'confirmed', revision, confirmed: { ...confirmed, revision }, told: false };
  }
  const ref = confirmed?.ref;
  const answer = await askCrm(
    (limit) =>
      adapter.upsertCall?.(log, {
        idempotencyKey: `${id}:${revision}`,
        revision,
        changes,
        ...(ref === undefined ? {} : { ref }),
        signal: limit,
      }),
    { clock, limitMs, signal },
  );
  const receipt = readCrmAnswer('upsertCall', answer);
  return { type: 'confirmed', revision, confirmed: { revision, ref: receipt.ref, log }, told: true };
}
