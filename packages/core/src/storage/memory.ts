import type { CallRecord } from '../records/call-record.js';
import { newId } from '../shared/ids.js';
import type { MemoryParts } from './memory-parts.js';
import type { OutboxRow } from './outbox-store.js';
import type { Storage } from './storage.js';

/** Storage that lives as long as the page. The default, and the one for tests. Search costs O(records). */
export function createMemoryStorage(): Storage {
  const records = new Map<string, CallRecord>();
  const owed = new Map<string, OutboxRow>();
  const owner = newId();
  let loaded: Promise<MemoryParts> | undefined;
  /** What a plain call does not need. */
  const parts = () =>
    (loaded ??= import('./memory-parts.js').then(({ createMemoryParts }) =>
      createMemoryParts({ owner, records, owed }),
    ));
  return {
    owner,
    async saveRecord(record, toCrm) {
      const { id, revision, startedAt } = record;
      const stored = records.get(id);
      if (stored && stored.revision >= revision) return false;
      records.set(id, Object.freeze({ ...record }));
      if (toCrm) owed.set(id, { ...owed.get(id), id, owed: revision, startedAt });
      return true;
    },
    async getRecord(id) {
      return records.get(id);
    },
    searchRecords: async (query) => (await parts()).searchRecords(query),
    removeRecords: async (...which) => (await parts()).removeRecords(...which),
    async findOrphans() {
      // Nothing outlives the page, so no record can have lost its owner.
      return [];
    },
    openOutbox: async () => (await parts()).openOutbox(),
    openEvents: async () => (await parts()).openEvents(),
    openRecordings: async () => (await parts()).openRecordings(),
    openCallLogs: async () => (await parts()).openCallLogs(),
    openCustomers: async () => (await parts()).openCustomers(),
    openQueue: async () => (await parts()).openQueue(),
    openImports: async () => (await parts()).openImports(),
    async close() {},
  };
}
