import { DialerError } from '../../errors.js';
import type { ImportCounts, ImportRecord } from '../../import/import-record.js';
import { fileOf, fingerprintOf, type ImportInput, mostBytes } from '../../import/open-file.js';
import { planImport } from '../../import/plan-import.js';
import { rejectedCsv } from '../../import/rejected-csv.js';
import { interruptedBy, type RunOptions, runImport } from '../../import/run-import.js';
import { newId } from '../../shared/ids.js';
import type { ImportStore } from '../../storage/import-store.js';
import { type NewImportOptions, type ResumeOptions, type RunningOptions, readImportOptions } from './import-options.js';
import { openWorker, runInWorker, startImportWorker } from './run-in-worker.js';

/** What came of an import. */
export interface ImportResult extends ImportCounts {
  readonly id: string;
  /** Every row that was left out, as a CSV file with line, field, value, rule and cure. */
  rejectedRows(language?: 'en' | 'zh'): Promise<Blob>;
}

/** An import that runs. */
export interface Import {
  /** To resume it by, after the page was closed. */
  readonly id: string;
  /**
   * Resolves when all leads may be called. Rejects with DialerError `config-invalid`, `import-unreadable`,
   * `import-cancelled`, `import-unknown`, `import-changed`, `import-interrupted`, `storage-full`, `storage-failed`; after the
   * last three it can be resumed.
   */
  readonly result: Promise<ImportResult>;
  /** Takes back what it brought. Once all rows are read, it is too late. */
  cancel(): void;
}

/**
 * Imports leads from CSV, JSON or NDJSON. It runs in a Worker where the storage is in the browser. None of its leads
 * can be called before all are there; whatever happens on the way, the import is then resumed or discarded.
 */
export function importLeads(input: ImportInput, options: NewImportOptions | ResumeOptions): Import {
  const cancelled = new AbortController();
  const { signal } = options;
  const cancel = () => cancelled.abort();
  signal?.addEventListener('abort', cancel, { once: true });
  if (signal?.aborted) cancel();
  const id = options.resume ?? newId();
  const result = run({ id, input, signal: cancelled.signal }, options).finally(() =>
    signal?.removeEventListener('abort', cancel),
  );
  return { id, result, cancel };
}

interface Start {
  readonly id: string;
  readonly input: ImportInput;
  readonly signal: AbortSignal;
}

async function run(start: Start, options: NewImportOptions | ResumeOptions): Promise<ImportResult> {
  const store = await options.storage.openImports();
  const file = await fileOf(start.input);
  if (file.size > mostBytes) throw new DialerError('import-unreadable', `The file has more than ${mostBytes} bytes.`);
  const record =
    options.resume === undefined
      ? await newRecord({ ...start, file, store }, options)
      : await recordToResume(store, { id: options.resume, fingerprint: await fingerprintOf(file) });
  const { counts } = await runSomewhere({ ...start, store, file, record }, options);
  return { id: record.id, ...counts, rejectedRows: (language) => rejectedCsv(store, record.id, language) };
}

type Opened = Start & Pick<RunOptions, 'store' | 'file'>;

async function newRecord({ id, input, file, store }: Opened, options: NewImportOptions): Promise<ImportRecord> {
  const { plan } = await planImport(file, readImportOptions(options));
  const now = Date.now();
  return {
    ...{ id, plan, state: 'reading', owner: store.owner, pieces: 0, startedAt: now, updatedAt: now },
    ...('name' in file && input === file ? { fileName: String(file.name).slice(0, 200) } : {}),
    fileBytes: file.size,
    fingerprint: await fingerprintOf(file),
    counts: { rows: 0, accepted: 0, merged: 0, duplicates: 0, rejected: 0 },
  };
}

async function recordToResume(
  store: ImportStore,
  { id, fingerprint }: Pick<ImportRecord, 'id' | 'fingerprint'>,
): Promise<ImportRecord> {
  const record = await store.get(id);
  if (record?.state !== 'reading' && record?.state !== 'committing')
    throw new DialerError('import-unknown', `No import ${id.slice(0, 64)} waits to be resumed.`);
  if (record.fingerprint !== fingerprint)
    throw new DialerError(
      'import-changed',
      `This is not the file ${record.fileName ?? ''} that the import began with.`,
    );
  return record;
}

async function runSomewhere(
  run: Opened & Pick<RunOptions, 'record'>,
  { worker: start = startImportWorker, listed, onProgress = () => {} }: RunningOptions,
): Promise<ImportRecord> {
  const name = run.store.workerName;
  const canStart = name !== undefined && start !== false && typeof Worker === 'function';
  const worker = canStart ? await openWorker(start) : undefined;
  if (worker && name !== undefined) return runInWorker(worker, { ...run, name, listed, onProgress });
  return runImport({ ...run, listed, onProgress, batchRows: 100, sliceMs: 8 }).catch((cause) => {
    throw interruptedBy(cause);
  });
}
