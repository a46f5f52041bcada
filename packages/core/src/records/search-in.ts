import type { CallRecord, RecordPage, RecordQuery } from './call-record.js';
import { compileQuery, cursorOf, newestFirst } from './record-query.js';

/** Searches records that are all in memory: O(records). @throws DialerError `query-invalid` */
export function searchIn(records: Iterable<CallRecord>, query: RecordQuery): RecordPage {
  const { from, to, after, limit, matches } = compileQuery(query);
  const found = [...records]
    .filter((record) => record.startedAt >= from && record.startedAt < to && matches(record))
    .sort(newestFirst)
    .filter((record) => !after || newestFirst(after, record) < 0);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return { records: page, ...(last && found.length > limit ? { nextCursor: cursorOf(last) } : {}) };
}
