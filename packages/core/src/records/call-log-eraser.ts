import type { Storage } from '../storage/storage.js';
import type { DataEraser } from './data-eraser.js';

/** Erases the calls that `createLocalCrm` has. */
export function callLogEraser(storage: Storage): DataEraser {
  async function eraseCalls(callIds: readonly string[]) {
    const removed = await (await storage.openCallLogs()).remove(callIds);
    return [{ what: 'call-logs', count: removed.length }];
  }
  return {
    name: 'call-logs',
    eraseCalls,
    async erase({ customerId, callIds }) {
      const logs = await storage.openCallLogs();
      const theirs = customerId === undefined ? [] : await logs.listOf(customerId);
      return eraseCalls([...new Set([...callIds, ...theirs.map(({ id }) => id)])]);
    },
  };
}
