import type { CrmCallChanges } from '../crm/crm-log.js';

/** A finished call as the CRM of this browser has it (`createLocalCrm`). */
export interface StoredCallLog {
  /** The call's id. */
  readonly id: string;
  /** Of the delivery that was written last. */
  readonly revision: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Absent for a call with somebody unknown. */
  readonly customerId?: string | undefined;
  /** What was told of the call, with what people edited since. */
  readonly fields: CrmCallChanges;
}

/** The part of a `Storage` that keeps the call logs of `createLocalCrm`. Loaded only where there is no other CRM. */
export interface CallLogStore {
  get(id: string): Promise<StoredCallLog | undefined>;
  /**
   * Changes a call in one step: nobody else reads or writes it in between. Resolves when it is durable.
   * @param change answers what to store; what it was given, to leave it
   * @throws DialerError `storage-full`, `storage-failed`
   */
  change(id: string, change: (stored: StoredCallLog | undefined) => StoredCallLog): Promise<void>;
  /** The calls of a customer, newest first. */
  listOf(customerId: string): Promise<readonly StoredCallLog[]>;
  /** Those that there were. */
  remove(ids: readonly string[]): Promise<readonly string[]>;
}

/** Newest first; of two that began at once, the higher id. */
export const newestLogFirst = (a: StoredCallLog, b: StoredCallLog): number =>
  b.startedAt - a.startedAt || (a.id < b.id ? 1 : -1);
