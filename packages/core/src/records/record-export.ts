import { DialerError } from '../errors.js';
import type { CallRecord, RecordPage, RecordQuery } from './call-record.js';
import { csvLine } from './csv.js';

/** How records leave. */
export interface RecordExportOptions {
  /** `csv` as RFC 4180; `json` one list; `ndjson` one record a line. @defaultValue `csv` */
  readonly format?: 'csv' | 'json' | 'ndjson' | undefined;
  /** Which records; its `limit` and `cursor` do not count. @defaultValue all */
  readonly query?: RecordQuery | undefined;
  /** Begins a CSV with the mark by which Excel knows UTF-8. @defaultValue `true` */
  readonly bom?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

type Search = (query: RecordQuery) => Promise<RecordPage>;

const pageSize = 500;
const time = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString());

/** The columns, in order. Their names are frozen: new ones come at the end. */
const columns: readonly (readonly [name: string, value: (record: CallRecord) => string | number | undefined])[] = [
  ['id', ({ id }) => id],
  ['started', ({ startedAt }) => time(startedAt)],
  ['answered', ({ answeredAt }) => time(answeredAt)],
  ['ended', ({ endedAt }) => time(endedAt)],
  ['direction', ({ direction }) => direction],
  ['number', ({ number }) => number],
  ['name', ({ name }) => name],
  ['company', ({ company }) => company],
  ['customer', ({ customerId }) => customerId],
  ['agent', ({ agentId }) => agentId],
  ['outcome', ({ outcome }) => outcome],
  ['talk-seconds', ({ talkMs }) => Math.round(talkMs / 1_000)],
  ['disposition', ({ disposition }) => disposition],
  ['callback', ({ callbackAt }) => time(callbackAt)],
  ['tags', ({ tags }) => tags?.join('; ')],
  ['note', ({ note }) => note],
];

/**
 * Records as text, newest first, about a page at a time: half a million are never in memory at once.
 * What is saved meanwhile may or may not be in it; nothing is in it twice.
 * @throws DialerError `query-invalid`, `aborted`, `storage-failed`
 */
export async function* exportRecords(search: Search, options: RecordExportOptions = {}): AsyncGenerator<string> {
  const { format = 'csv', bom = true, query, signal } = options;
  if (!['csv', 'json', 'ndjson'].includes(format)) {
    throw new DialerError('query-invalid', `records.export: format is "${format}"; pass csv, json or ndjson.`);
  }
  if (format === 'csv') yield `${bom ? '\ufeff' : ''}${csvLine(columns.map(([name]) => name))}`;
  let between = '[\n';
  let cursor: string | undefined;
  do {
    if (signal?.aborted) throw new DialerError('aborted', 'The export was stopped.', { cause: signal.reason });
    const page: RecordPage = await search({ ...query, limit: pageSize, cursor });
    const lines = page.records.map((record) => {
      if (format === 'csv') return csvLine(columns.map(([, value]) => value(record)));
      if (format === 'ndjson') return `${JSON.stringify(plain(record))}\n`;
      const line = `${between}${JSON.stringify(plain(record))}`;
      between = ',\n';
      return line;
    });
    if (lines.length > 0) yield lines.join('');
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  if (format === 'json') yield between === '[\n' ? '[]\n' : '\n]\n';
}

/** Without what only this browser needs. */
const plain = ({ owner: _owner, seenAt: _seenAt, ...record }: CallRecord) => record;

const types = { csv: 'text/csv;charset=utf-8', json: 'application/json', ndjson: 'application/x-ndjson' };

/** The same as a file; the browser keeps large ones on the disk. */
export async function exportToBlob(search: Search, options: RecordExportOptions = {}): Promise<Blob> {
  let parts: BlobPart[] = [];
  const type = types[options.format ?? 'csv'];
  for await (const part of exportRecords(search, options)) {
    parts.push(part);
    // Texts pile up in the memory of the page; a blob of blobs does not.
    if (parts.length >= 20) parts = [new Blob(parts, { type })];
  }
  return new Blob(parts, { type });
}
