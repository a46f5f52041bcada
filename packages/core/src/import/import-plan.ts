import type { ColumnMapping } from './column-mapping.js';
import type { TextEncoding } from './text-encoding.js';

export type ImportFormat = 'csv' | 'json' | 'ndjson';

/** When two leads are the same, and what is done about it. */
export interface DedupeRules {
  /** @defaultValue `['phone']` */
  readonly by: readonly ('phone' | 'external-id' | 'name-and-phone')[];
  /** Where the same lead is looked for, besides the file itself. @defaultValue `'campaign'` */
  readonly within: 'list' | 'campaign' | 'all';
  /**
   * `reject`: the row is left out. `merge`: the row fills what the lead does not say. `keep-newest`: what the row says
   * replaces what the lead said. Attempts, outcomes and callbacks of a lead are never touched. @defaultValue `'reject'`
   */
  readonly policy: 'reject' | 'merge' | 'keep-newest';
}

/** Everything that decides what becomes of a row. Plain JSON: it is stored with the import. */
export interface ImportPlan {
  readonly campaignId: string;
  readonly listId: string;
  readonly format: ImportFormat;
  readonly encoding: TextEncoding;
  /** For CSV. */
  readonly delimiter: string;
  /** Whether the first row of a CSV file names the columns. */
  readonly hasHeadings: boolean;
  /** Headings, or the keys of JSON, in the order of the columns. */
  readonly columns: readonly string[];
  readonly mapping: readonly ColumnMapping[];
  /** Where numbers without a country code belong; ISO 3166-1 alpha-2. */
  readonly country?: string | undefined;
  readonly dedupe: DedupeRules;
}
