import type { CallRecord, RecordPage, RecordQuery } from '../records/call-record.js';
import type { OutboxStore } from './outbox-store.js';

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
  /** Records still `in-progress` whose owner is gone: its page was closed, crashed or killed. */
  findOrphans(): Promise<readonly CallRecord[]>;
  /** What the CRM still has to be told. @throws DialerError `storage-failed` */
  openOutbox(): Promise<OutboxStore>;
  /** Lets go. Afterwards this owner counts as gone. */
  close(): Promise<void>;
}
