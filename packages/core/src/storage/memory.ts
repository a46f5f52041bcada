import type { CallRecord } from '../records/call-record.js';
import { newId } from '../shared/ids.js';
import type { MemoryOutbox } from './memory-outbox.js';
import type { OutboxRow } from './outbox-store.js';
import type { Storage } from './storage.js';

/** Storage that lives as long as the page. The default, and the one for tests. Search costs O(records). */
export function createMemoryStorage(): Storage {
  const records = new Map<string, CallRecord>();
  const owed = new Map<string, OutboxRow>();
  let outbox: Promise<MemoryOutbox> | undefined;
  return {
    owner: newId(),
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
    async searchRecords(query) {
      const { searchIn } = await import('../records/search-in.js');
      return searchIn(records.values(), query);
    },
    async findOrphans() {
      // Nothing outlives the page, so no record can have lost its owner.
      return [];
    },
    async openOutbox() {
      outbox ??= import('./memory-outbox.js').then(({ createMemoryOutbox }) => createMemoryOutbox(owed));
      return (await outbox).open();
    },
    async close() {},
  };
}
