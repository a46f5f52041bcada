import { type ImportRecord, leadIdOf } from '../../import/import-record.js';
import type { Database } from './database.js';

/** How many leads go at a time, so that others can write in between. */
const atATime = 2_000;

/** Takes away some of what a cancelled import brought, its record last. `false` when nothing is left. */
export async function discardSome(database: Database, record: ImportRecord): Promise<boolean> {
  const { id } = record;
  const change = database.transaction(['leads', 'imports', 'importPieces'], 'readwrite');
  const [leads, imports, pieces] = [
    change.objectStore('leads'),
    change.objectStore('imports'),
    change.objectStore('importPieces'),
  ];
  const keys = await leads.getAllKeys(IDBKeyRange.bound(leadIdOf(id, 0), leadIdOf(id, 0xffff_ffff_ffff)), atATime);
  const [first, last] = [keys[0], keys.at(-1)];
  if (first !== undefined && last !== undefined) {
    await Promise.all([imports.put({ id, record, open: 1 }), leads.delete(IDBKeyRange.bound(first, last))]);
  } else {
    await Promise.all([imports.put({ id, record }), pieces.delete(IDBKeyRange.bound([id, 0], [id, []]))]);
  }
  await change.done;
  return first !== undefined;
}
