import { DialerError } from '../../errors.js';
import type { ImportRecord } from '../../import/import-record.js';
import type { RunOptions } from '../../import/run-import.js';
import { createDeferred } from '../../shared/deferred.js';
import type { WordFromWorker, WordToWorker } from './worker-words.js';

export type StartWorker = () => Worker;

/** Bundlers find the script by this very expression. */
export const startImportWorker: StartWorker = () =>
  new Worker(new URL('./import-worker.js', import.meta.url), { type: 'module', name: 'dialdeck-import' });

/** A Worker that says nothing for so long is not coming; milliseconds. */
const startLimitMs = 10_000;

/** Starts a Worker; `undefined` where the page, its CSP or its server does not let one start. */
export async function openWorker(start: StartWorker): Promise<Worker | undefined> {
  const opened = createDeferred<Worker | undefined>();
  const timer = setTimeout(() => opened.resolve(undefined), startLimitMs);
  let worker: Worker | undefined;
  try {
    worker = start();
    const started = worker;
    started.addEventListener('message', () => opened.resolve(started), { once: true });
    started.addEventListener('error', () => opened.resolve(undefined), { once: true });
  } catch {
    opened.resolve(undefined);
  }
  const ready = await opened.promise;
  clearTimeout(timer);
  if (!ready) worker?.terminate();
  return ready;
}

type WorkerRun = Pick<RunOptions, 'file' | 'record' | 'signal' | 'onProgress' | 'listed'> & { readonly name: string };

/** Lets the Worker run an import, and tells what it says. */
export async function runInWorker(worker: Worker, options: WorkerRun): Promise<ImportRecord> {
  const { name, file, record, signal, onProgress, listed } = options;
  const ended = createDeferred<ImportRecord>();
  const tell = (word: WordToWorker) => worker.postMessage(word);
  const hear = ({ data }: MessageEvent<WordFromWorker>) => {
    if (data.type === 'progress') onProgress(data.progress);
    else if (data.type === 'done') ended.resolve(data.record);
    else if (data.type === 'failed') ended.reject(new DialerError(data.code, data.message));
    else if (data.type === 'ask-listed') {
      const { question, numbers } = data;
      Promise.resolve(listed?.(numbers) ?? []).then(
        (found) => tell({ type: 'listed', question, numbers: found }),
        // A list that cannot be asked is no leave to call: the import stops, and can be resumed.
        (cause) => ended.reject(interrupted(`The national do-not-call file failed: ${cause}.`)),
      );
    }
  };
  const crash = ({ message }: ErrorEvent) => ended.reject(interrupted(`The Worker failed: ${message}.`));
  const cancel = () => tell({ type: 'cancel' });
  worker.addEventListener('message', hear);
  worker.addEventListener('error', crash);
  signal.addEventListener('abort', cancel);
  tell({ type: 'run', name, file, record, asksListed: listed !== undefined });
  if (signal.aborted) cancel();
  try {
    return await ended.promise;
  } finally {
    signal.removeEventListener('abort', cancel);
    worker.terminate();
  }
}

const interrupted = (why: string) => new DialerError('import-interrupted', `${why} Resume the import.`);
