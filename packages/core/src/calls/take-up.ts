import { type RecordBook, resumeLimitMs } from '../records/record-book.js';
import { interruptedRecord } from '../records/record-of-call.js';
import { talkingBeside } from './active-call.js';
import type { ResumeOptions } from './resume-calls.js';

type TakeUpOptions = Omit<ResumeOptions, 'limitMs' | 'interruptedRecord' | 'talkingBeside'> & {
  readonly book: RecordBook;
};

/**
 * Calls whose page died: taken up where that is possible, closed where it is not. Asked at the start and after each
 * connect, as a dying page may linger.
 */
export function createTakeUp(options: TakeUpOptions): () => Promise<void> {
  const { phone, book, warn } = options;
  const failed = () => warn('record-unsaved', true);
  return async () => {
    try {
      const left = await book.recover(Boolean(phone.resume));
      if (!left[0]) return;
      const { resumeCalls } = await import('./resume-calls.js');
      // Not waited for: a call is taken up once the phone is connected.
      resumeCalls(left, { ...options, limitMs: resumeLimitMs, interruptedRecord, talkingBeside }).catch(failed);
    } catch {
      failed();
    }
  };
}
