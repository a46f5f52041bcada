import type { CallRecord } from '../records/call-record.js';
import { newId } from '../shared/ids.js';
import { lazily } from '../shared/lazily.js';
import type { MemoryParts } from './memory-parts.js';
import type { OutboxRow } from './outbox-store.js';
import type { Storage } from './storage.js';

/** Storage that lives as long as the page. The default, and the one for tests. Search costs O(records). */
export function createMemoryStorage(): Storage {
  const records = new Map<string, CallRecord>();
  const owed = new Map<string, OutboxRow>();
  const owner = newId();
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
    async findOrphans() {
      // Nothing outlives the page, so no record can have lost its owner.
      return [];
    },
    async close() {},
    // What a plain call does not need.
    ...lazily<MemoryParts, keyof MemoryParts>(
      async () => (await import('./memory-parts.js')).createMemoryParts({ owner, records, owed }),
      'searchRecords',
      'removeRecords',
      'openOutbox',
      'openEvents',
      'openRecordings',
      'openCallLogs',
      'openCustomers',
      'openQueue',
      'openImports',
    ),
  };
}
