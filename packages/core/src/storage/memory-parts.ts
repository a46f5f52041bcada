import type { CallRecord } from '../records/call-record.js';
import { searchIn } from '../records/search-in.js';
import type { OutboxRow } from './outbox-store.js';
import type { Storage } from './storage.js';

export interface MemoryRows {
  readonly owner: string;
  readonly records: Map<string, CallRecord>;
  readonly owed: Map<string, OutboxRow>;
}

/** What of a {@link Storage} in memory is not needed for a plain call: search, and the stores beside the records. */
export type MemoryParts = Pick<
  Storage,
  | 'searchRecords'
  | 'removeRecords'
  | 'openOutbox'
  | 'openEvents'
  | 'openRecordings'
  | 'openCallLogs'
  | 'openCustomers'
  | 'openQueue'
  | 'openImports'
>;

/** Each store is loaded and made once, when it is first asked for. */
const once = <T>(make: () => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
};

export function createMemoryParts({ owner, records, owed }: MemoryRows): MemoryParts {
  const outbox = once(async () => (await import('./memory-outbox.js')).createMemoryOutbox(owed));
  const events = once(async () => (await import('./memory-events.js')).createMemoryEvents());
  const openRecordings = once(async () => (await import('./memory-recordings.js')).createMemoryRecordings());
  const openCustomers = once(async () => (await import('./memory-customers.js')).createMemoryCustomers());
  const queue = once(async () => (await import('./memory-queue.js')).createMemoryQueue());
  const openQueue = async () => (await queue()).open(owner);
  return {
    searchRecords: async (query) => searchIn(records.values(), query),
    async removeRecords(ids, options) {
      const { removeFrom } = await import('./memory-removal.js');
      return removeFrom({ records, owed }, ids, options);
    },
    openOutbox: async () => (await outbox()).open(),
    openEvents: async () => (await events()).open(),
    openRecordings,
    openCallLogs: once(async () => (await import('./memory-call-logs.js')).createMemoryCallLogs()),
    openCustomers,
    openQueue,
    openImports: once(async () =>
      (await import('./memory-imports.js')).createMemoryImports({ owner, queue: await openQueue() }),
    ),
  };
}
