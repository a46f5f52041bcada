import type { EventLog } from '../event-log.js';
import type { RecordBook } from '../records/record-book.js';
import type { Clock } from '../shared/clock.js';
import type { WarningBoard } from '../warning-board.js';

/** What is needed to look after the calls of one dialer. Its own object: what is remembered hangs on it. */
export interface CallCare {
  readonly clock: Clock;
  readonly book: Pick<RecordBook, 'change' | 'records'>;
  readonly warnings: Pick<WarningBoard, 'set'>;
  readonly tell: EventLog['tell'];
}

// One module to load for everything around a call that the call itself does not need.
export { rateCall, reportProblem } from './feedback.js';
export { watchQuality } from './quality-watch.js';
