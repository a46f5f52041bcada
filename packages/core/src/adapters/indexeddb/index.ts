import { openDB } from 'idb';
import { DialerError } from '../../errors.js';
import { must, objectOf, parseOptions } from '../../options.js';
import { newId } from '../../shared/ids.js';
import type { Storage } from '../../storage/storage.js';
import { type Database, type DialdeckSchema, databaseVersion, upgradeDatabase } from './database.js';
import { claimOwnership } from './ownership.js';
import { saveRecord } from './record-store.js';
import { storageErrorOf, translated } from './storage-error.js';

/** What `openBrowserStorage` takes. */
export interface BrowserStorageOptions {
  /** Separates the data of several dialers in one origin: one name, one set of records. 1 to 64 of a-z, 0-9, - and _. */
  readonly name: string;
}

const storageOptions = objectOf<BrowserStorageOptions>({
  name: must<string>(
    (value) => typeof value === 'string' && /^[\w-]{1,64}$/.test(value),
    'must be 1 to 64 of a-z, A-Z, 0-9, - and _. Pass a name such as "acme".',
  ),
});

/**
 * Opens lasting storage in this browser (IndexedDB). Several tabs may open the same name.
 *
 * @throws DialerError `config-invalid`, `storage-unavailable`, `storage-blocked`, `storage-failed`
 */
export async function openBrowserStorage(options: BrowserStorageOptions): Promise<Storage> {
  const { name } = parseOptions(storageOptions, options, { what: 'openBrowserStorage' });
  if (!globalThis.indexedDB) {
    throw new DialerError(
      'storage-unavailable',
      'This browser or page has no IndexedDB; use createMemoryStorage() knowingly.',
    );
  }
  const owner = newId();
  const database = await openDatabase(`dialdeck:${name}`);
  const ownership = await translated(() => claimOwnership(name, owner));
  return {
    owner,
    saveRecord: (record, toCrm) => translated(() => saveRecord(database, record, toCrm)),
    getRecord: (id) => translated(() => database.get('records', id)),
    searchRecords: (query) =>
      translated(async () => (await import('./record-search.js')).searchRecords(database, query)),
    removeRecords: (ids, how) =>
      translated(async () => (await import('./record-removal.js')).removeRecords(database, ids, how)),
    findOrphans: () =>
      translated(async () => {
        const unfinished = await database.getAllFromIndex('records', 'byOutcome', 'in-progress');
        // Asked after reading: whoever wrote one of these held its lock before writing.
        await ownership.refresh();
        return unfinished.filter((record) => !ownership.lives(record));
      }),
    // Loaded when there is a CRM to send to; what it has to be told is stored without it.
    openOutbox: async () => (await import('./outbox.js')).openBrowserOutbox(database, name),
    openEvents: async () => (await import('./event-store.js')).openBrowserEvents(database, name),
    openRecordings: async () => (await import('./recording-store.js')).openBrowserRecordings(database, ownership),
    openCustomers: async () => (await import('./customer-store.js')).openBrowserCustomers(database),
    openCallLogs: async () => (await import('./call-log-store.js')).openBrowserCallLogs(database),
    openQueue: async () => (await import('./queue-store.js')).openBrowserQueue(database, { name, owner, ownership }),
    openImports: async () =>
      (await import('./import-store.js')).openBrowserImports(database, { name, owner, ownership }),
    async close() {
      ownership.release();
      database.close();
    },
  };
}

/** How long a tab with an older version may take to let go. */
const blockedLimitMs = 5_000;

async function openDatabase(name: string): Promise<Database> {
  let tellBlocked: (error: DialerError) => void = () => {};
  const blocked = new Promise<never>((_, reject) => {
    tellBlocked = reject;
  });
  const opening = openDB<DialdeckSchema>(name, databaseVersion, {
    upgrade: upgradeDatabase,
    blocked: () => {
      const error = new DialerError(
        'storage-blocked',
        'Another tab of this page keeps an older version open; close it.',
      );
      setTimeout(tellBlocked, blockedLimitMs, error);
    },
    // A newer version of the page wants in: let go, rather than stop it. Saving fails from here, and is retried and told.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  try {
    return await Promise.race([opening, blocked]);
  } catch (cause) {
    throw cause instanceof DialerError ? cause : storageErrorOf(cause);
  }
}
