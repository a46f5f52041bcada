import type { CallLogStore, StoredCallLog } from '../../storage/call-log-store.js';
import type { CrmDelivery } from '../crm-adapter.js';
import { CrmError } from '../crm-error.js';
import type { CrmCallChanges, CrmCallLog } from '../crm-log.js';
import type { TimelinePage } from '../crm-timeline.js';
import type { CrmPageRequest } from '../customer-changes.js';
import { localRef } from './local-ref.js';

/** The entry of a call after a delivery; the stored one when it is as new. */
export function logAfter(
  stored: StoredCallLog | undefined,
  log: CrmCallLog,
  { revision, changes }: Pick<CrmDelivery, 'revision' | 'changes'>,
): StoredCallLog {
  if (stored && stored.revision >= revision) return stored;
  const fields = new Map(Object.entries(stored?.fields ?? {}));
  for (const [field, value] of Object.entries(changes)) {
    if (value === null || value === undefined) fields.delete(field);
    // A name that no call log has, such as __proto__, is nobody's field.
    else if (Object.hasOwn(log, field)) fields.set(field, value);
  }
  const { id, startedAt, customerId } = log;
  const whose = customerId === undefined ? {} : { customerId };
  return { id, revision, startedAt, ...whose, fields: Object.fromEntries(fields) as CrmCallChanges };
}

/** One page of a customer's calls. O(calls of the customer). */
export async function timelineOfCalls(
  store: CallLogStore,
  customerId: string,
  { limit, cursor }: CrmPageRequest,
): Promise<TimelinePage> {
  const all = await store.listOf(customerId);
  const last = cursor === undefined ? -1 : all.findIndex(({ id }) => id === cursor);
  if (cursor !== undefined && last < 0) throw new CrmError('refused', 'There is no such page.');
  const page = all.slice(last + 1, last + 1 + limit);
  const entries = page.map(({ id, startedAt, fields }) => ({
    id: localRef(id),
    type: 'call' as const,
    at: startedAt,
    text: fields.note ?? '',
    callId: id,
  }));
  const nextCursor = page.at(-1)?.id;
  return last + 1 + limit < all.length && nextCursor !== undefined ? { entries, nextCursor } : { entries };
}
