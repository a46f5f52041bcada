import type { ImportRecord } from '../../import/import-record.js';
import type { RejectedRow } from '../../import/rejected-row.js';
import type { LeadChange } from '../../storage/import-store.js';
import type { Database } from './database.js';

/** An import. `open` is there until everybody may see its leads: only such rows are in the index. */
export interface ImportRow {
  readonly id: string;
  readonly record: ImportRecord;
  readonly open?: 1 | undefined;
}

/** What one batch brought besides new leads. */
export interface ImportPieceRow {
  readonly importId: string;
  readonly piece: number;
  readonly rejected: readonly RejectedRow[];
  /** Still to be made; gone once they are. */
  readonly changes: readonly LeadChange[];
}

export interface ImportTables {
  imports: { key: string; value: ImportRow; indexes: { byOpen: 1 } };
  importPieces: { key: [string, number]; value: ImportPieceRow };
}

export function upgradeImports(database: Database, oldVersion: number): void {
  if (oldVersion >= 3) return;
  database.createObjectStore('imports', { keyPath: 'id' }).createIndex('byOpen', 'open');
  database.createObjectStore('importPieces', { keyPath: ['importId', 'piece'] });
}
