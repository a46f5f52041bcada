import type { CallRecord } from '../records/call-record.js';
import { compileQuery, cursorOf, newestFirst } from '../records/record-query.js';
import { newId } from '../shared/ids.js';
import type { Storage } from './storage.js';

/** Storage that lives as long as the page. The default, and the one for tests. Search costs O(records). */
export function createMemoryStorage(): Storage {
  const records = new Map<string, CallRecord>();
  return {
    owner: newId(),
    async saveRecord(record) {
      const stored = records.get(record.id);
      if (stored && stored.revision >= record.revision) return false;
      records.set(record.id, Object.freeze({ ...record }));
      return true;
    },
    async getRecord(id) {
      return records.get(id);
    },
    async searchRecords(query) {
      const { from, to, after, limit, matches } = compileQuery(query);
      const found = [...records.values()]
        .filter((record) => record.startedAt >= from && record.startedAt < to && matches(record))
        .sort(newestFirst)
        .filter((record) => !after || newestFirst(after, record) < 0);
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return { records: page, ...(last && found.length > limit ? { nextCursor: cursorOf(last) } : {}) };
    },
    async findOrphans() {
      // Nothing outlives the page, so no record can have lost its owner.
      return [];
    },
    async close() {},
  };
}
