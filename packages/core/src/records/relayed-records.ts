import type { Unsubscribe } from '../shared/emitter.js';
import type { Records } from './records.js';

/**
 * Records whose methods run in another tab. What cannot cross stays here: the pieces of an export are made from searches.
 * @param part every method of it answers by a promise
 */
export const relayedRecords = (part: Records): Records => ({
  search: (query) => part.search(query),
  get: (id) => part.get(id),
  setNote: (id, note) => part.setNote(id, note),
  edit: (...how) => part.edit(...how),
  async *export(how) {
    const { exportRecords } = await import('./record-export.js');
    yield* exportRecords((query) => part.search(query), how);
  },
  async exportFile(how) {
    const { exportToBlob } = await import('./record-export.js');
    return exportToBlob((query) => part.search(query), how);
  },
  applyRetention: (policy) => part.applyRetention(policy),
  eraseCustomer: (subject) => part.eraseCustomer(subject),
  addEraser(eraser) {
    // A function cannot cross: only the tab that has the dialer asks its erasers.
    const stop: unknown = part.addEraser(eraser);
    void Promise.resolve(stop).catch(() => {});
    return typeof stop === 'function' ? (stop as Unsubscribe) : () => {};
  },
});
