import { DialerError } from '../errors.js';
import { createBreather } from './breathe.js';
import { type ColumnGuess, type ColumnMapping, guessColumns, looksLikeHeadings } from './column-mapping.js';
import { createCsvReader, guessDelimiter } from './csv-rows.js';
import { type FileRow, mostColumns } from './file-row.js';
import type { DedupeRules, ImportFormat, ImportPlan } from './import-plan.js';
import { createItemCutter } from './json-items.js';
import { fieldsOf } from './json-rows.js';
import { loadCellReader } from './number-cell.js';
import { createReader } from './open-file.js';
import { encodingOf, type TextEncoding } from './text-encoding.js';

/** How a file is to be read. What is left out is guessed, and shown by the preview. */
export interface ReadOptions {
  readonly format?: ImportFormat | undefined;
  readonly encoding?: TextEncoding | undefined;
  /** One character. */
  readonly delimiter?: string | undefined;
  /** Whether the first row of a CSV file names its columns. */
  readonly hasHeadings?: boolean | undefined;
  /** What each column becomes; columns that are not named are left out. */
  readonly mapping?: readonly ColumnMapping[] | undefined;
  /** Where numbers without a country code belong: ISO 3166-1 alpha-2 such as `CN`. */
  readonly country?: string | undefined;
  /** Default: by phone, in the campaign, rejecting. */
  readonly dedupe?: { readonly [Rule in keyof DedupeRules]?: DedupeRules[Rule] | undefined } | undefined;
}

/** Where the leads go. */
export interface ImportTarget {
  readonly campaignId: string;
  readonly listId: string;
}

/** The beginning of a file, read as the plan says. */
export interface PlannedImport {
  readonly plan: ImportPlan;
  readonly columns: readonly ColumnGuess[];
  /** Without the headings. */
  readonly rows: readonly FileRow[];
}

const beginningBytes = 64 * 1024;
const mostGuessRows = 60;

/**
 * Reads the beginning of a file and decides how to read the rest.
 * @throws DialerError `import-unreadable` when there is no row, or no column has numbers
 */
export async function planImport(file: Blob, options: ReadOptions & ImportTarget): Promise<PlannedImport> {
  const breathe = createBreather(8);
  const beginning = new Uint8Array(await file.slice(0, beginningBytes).arrayBuffer());
  const encoding = options.encoding ?? (await encodingOf(file));
  const isWhole = file.size <= beginningBytes;
  const text = new TextDecoder(encoding).decode(beginning, { stream: !isWhole }).replace(/\r\n?/g, '\n');
  const format = options.format ?? formatOf(text);
  const delimiter = options.delimiter ?? (format === 'csv' ? guessDelimiter(text) : ',');
  await breathe();
  const { country } = options;
  const readNumbers = await loadCellReader(country);
  // A text of digits alone is a number only where the column says so; a heading never is.
  const isNumber = (value: string) => readNumbers(value).some((number) => number !== undefined);
  const { headings, rows, hasHeadings } =
    format === 'csv'
      ? readCsv(text, { delimiter, isWhole, isNumber, hasHeadings: options.hasHeadings })
      : readObjects(text, { format, isWhole });
  await breathe();
  const values = rows.slice(0, mostGuessRows).map((row) => row.values);
  const columns = guessColumns({ headings, rows: values, isNumber });
  const { campaignId, listId, mapping = columns.map(mappingOf), dedupe = {} } = options;
  const { by = ['phone'], within = 'campaign', policy = 'reject' } = dedupe;
  if (rows.length === 0) throw unreadable('The file has no row that can be read.');
  if (!mapping.some(({ field }) => field === 'number')) throw unreadable('No column has numbers.');
  const plan: ImportPlan = {
    ...{ campaignId, listId, format, encoding, delimiter, hasHeadings, mapping, columns: headings },
    ...(country === undefined ? {} : { country }),
    dedupe: { by, within, policy },
  };
  return { plan, columns, rows };
}

const unreadable = (why: string) => new DialerError('import-unreadable', why);

const mappingOf = ({ column, field, label }: ColumnGuess): ColumnMapping => ({
  column,
  field,
  ...(label === undefined ? {} : { label }),
});

function formatOf(text: string): ImportFormat {
  const [first] = text.trimStart();
  if (first === '[') return 'json';
  return first === '{' ? 'ndjson' : 'csv';
}

interface CsvSample {
  readonly delimiter: string;
  readonly isWhole: boolean;
  readonly isNumber: (value: string) => boolean;
  readonly hasHeadings: boolean | undefined;
}

interface Sample {
  readonly headings: readonly string[];
  readonly rows: readonly FileRow[];
  readonly hasHeadings: boolean;
}

function readCsv(text: string, { delimiter, isWhole, isNumber, hasHeadings }: CsvSample): Sample {
  const reader = createCsvReader(delimiter);
  const all = [...reader.push(text), ...(isWhole ? reader.end() : [])];
  const [first, ...rest] = all;
  const isHeaded = hasHeadings ?? (first !== undefined && looksLikeHeadings(first.values, isNumber));
  const width = Math.min(mostColumns, Math.max(0, ...all.slice(0, mostGuessRows).map(({ values }) => values.length)));
  const headings = Array.from({ length: width }, (_, column) => {
    const heading = isHeaded ? first?.values[column]?.trim().slice(0, 64) : undefined;
    return heading || `Column ${column + 1}`;
  });
  return { headings, rows: isHeaded ? rest : all, hasHeadings: isHeaded };
}

function readObjects(text: string, how: { readonly format: 'json' | 'ndjson'; readonly isWhole: boolean }): Sample {
  const { format, isWhole } = how;
  const read = (columns: readonly string[]) => {
    const reader = createReader({ format, delimiter: ',', columns });
    return [...reader.push(text), ...(isWhole ? reader.end() : [])];
  };
  const headings = keysOf(text, format);
  return { headings, rows: read(headings), hasHeadings: false };
}

/** The keys of the first objects; of the later ones, those that are new are left out. */
function keysOf(text: string, format: 'json' | 'ndjson'): readonly string[] {
  const keys = new Set<string>();
  const note = (item: string) => {
    try {
      for (const key of fieldsOf(JSON.parse(item))?.keys() ?? []) if (keys.size < mostColumns) keys.add(key);
    } catch {
      // A broken item has its own report.
    }
  };
  const items = format === 'ndjson' ? text.split('\n') : createItemCutter().push(text);
  for (const item of items.slice(0, mostGuessRows)) note(item);
  return [...keys];
}
