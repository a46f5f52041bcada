import type { CallRecord } from '../records/call-record.js';
import { isSettled, type OutboxRow } from './outbox-store.js';
import type { RemovedRecords, RemoveOptions } from './storage.js';

interface Tables {
  readonly records: Map<string, CallRecord>;
  readonly owed: Map<string, OutboxRow>;
}

/** `removeRecords` of the memory storage. */
export function removeFrom(
  { records, owed }: Tables,
  ids: readonly string[],
  { keepOwed = false }: RemoveOptions = {},
): RemovedRecords {
  const kept = ids.filter((id) => {
    const row = owed.get(id);
    return keepOwed && row !== undefined && !isSettled(row);
  });
  const gone = ids.filter((id) => !kept.includes(id));
  const crmRefs = gone.flatMap((id) => owed.get(id)?.entry?.confirmed?.ref ?? []);
  const count = (table: Map<string, unknown>) => gone.filter((id) => table.delete(id)).length;
  return { records: count(records), outbox: count(owed), kept, crmRefs };
}
