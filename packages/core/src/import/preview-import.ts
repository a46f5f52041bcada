import type { ColumnGuess, ColumnMapping } from './column-mapping.js';
import type { ImportFormat } from './import-plan.js';
import { loadCellReader } from './number-cell.js';
import { fileOf, type ImportInput } from './open-file.js';
import { planImport, type ReadOptions } from './plan-import.js';
import type { RejectedRow } from './rejected-row.js';
import { createRowReader } from './row-to-lead.js';
import type { TextEncoding } from './text-encoding.js';

/** What an import would do, as far as the beginning of the file shows it. Nothing is written. */
export interface ImportPreview {
  readonly format: ImportFormat;
  readonly encoding: TextEncoding;
  /** For CSV. */
  readonly delimiter: string;
  readonly hasHeadings: boolean;
  /** The columns, what stands in them and what they are guessed to be. */
  readonly columns: readonly ColumnGuess[];
  /** What would be done with them: the given mapping, or the guessed one. Change it and pass it on. */
  readonly mapping: readonly ColumnMapping[];
  /** The first rows as they stand in the file, at most 20. */
  readonly rows: readonly (readonly string[])[];
  /** Rows of the beginning that were looked at. */
  readonly seen: number;
  /** Those of them that would be rejected, at most 100; duplicates and do-not-call lists are not looked at. */
  readonly problems: readonly RejectedRow[];
}

/**
 * Looks at the beginning of a file: its format, encoding, delimiter, columns and first problems.
 * @throws DialerError `import-unreadable`
 */
export async function previewImport(input: ImportInput, options: ReadOptions = {}): Promise<ImportPreview> {
  const file = await fileOf(input);
  const { plan, columns, rows } = await planImport(file, { ...options, campaignId: 'preview', listId: 'preview' });
  const readRow = createRowReader(plan, await loadCellReader(plan.country));
  const looked = rows.slice(0, 500);
  const problems = looked.flatMap((row) => readRow(row).rejected ?? []).slice(0, 100);
  const { format, encoding, delimiter, hasHeadings, mapping } = plan;
  return {
    ...{ format, encoding, delimiter, hasHeadings, columns, mapping, problems },
    rows: rows.slice(0, 20).map(({ values }) => values),
    seen: looked.length,
  };
}
