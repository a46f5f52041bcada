import { interruptedBy, runImport } from '../../import/run-import.js';
import type { ListedNumbers } from '../../import/scrub.js';
import { openBrowserStorage } from '../indexeddb/index.js';
import type { WordFromWorker, WordToWorker } from './worker-words.js';

// The script of a Worker: it opens the same database as its page, so that the page is free while a list comes in.

const cancelled = new AbortController();
const answers = new Map<number, (numbers: readonly string[]) => void>();
let questions = 0;

const tell = (word: WordFromWorker): void => globalThis.postMessage(word);

const ask: ListedNumbers = (numbers) =>
  new Promise((resolve) => {
    questions += 1;
    answers.set(questions, resolve);
    tell({ type: 'ask-listed', question: questions, numbers });
  });

async function run(word: Extract<WordToWorker, { readonly type: 'run' }>): Promise<void> {
  const storage = await openBrowserStorage({ name: word.name });
  const store = await storage.openImports();
  try {
    const record = await runImport({
      ...{ store, file: word.file, record: word.record, signal: cancelled.signal },
      listed: word.asksListed ? ask : undefined,
      onProgress: (progress) => tell({ type: 'progress', progress }),
      batchRows: 2_000,
      sliceMs: 50,
    });
    tell({ type: 'done', record });
  } finally {
    store.close();
    await storage.close();
  }
}

function hear({ data }: MessageEvent<WordToWorker>): void {
  if (data.type === 'cancel') cancelled.abort();
  else if (data.type === 'listed') {
    answers.get(data.question)?.(data.numbers);
    answers.delete(data.question);
  } else
    run(data).catch((cause: unknown) => {
      const { code, message } = interruptedBy(cause);
      tell({ type: 'failed', code, message });
    });
}

// A server that renders imports everything, and is no Worker.
if ('WorkerGlobalScope' in globalThis) {
  globalThis.addEventListener('message', hear);
  tell({ type: 'ready' });
}
