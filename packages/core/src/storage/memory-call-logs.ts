import { type CallLogStore, newestLogFirst, type StoredCallLog } from './call-log-store.js';

/** The call logs of `createMemoryStorage()`. */
export function createMemoryCallLogs(): CallLogStore {
  const logs = new Map<string, StoredCallLog>();
  return {
    get: async (id) => logs.get(id),
    async change(id, change) {
      logs.set(id, Object.freeze(change(logs.get(id))));
    },
    listOf: async (customerId) =>
      [...logs.values()].filter((log) => log.customerId === customerId).sort(newestLogFirst),
    remove: async (ids) => ids.filter((id) => logs.delete(id)),
  };
}
