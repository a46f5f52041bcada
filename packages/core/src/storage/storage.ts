import type { CallRecord, RecordPage, RecordQuery } from '../records/call-record.js';
import type { CallLogStore } from './call-log-store.js';
import type { CustomerStore } from './customer-store.js';
import type { EventStore } from './event-store.js';
import type { ImportStore } from './import-store.js';
import type { OutboxStore } from './outbox-store.js';
import type { QueueStore } from './queue-store.js';
import type { RecordingStore } from './recording-store.js';

/**
 * PORT. Where the dialer keeps what must not be lost.
 * Implemented by `storage/memory.ts` and `adapters/indexeddb`;
 * `testing/storage-contract.ts` is the suite every implementation passes.
 */
export interface Storage {
  /** Identifies this page's hold on the storage; goes into every record it makes. */
  readonly owner: string;
  /**
   * Writes a record, unless the stored one has the same or a higher revision.
   * Resolves when it is durable; `false` when the stored one was newer.
   * @param toCrm also remembers, in the same step, that the CRM has to be told: both are stored or neither
   * @throws DialerError `storage-full`, `storage-blocked`, `storage-failed`
   */
  saveRecord(record: CallRecord, toCrm?: boolean): Promise<boolean>;
  getRecord(id: string): Promise<CallRecord | undefined>;
  /** Newest first. @throws DialerError `query-invalid`, `storage-failed` */
  searchRecords(query: RecordQuery): Promise<RecordPage>;
  /**
   * Deletes records, what they are found by, and what the CRM is owed of them, in one step.
   * @throws DialerError `storage-failed`
   */
  removeRecords(ids: readonly string[], options?: RemoveOptions): Promise<RemovedRecords>;
  /** Records still `in-progress` whose owner is gone: its page was closed, crashed or killed. */
  findOrphans(): Promise<readonly CallRecord[]>;
  /** What the CRM still has to be told. @throws DialerError `storage-failed` */
  openOutbox(): Promise<OutboxStore>;
  /** Events that a host wants delivered. @throws DialerError `storage-failed` */
  openEvents(): Promise<EventStore>;
  /** The sound of recorded calls, and messages to leave. @throws DialerError `storage-failed` */
  openRecordings(): Promise<RecordingStore>;
  /** Customers that live here, with or without a CRM. @throws DialerError `storage-failed` */
  openCustomers(): Promise<CustomerStore>;
  /** The calls as `createLocalCrm` has them. @throws DialerError `storage-failed` */
  openCallLogs(): Promise<CallLogStore>;
  /** Leads and what is known of calling them. @throws DialerError `storage-failed` */
  openQueue(): Promise<QueueStore>;
  /** Imports of leads. @throws DialerError `storage-failed` */
  openImports(): Promise<ImportStore>;
  /** Lets go. Afterwards this owner counts as gone. */
  close(): Promise<void>;
}

export interface RemoveOptions {
  /** Leaves those of which the CRM does not have the newest revision. @defaultValue `false` */
  readonly keepOwed?: boolean | undefined;
}

/** What a removal took away. */
export interface RemovedRecords {
  readonly records: number;
  /** Rows of the outbox. */
  readonly outbox: number;
  /** Ids that stayed because the CRM is owed them. */
  readonly kept: readonly string[];
  /** What the CRM calls those that it has. */
  readonly crmRefs: readonly string[];
}
