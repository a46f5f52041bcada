import type { CrmQuestions } from '../crm/crm-questions.js';
import type { TimelineEntry } from '../crm/crm-timeline.js';
import { DialerError } from '../errors.js';
import type { CallRecord, RecordPage, RecordQuery } from '../records/call-record.js';
import { lineKey, sameLine } from './same-line.js';

/** One thing that happened, or is to happen. */
export interface CustomerTimelineEntry extends TimelineEntry {
  readonly source: 'local' | 'crm';
  /** The call it belongs to, for an entry of this browser: for a call there is no text, draw it from here. */
  readonly record?: CallRecord | undefined;
}

export interface CustomerTimelineQuery {
  readonly customerId: string;
  /** Calls with these that are nobody else's are shown too. @defaultValue none */
  readonly numbers?: readonly string[] | undefined;
  /** @defaultValue 50, at most 500 */
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Newest first; callbacks to come are first of all. */
export interface CustomerTimelinePage {
  readonly entries: readonly CustomerTimelineEntry[];
  /** Absent on the last page. */
  readonly nextCursor?: string | undefined;
  /** The CRM did not answer: what it knows is missing on this page and comes with a later one. */
  readonly incomplete: boolean;
}

/** Where a page ended, on both sides. */
interface Place {
  /** The last entry of this browser. */
  readonly at?: number | undefined;
  readonly id?: string | undefined;
  /** The page of the CRM and how many of it were shown; `null` when it has no more. */
  readonly crm?: string | null | undefined;
  readonly skip?: number | undefined;
}

export interface TimelineSources {
  readonly search: (query: RecordQuery) => Promise<RecordPage>;
  readonly getRecord: (id: string) => Promise<CallRecord | undefined>;
  /** Absent when the CRM has no timeline. */
  readonly crm?: Pick<CrmQuestions, 'timeline'> | undefined;
}

type Dated = Pick<CustomerTimelineEntry, 'at' | 'id'>;

/** So many calls with one customer are looked at; older ones are found by `records.search`. */
const mostRecords = 2_000;
const newestFirst = (a: Dated, b: Dated) => b.at - a.at || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);

/** Merges what this browser and the CRM know of a customer, page by page. */
export async function timelineOf(
  query: CustomerTimelineQuery,
  sources: TimelineSources,
): Promise<CustomerTimelinePage> {
  const { limit = 50, cursor } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) {
    throw new DialerError('query-invalid', 'customers.timeline: limit must be a whole number from 1 to 500.');
  }
  const place = cursor === undefined ? {} : placeOf(cursor);
  const local = await localEntries(query, sources, place);
  const { entries: ofCrm, next, failed } = await crmEntries(query, sources, { place, limit });
  const shown = [...local.slice(0, limit + 1), ...ofCrm].sort(newestFirst).slice(0, limit);
  const lastLocal = shown.filter(({ source }) => source === 'local').at(-1);
  const shownOfCrm = shown.filter(({ source }) => source === 'crm').length;
  const crmLeft = shownOfCrm < ofCrm.length;
  const crm = failed || crmLeft ? place.crm : next;
  const skip = failed ? place.skip : crmLeft ? (place.skip ?? 0) + shownOfCrm : 0;
  const localLeft = local.length > shown.length - shownOfCrm;
  const after: Place = { at: lastLocal?.at ?? place.at, id: lastLocal?.id ?? place.id, crm, skip };
  const more = localLeft || crmLeft || (!failed && crm !== null);
  return { entries: shown, incomplete: failed, ...(more ? { nextCursor: JSON.stringify(after) } : {}) };
}

async function localEntries(
  { customerId, numbers = [] }: CustomerTimelineQuery,
  { search }: TimelineSources,
  { at, id }: Place,
): Promise<readonly CustomerTimelineEntry[]> {
  const queries: readonly RecordQuery[] = [{ customerId }, ...numbers.map((number) => ({ number: lineKey(number) }))];
  const records = new Map<string, CallRecord>();
  for (const query of queries) {
    let cursor: string | undefined;
    do {
      const page = await search({ ...query, limit: 500, cursor });
      for (const record of page.records) {
        const own = record.customerId === customerId;
        const unknown = record.customerId === undefined && numbers.some((number) => sameLine(number, record.number));
        if (own || unknown) records.set(record.id, record);
      }
      cursor = page.nextCursor;
    } while (cursor !== undefined && records.size < mostRecords);
  }
  const entries = [...records.values()].flatMap(entriesOf).sort(newestFirst);
  return at === undefined || id === undefined ? entries : entries.filter((entry) => newestFirst({ at, id }, entry) < 0);
}

/** A call, and what was noted and promised in it. */
function entriesOf(record: CallRecord): readonly CustomerTimelineEntry[] {
  const { id: callId, startedAt, endedAt = startedAt, note, callbackAt, agentId: author } = record;
  const base = { source: 'local' as const, callId, record, text: '', ...(author === undefined ? {} : { author }) };
  return [
    { ...base, id: `${callId}:call`, type: 'call', at: startedAt },
    ...(note ? [{ ...base, id: `${callId}:note`, type: 'note' as const, at: endedAt, text: note }] : []),
    ...(callbackAt === undefined
      ? []
      : [{ ...base, id: `${callId}:callback`, type: 'callback' as const, at: callbackAt }]),
  ];
}

async function crmEntries(
  { customerId, signal }: CustomerTimelineQuery,
  { crm, getRecord }: TimelineSources,
  { place, limit }: { readonly place: Place; readonly limit: number },
): Promise<{
  readonly entries: readonly CustomerTimelineEntry[];
  readonly next: string | null;
  readonly failed: boolean;
}> {
  if (!crm || place.crm === null) return { entries: [], next: null, failed: false };
  try {
    const page = await crm.timeline(customerId, { limit, cursor: place.crm, signal });
    const known = await Promise.all(page.entries.map(({ callId }) => callId && getRecord(callId)));
    // A call that was logged from here is shown once, with what is known here.
    const fresh = page.entries.filter(({ type }, at) => type !== 'call' || !known[at]);
    const entries = fresh.slice(place.skip ?? 0).map((entry) => ({ ...entry, source: 'crm' as const }));
    return { entries, next: page.nextCursor ?? null, failed: false };
  } catch (error) {
    if (signal?.aborted) throw new DialerError('aborted', 'The timeline is not wanted any more.', { cause: error });
    return { entries: [], next: null, failed: true };
  }
}

function placeOf(cursor: string): Place {
  try {
    const place: Place = JSON.parse(cursor);
    const fits =
      typeof place === 'object' &&
      place !== null &&
      [place.at, place.skip].every((n) => n === undefined || Number.isFinite(n));
    if (fits && [place.id, place.crm].every((text) => (text ?? '') === String(text ?? ''))) return place;
  } catch {
    // Told below.
  }
  throw new DialerError('query-invalid', 'customers.timeline: cursor must be the nextCursor of the page before.');
}
