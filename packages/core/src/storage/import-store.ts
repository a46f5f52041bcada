import type { DoNotCallEntry } from '../compliance/do-not-call.js';
import type { ImportRecord } from '../import/import-record.js';
import type { ImportedLead } from '../import/imported-lead.js';
import type { RejectedRow } from '../import/rejected-row.js';
import type { Lead } from '../queue/lead.js';
import type { LeadKeys } from './queue-store.js';

/** What a row changes in a lead that is there already. Done when the import is switched on, not before. */
export interface LeadChange {
  readonly leadId: string;
  readonly incoming: ImportedLead;
  readonly policy: 'merge' | 'keep-newest';
}

/** Some rows of an import, and how far it is with them. */
export interface ImportBatch {
  readonly record: ImportRecord;
  /** New ones; their ids are those of `leadIdOf`. */
  readonly leads: readonly Lead[];
  readonly changes: readonly LeadChange[];
  readonly rejected: readonly RejectedRow[];
}

/** Makes a change to the lead it is meant for. */
export type ApplyChange = (lead: Lead, change: LeadChange) => Lead;

/** The part of a `Storage` that takes imports. Leads that it was given are out of everybody's sight until `commit`. */
export interface ImportStore {
  /** The name under which a Worker can open the same storage, where there is one. */
  readonly workerName?: string | undefined;
  /** This page or Worker. */
  readonly owner: string;
  get(id: string): Promise<ImportRecord | undefined>;
  /** Every import, the oldest first. */
  list(): Promise<readonly ImportRecord[]>;
  /** Imports that are neither done nor taken back as a whole, and whose page is gone. */
  interrupted(): Promise<readonly ImportRecord[]>;
  /** Waits until no other import of this storage runs, in any page, and runs one. */
  exclusive<T>(work: () => Promise<T>): Promise<T>;
  /** Stores all of a batch or nothing. @throws DialerError `storage-full`, `storage-failed` */
  save(batch: ImportBatch): Promise<void>;
  /** Leads that everybody sees, and those of this import. */
  find(importId: string, keys: LeadKeys): Promise<readonly Lead[]>;
  /** Whether there is any lead at all: with none, nothing has to be looked for. */
  hasLeads(): Promise<boolean>;
  /** Every entry, when they are at most `limit`. */
  doNotCall(limit: number): Promise<readonly DoNotCallEntry[] | undefined>;
  doNotCallFor(number: string): Promise<readonly DoNotCallEntry[]>;
  /** Makes some of the changes of an import, each once whatever happens. `false` when none is left. */
  applyChanges(importId: string, apply: ApplyChange): Promise<boolean>;
  /** The switch: stores the record, and from then on everybody sees the leads. One step. */
  commit(record: ImportRecord): Promise<void>;
  /** Takes away some of what an import brought. `false` when nothing is left. */
  discard(record: ImportRecord): Promise<boolean>;
  /** Rejected rows in the order of the file, in pieces; `undefined` behind the last piece. */
  rejected(importId: string, piece: number): Promise<readonly RejectedRow[] | undefined>;
  /** Takes rejected rows of a person out of all reports. @param isTheirs looks at what stood in the row @returns how many */
  forget(isTheirs: (value: string) => boolean): Promise<number>;
  close(): void;
}
