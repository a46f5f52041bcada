import type { OutboxEntry } from '../crm/outbox-state.js';
import type { Listen } from '../shared/emitter.js';

/** What the storage keeps of one call for the CRM. */
export interface OutboxRow {
  /** The call's id. */
  readonly id: string;
  /** The newest revision that was saved for the CRM, written together with the record itself. */
  readonly owed: number;
  /** When the call started, milliseconds since 1970. Of an event, its place in the order. */
  readonly startedAt: number;
  /** Rows of one lane are delivered one after the other. */
  readonly lane?: string | undefined;
  /** How far the delivery got; written by the one page that sends. */
  readonly entry?: OutboxEntry | undefined;
}

/** What pages with the same data tell each other. Plain JSON. */
export type OutboxWord =
  /** Something is owed, or was delivered. */
  | { readonly type: 'changed' }
  /** Try again now: one call, or all of them. */
  | { readonly type: 'retry'; readonly id?: string | undefined };

/** The part of a {@link Storage} that remembers what the CRM still has to be told. */
export interface OutboxStore {
  /** The rows whose newest revision is not delivered. */
  listOpen(): Promise<readonly OutboxRow[]>;
  getRow(id: string): Promise<OutboxRow | undefined>;
  /** Keeps how far the delivery got; what is owed meanwhile stays owed. Of a call that was erased nothing is kept. @throws DialerError `storage-full`, `storage-failed` */
  saveEntry(entry: OutboxEntry): Promise<void>;
  /**
   * Waits for the turn to send. One page at a time has it, among all that opened the same data, until `signal` is
   * aborted or the page dies. Rejects when aborted before.
   */
  takeTurn(signal: AbortSignal): Promise<void>;
  /** What the other pages say. */
  readonly words: Listen<OutboxWord>;
  tell(word: OutboxWord): void;
  close(): void;
}

/** Whether everything owed was delivered. */
export const isSettled = ({ owed, entry }: OutboxRow): boolean => entry?.status === 'done' && entry.revision >= owed;
