import type { CallRecord } from '../../records/call-record.js';
import type { Database } from './database.js';
import { recordKeyOf } from './record-key.js';
import { sameTerms, termsRowOf } from './record-terms.js';

const tables = ['records', 'recordTerms', 'outbox'] as const;

/**
 * Reads and compares in one transaction, so that two tabs cannot both win.
 * What the CRM is owed is written in the same one: both are stored or neither.
 */
export async function saveRecord(database: Database, record: CallRecord, toCrm = false): Promise<boolean> {
  const transaction = database.transaction(tables, 'readwrite', { durability: 'strict' });
  const records = transaction.objectStore('records');
  const terms = transaction.objectStore('recordTerms');
  const outbox = transaction.objectStore('outbox');
  const { id, revision, startedAt } = record;
  const reading = Promise.all([records.get(id), toCrm ? outbox.get(id) : undefined]);
  // Made while the storage reads.
  const row = termsRowOf(record);
  const [stored, owed] = await reading;
  const newer = !stored || stored.revision < revision;
  const writes: Promise<unknown>[] = [transaction.done];
  if (newer) writes.push(records.put(record));
  // A sign of life changes nothing that is searched.
  if (newer && !(stored && sameTerms(stored, record))) {
    const old = stored && recordKeyOf(stored);
    if (old && indexedDB.cmp(old, row.key) !== 0) writes.push(terms.delete(old));
    writes.push(terms.put(row));
  }
  if (newer && toCrm) writes.push(outbox.put({ ...owed, id, owed: revision, startedAt, open: 1 }));
  transaction.commit();
  await Promise.all(writes);
  return newer;
}
