import type { DataEraser } from '../records/data-eraser.js';
import type { Clock } from '../shared/clock.js';
import type { QueueStore } from '../storage/queue-store.js';
import type { Storage } from '../storage/storage.js';
import { eraseFromImports } from './erase-from-imports.js';
import { erasePerson } from './erase-person.js';

/** Erases a person from the dial queue and from the reports of imports. */
export function queueEraser(storage: Storage, clock: Clock): DataEraser {
  let opening: Promise<QueueStore> | undefined;
  return {
    name: 'queue',
    async erase({ customerId, numbers = [], callIds }) {
      opening ??= storage.openQueue();
      const records = await Promise.all(callIds.map((id) => storage.getRecord(id)));
      const customer = customerId === undefined ? undefined : await (await storage.openCustomers()).get(customerId);
      const known = customer?.numbers.map(({ number }) => number) ?? [];
      const leadIds = new Set(records.flatMap((record) => record?.leadId ?? []));
      const person = { customerId, numbers: [...new Set([...numbers, ...known])], leadIds: [...leadIds] };
      const names = [customer, ...records].flatMap((each) => each?.name ?? []);
      const imports = await storage.openImports();
      try {
        const rejected = await eraseFromImports(imports, { ...person, names });
        return [...rejected, ...(await erasePerson(await opening, person, clock.now()))];
      } finally {
        imports.close();
      }
    },
  };
}
