import type { CallRecord, RecordPage, RecordQuery } from '../../records/call-record.js';
import { type CompiledQuery, compileQuery, cursorOf, type RecordPosition } from '../../records/record-query.js';
import type { Database } from './database.js';

/**
 * Reads and compares in one transaction, so that two tabs cannot both win.
 * What the CRM is owed is written in the same one: both are stored or neither.
 */
export async function saveRecord(database: Database, record: CallRecord, toCrm = false): Promise<boolean> {
  const transaction = database.transaction(['records', 'outbox'], 'readwrite', { durability: 'strict' });
  const records = transaction.objectStore('records');
  const outbox = transaction.objectStore('outbox');
  const { id, revision, startedAt } = record;
  const stored = await records.get(id);
  const newer = !stored || stored.revision < revision;
  if (newer) await records.put(record);
  if (newer && toCrm) await outbox.put({ ...(await outbox.get(id)), id, owed: revision, startedAt, open: 1 });
  await transaction.done;
  return newer;
}

/**
 * Walks back from the newest call. With time limits and a cursor it costs O(page);
 * with text it costs O(records looked at until the page is full).
 */
export async function searchRecords(database: Database, query: RecordQuery): Promise<RecordPage> {
  const compiled = compileQuery(query);
  const range = rangeOf(compiled);
  if (!range) return { records: [] };
  const records: CallRecord[] = [];
  const index = database.transaction('records').store.index('byStart');
  for (let cursor = await index.openCursor(range, 'prev'); cursor; cursor = await cursor.continue()) {
    if (!compiled.matches(cursor.value)) continue;
    if (records.length === compiled.limit) return { records, nextCursor: cursorOf(records.at(-1) as RecordPosition) };
    records.push(cursor.value);
  }
  return { records };
}

/** From the oldest wanted call to just before where the last page ended; `undefined` when nothing can be in between. */
function rangeOf({ from, to, after }: CompiledQuery): IDBKeyRange | undefined {
  const lower = [from, ''];
  const upper = after && after.startedAt < to ? [after.startedAt, after.id] : [to, ''];
  return (lower[0] ?? 0) > (upper[0] ?? 0) ? undefined : IDBKeyRange.bound(lower, upper, false, true);
}
