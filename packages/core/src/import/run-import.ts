import { DialerError, isDialerError } from '../errors.js';
import type { ImportStore } from '../storage/import-store.js';
import { createBatchMaker } from './batch-maker.js';
import { createBreather } from './breathe.js';
import type { FileRow } from './file-row.js';
import { type ImportProgress, progressOf } from './import-progress.js';
import { type ImportRecord, movedTo } from './import-record.js';
import { mergeLead } from './merge-lead.js';
import { createReader } from './open-file.js';
import type { ListedNumbers } from './scrub.js';
import { readText } from './text-encoding.js';

export interface RunOptions {
  readonly store: ImportStore;
  readonly file: Blob;
  /** A new import, or one that was interrupted. */
  readonly record: ImportRecord;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ImportProgress) => void;
  readonly listed?: ListedNumbers | undefined;
  /** Rows in one transaction. Fewer keep the thread free, more are faster. */
  readonly batchRows: number;
  /** After how long others on this thread get their turn; milliseconds. */
  readonly sliceMs: number;
}

/**
 * Reads a file to its end, puts its leads aside batch by batch, and switches them on together. What a batch brought
 * and how far it got are stored in one step: after a crash, the same file goes on behind the last batch.
 * @throws DialerError `import-cancelled`, `storage-full`, `storage-failed`
 */
export async function runImport(options: RunOptions): Promise<ImportRecord> {
  const { store, signal } = options;
  return store.exclusive(async () => {
    const record = await started(options);
    const run = createRun(options, record);
    try {
      if (record.state === 'reading') await readRows(options, run);
    } catch (cause) {
      if (!signal.aborted) throw cause;
      await discardImport(store, run.record);
      throw new DialerError('import-cancelled', 'The import was cancelled; nothing of it is left.', { cause });
    }
    return commit(options, run);
  });
}

/** What stopped an import. What is no error of ours leaves an import that can be resumed: a file that cannot be read, a host's list. */
export const interruptedBy = (cause: unknown): DialerError =>
  isDialerError(cause)
    ? cause
    : new DialerError('import-interrupted', `The import stopped: ${cause}. Resume it with the same file.`, { cause });

/** Takes away all that an import brought. One that is committing or done stays. @throws DialerError `import-unknown` */
export async function discardImport(store: ImportStore, record: ImportRecord): Promise<void> {
  if (record.state !== 'reading' && record.state !== 'cancelled')
    throw new DialerError('import-unknown', `Import ${record.id} is ${record.state}: it can no longer be taken back.`);
  const cancelled = record.state === 'cancelled' ? record : movedTo(record, 'cancelled');
  // Each step is a short one, so that calls of this moment can be stored in between.
  while (await store.discard({ ...cancelled, updatedAt: Date.now() }));
}

async function started({ store, record, signal }: RunOptions): Promise<ImportRecord> {
  const stored = (await store.get(record.id)) ?? record;
  if (signal.aborted && stored.state === 'reading') {
    await discardImport(store, stored);
    throw new DialerError('import-cancelled', 'The import was cancelled before it began.');
  }
  if (stored.state === 'done' || stored.state === 'cancelled')
    throw new DialerError('import-unknown', `Import ${record.id} is ${stored.state} already.`);
  const mine = { ...stored, owner: store.owner, updatedAt: Date.now() };
  await store.save({ record: mine, leads: [], changes: [], rejected: [] });
  return mine;
}

interface Run {
  record: ImportRecord;
  bytes: number;
  tell(): void;
}

function createRun({ onProgress }: RunOptions, record: ImportRecord): Run {
  const rows = record.counts.rows;
  const from = performance.now();
  return {
    record,
    bytes: 0,
    tell() {
      onProgress(progressOf(this.record, { rows, elapsedMs: performance.now() - from, bytes: this.bytes }));
    },
  };
}

async function readRows(options: RunOptions, run: Run): Promise<void> {
  const { store, file, signal, batchRows } = options;
  const { plan } = run.record;
  const reader = createReader(plan);
  const breathe = createBreather(options.sliceMs);
  const makeBatch = await createBatchMaker({ ...options, breathe });
  let saving: Promise<void> = Promise.resolve();
  let waiting: FileRow[] = [];
  let toSkip = run.record.counts.rows + (plan.format === 'csv' && plan.hasHeadings ? 1 : 0);

  async function flush(): Promise<void> {
    const rows = waiting;
    waiting = [];
    const batch = await makeBatch(rows, run.record);
    // One after the other, or a batch could be stored while the one before it is not. The next one is made meanwhile.
    await saving;
    signal.throwIfAborted();
    run.record = batch.record;
    saving = store.save(batch);
    // Awaited with the next batch; until then nobody may call it unhandled.
    saving.catch(() => {});
    run.tell();
  }

  async function take(rows: readonly FileRow[]): Promise<void> {
    const skipped = Math.min(toSkip, rows.length);
    toSkip -= skipped;
    for (const row of skipped > 0 ? rows.slice(skipped) : rows) {
      waiting.push(row);
      if (waiting.length >= batchRows) await flush();
    }
    await breathe();
  }

  try {
    for await (const { text, bytes } of readText(file, plan.encoding)) {
      signal.throwIfAborted();
      run.bytes = bytes;
      await take(reader.push(text));
    }
    await take(reader.end());
    if (waiting.length > 0) await flush();
  } finally {
    await saving.catch(() => {});
  }
  await saving;
}

/** From here it only goes forward: the changes to leads that were there, then the switch. */
async function commit({ store, file }: RunOptions, run: Run): Promise<ImportRecord> {
  if (run.record.state === 'reading') {
    run.record = { ...movedTo(run.record, 'committing'), updatedAt: Date.now() };
    await store.save({ record: run.record, leads: [], changes: [], rejected: [] });
  }
  run.bytes = file.size;
  run.tell();
  while (await store.applyChanges(run.record.id, mergeLead));
  run.record = { ...movedTo(run.record, 'done'), updatedAt: Date.now() };
  await store.commit(run.record);
  run.tell();
  return run.record;
}
