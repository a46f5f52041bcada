import type { ImportPlan } from './import-plan.js';

/** What became of the rows so far. */
export interface ImportCounts {
  /** Rows read, the heading not counted. */
  readonly rows: number;
  /** New leads. */
  readonly accepted: number;
  /** Rows that change a lead which is there already. */
  readonly merged: number;
  /** Rows left out because the lead is there already. */
  readonly duplicates: number;
  /** Rows left out for any other reason. */
  readonly rejected: number;
}

/** What is stored of an import. */
export interface ImportRecord {
  /** UUIDv7. */
  readonly id: string;
  readonly state: ImportStage;
  /** The page or Worker that runs it. */
  readonly owner: string;
  readonly fileName?: string | undefined;
  /** Size of the file; bytes. */
  readonly fileBytes: number;
  /** SHA-256 of its beginning and its end: the same file must be given to resume. */
  readonly fingerprint: string;
  readonly plan: ImportPlan;
  readonly counts: ImportCounts;
  /** Pieces of the stored report. */
  readonly pieces: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
}

/**
 * `reading`: rows are read and put aside. `committing`: every row is there, it only goes forward from here.
 * `done`: the leads may be called. `cancelled`: all that it brought is taken away again.
 */
export type ImportStage = 'reading' | 'committing' | 'done' | 'cancelled';

/** From where to where an import may go. */
export const importTransitions: Readonly<Record<ImportStage, readonly ImportStage[]>> = {
  reading: ['committing', 'cancelled'],
  committing: ['done'],
  done: [],
  cancelled: [],
};

/** The record with its next stage. @throws RangeError for a step that does not exist */
export function movedTo(record: ImportRecord, state: ImportStage): ImportRecord {
  if (!importTransitions[record.state].includes(state)) throw new RangeError(`${record.state} → ${state}`);
  return { ...record, state };
}

/** The id of the lead of a row: the same row of the same import has the same id, however often it is read. */
export const leadIdOf = (importId: string, row: number): string =>
  importId.slice(0, 24) + row.toString(16).padStart(12, '0');
