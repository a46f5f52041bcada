import type { CallRecord, RecordPage, RecordQuery } from './call-record.js';

/** The calls made and taken here. */
export interface Records {
  /** Newest first. @throws DialerError `query-invalid`, `storage-failed` */
  search(query?: RecordQuery): Promise<RecordPage>;
  get(id: string): Promise<CallRecord | undefined>;
  /** Replaces the note of a record. @throws DialerError `record-not-found`, `storage-failed` */
  setNote(id: string, note: string): Promise<void>;
}
