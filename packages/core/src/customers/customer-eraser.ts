import type { DataEraser } from '../records/data-eraser.js';
import type { Storage } from '../storage/storage.js';

/** Erases the customers that are kept in this browser. */
export const customerEraser = (storage: Storage): DataEraser => ({
  name: 'customers',
  async erase({ customerId, numbers = [] }) {
    const customers = await storage.openCustomers();
    // Colleagues share a line: who was named is erased, and nobody beside.
    const byNumber = customerId ? [] : await Promise.all(numbers.map((number) => customers.findByNumber(number)));
    const ids = new Set([...(customerId ? [customerId] : []), ...byNumber.flat().map(({ id }) => id)]);
    const removed = await Promise.all([...ids].map((id) => customers.remove(id)));
    return [{ what: 'customers', count: removed.filter(Boolean).length }];
  },
});
