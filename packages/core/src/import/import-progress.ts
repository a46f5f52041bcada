import type { ImportCounts, ImportRecord, ImportStage } from './import-record.js';

/** How far an import is. */
export interface ImportProgress extends ImportCounts {
  readonly id: string;
  readonly stage: ImportStage;
  /** Bytes of the file that are read, and how many it has. */
  readonly bytes: number;
  readonly totalBytes: number;
  /** Rows a second since it was started or resumed. */
  readonly rowsPerSecond: number;
}

/** @param since rows at the start of this run, and when that was; milliseconds */
export function progressOf(
  record: ImportRecord,
  since: { readonly rows: number; readonly elapsedMs: number; readonly bytes: number },
): ImportProgress {
  const { id, state, counts, fileBytes } = record;
  const rowsPerSecond = since.elapsedMs > 0 ? Math.round(((counts.rows - since.rows) * 1_000) / since.elapsedMs) : 0;
  return Object.freeze({ id, stage: state, ...counts, bytes: since.bytes, totalBytes: fileBytes, rowsPerSecond });
}
