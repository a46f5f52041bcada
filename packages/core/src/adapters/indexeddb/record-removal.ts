import { isSettled } from '../../storage/outbox-store.js';
import type { RemovedRecords, RemoveOptions } from '../../storage/storage.js';
import type { Database } from './database.js';
import { recordKeyOf } from './record-key.js';

/** Deletes records, what they are found by and what is owed of them: all of it or nothing. */
export async function removeRecords(
  database: Database,
  ids: readonly string[],
  { keepOwed = false }: RemoveOptions = {},
): Promise<RemovedRecords> {
  const transaction = database.transaction(['records', 'recordTerms', 'outbox'], 'readwrite', { durability: 'strict' });
  const [records, terms, outbox] = [
    transaction.objectStore('records'),
    transaction.objectStore('recordTerms'),
    transaction.objectStore('outbox'),
  ];
  const count = { records: 0, outbox: 0 };
  const kept: string[] = [];
  const crmRefs: string[] = [];
  for (const id of ids) {
    const [record, row] = await Promise.all([records.get(id), outbox.get(id)]);
    if (row && keepOwed && !isSettled(row)) {
      kept.push(id);
      continue;
    }
    if (record) await Promise.all([records.delete(id), terms.delete(recordKeyOf(record))]);
    if (row) await outbox.delete(id);
    count.records += record ? 1 : 0;
    count.outbox += row ? 1 : 0;
    if (row?.entry?.confirmed) crmRefs.push(row.entry.confirmed.ref);
  }
  await transaction.done;
  return { ...count, kept, crmRefs };
}
