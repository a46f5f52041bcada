import type { Unsubscribe } from '../shared/emitter.js';
import type { CallRecord, RecordPage, RecordQuery } from './call-record.js';
import type { DataEraser, ErasureReport, ErasureSubject } from './data-eraser.js';
import type { RecordEdit, RecordEditOptions } from './record-edit.js';
import type { RecordExportOptions } from './record-export.js';
import type { RetentionPolicy, RetentionResult } from './record-retention.js';

/** The calls made and taken here. */
export interface Records {
  /** Newest first. @throws DialerError `query-invalid`, `storage-failed` */
  search(query?: RecordQuery): Promise<RecordPage>;
  get(id: string): Promise<CallRecord | undefined>;
  /** Replaces the note of a record. @throws DialerError `record-not-found`, `storage-failed` */
  setNote(id: string, note: string): Promise<void>;
  /**
   * Changes note and tags, during the call or years later; the CRM is told of what changed. Answers the record as it is
   * stored.
   * @throws DialerError `record-not-found`, `record-invalid`, `record-changed`, `storage-failed`
   */
  edit(id: string, edit: RecordEdit, options?: RecordEditOptions): Promise<CallRecord>;
  /** A file as text, piece by piece. @throws DialerError `query-invalid`, `aborted`, `storage-failed` */
  export(options?: RecordExportOptions): AsyncIterable<string>;
  /** The same as one file, for a download link. @throws DialerError `query-invalid`, `aborted`, `storage-failed` */
  exportFile(options?: RecordExportOptions): Promise<Blob>;
  /** Deletes what is over its time, now. The option `retention` does it at the start and daily. @throws DialerError `storage-failed` */
  applyRetention(policy: RetentionPolicy): Promise<RetentionResult>;
  /**
   * Erases a person everywhere in this browser, and reports what was erased and what others have to erase.
   * Safe to ask again: until `failed` is empty the erasure is not complete.
   * @throws DialerError `erasure-invalid`, `storage-failed`
   */
  eraseCustomer(subject: ErasureSubject): Promise<ErasureReport>;
  /** Lets another keeper of data take part in erasures and retention. */
  addEraser(eraser: DataEraser): Unsubscribe;
}
