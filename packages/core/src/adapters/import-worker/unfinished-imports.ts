import { DialerError } from '../../errors.js';
import type { ImportRecord } from '../../import/import-record.js';
import { rejectedCsv } from '../../import/rejected-csv.js';
import { discardImport } from '../../import/run-import.js';
import type { Storage } from '../../storage/storage.js';

type ImportStorage = Pick<Storage, 'openImports'>;

/** Every import of a storage, the oldest first. @throws DialerError `storage-failed` */
export async function listImports(storage: ImportStorage): Promise<readonly ImportRecord[]> {
  return (await storage.openImports()).list();
}

/** Imports whose page was closed or crashed before they were done: resume or discard them; one that is `cancelled` can only be discarded. @throws DialerError `storage-failed` */
export async function unfinishedImports(storage: ImportStorage): Promise<readonly ImportRecord[]> {
  return (await storage.openImports()).interrupted();
}

/**
 * Takes away all that an unfinished import brought.
 * @throws DialerError `import-unknown`, `storage-failed`
 */
export async function discardUnfinished(storage: ImportStorage, id: string): Promise<void> {
  const store = await storage.openImports();
  await store.exclusive(async () => {
    const record = await store.get(id);
    if (!record) throw new DialerError('import-unknown', `There is no import ${id.slice(0, 64)}.`);
    await discardImport(store, record);
  });
}

/** The rejected rows of an import, also of an earlier one, as a CSV file. @throws DialerError `storage-failed` */
export async function rejectedRows(storage: ImportStorage, id: string, language?: 'en' | 'zh'): Promise<Blob> {
  return rejectedCsv(await storage.openImports(), id, language);
}
