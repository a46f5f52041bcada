import type { RowRule } from './rejected-row.js';

/** One row of a file, its values in the order of the columns. */
export interface FileRow {
  /** Where it begins; the first line is 1. For a JSON list the position in it. */
  readonly line: number;
  readonly values: readonly string[];
  /** What keeps it from being read; `values` then has the beginning of its text. */
  readonly broken?: RowRule | undefined;
}

/** Makes rows of the pieces of a text. */
export interface RowReader {
  /** Rows that are complete with this piece. */
  push(text: string): readonly FileRow[];
  /** The rest, at the end of the file. */
  end(): readonly FileRow[];
}

/** A row with more characters is not read. */
export const longestRow = 1_000_000;
/** More columns are left out. */
export const mostColumns = 200;
/** Longer values are cut where they are shown. */
export const longestShown = 200;
