import type { DialerErrorCode } from '../../errors.js';
import type { ImportProgress } from '../../import/import-progress.js';
import type { ImportRecord } from '../../import/import-record.js';

/** What a page says to its import Worker. */
export type WordToWorker =
  | {
      readonly type: 'run';
      /** Of the storage; see `openBrowserStorage`. */
      readonly name: string;
      readonly file: Blob;
      readonly record: ImportRecord;
      /** Whether the page has national files to ask. */
      readonly asksListed: boolean;
    }
  | { readonly type: 'cancel' }
  | { readonly type: 'listed'; readonly question: number; readonly numbers: readonly string[] };

/** What the Worker says to its page. */
export type WordFromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly progress: ImportProgress }
  | { readonly type: 'ask-listed'; readonly question: number; readonly numbers: readonly string[] }
  | { readonly type: 'done'; readonly record: ImportRecord }
  | { readonly type: 'failed'; readonly code: DialerErrorCode; readonly message: string };
