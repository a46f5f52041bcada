import type { Storage } from '../storage/storage.js';
import type { CallOutcome, RecordQuery } from './call-record.js';
import { type DataEraser, type ErasedPart, sumUp } from './data-eraser.js';

/** How long records are kept, in days from the start of the call. */
export interface RetentionPolicy {
  /** For all outcomes that are not named. @defaultValue for ever */
  readonly days?: number | undefined;
  /** Days per outcome, such as `{ missed: 30 }`. */
  readonly outcomes?: { readonly [Outcome in CallOutcome]?: number } | undefined;
}

export interface RetentionResult {
  readonly erased: readonly ErasedPart[];
  /** Calls that are over their time and stay until the CRM has them. */
  readonly kept: number;
}

const dayMs = 86_400_000;
const allOutcomes = {
  answered: 0,
  abandoned: 0,
  missed: 0,
  rejected: 0,
  interrupted: 0,
  busy: 0,
  declined: 0,
  'no-answer': 0,
  'not-found': 0,
  unavailable: 0,
  cancelled: 0,
  'answered-elsewhere': 0,
  failed: 0,
} satisfies Record<Exclude<CallOutcome, 'in-progress'>, 0>;

/** What is over its time: one search per outcome that has a limit. A call that goes on is never over its time. */
export function overdueQueries({ days, outcomes = {} }: RetentionPolicy, now: number): readonly RecordQuery[] {
  return (Object.keys(allOutcomes) as (keyof typeof allOutcomes)[]).flatMap((outcome) => {
    const limit = outcomes[outcome] ?? days;
    return limit === undefined ? [] : [{ outcomes: [outcome], to: now - limit * dayMs }];
  });
}

export interface RetentionTools {
  readonly storage: Storage;
  readonly erasers: Iterable<DataEraser>;
  readonly now: number;
}

/** Deletes what is over its time, and what hangs on it; what the CRM does not have yet stays. */
export async function applyRetention(policy: RetentionPolicy, tools: RetentionTools): Promise<RetentionResult> {
  const { storage, erasers } = tools;
  const parts: ErasedPart[] = [];
  let kept = 0;
  for (const query of overdueQueries(policy, tools.now)) {
    let cursor: string | undefined;
    do {
      const page = await storage.searchRecords({ ...query, limit: 500, cursor });
      const ids = page.records.map(({ id }) => id);
      const stay = await heldBack(ids, tools);
      const gone = ids.filter((id) => !stay.has(id));
      // The record goes last: a page that dies in between finds the rest again.
      for (const eraser of erasers) parts.push(...((await eraser.eraseCalls?.(gone)) ?? []));
      const removed = await storage.removeRecords(gone, { keepOwed: true });
      parts.push({ what: 'records', count: removed.records });
      kept += stay.size + removed.kept.length;
      cursor = page.nextCursor;
    } while (cursor !== undefined);
  }
  return { erased: sumUp(parts), kept };
}

async function heldBack(ids: readonly string[], { storage, erasers }: RetentionTools): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const outbox = await storage.openOutbox();
  const owed = new Set((await outbox.listOpen()).map(({ id }) => id));
  outbox.close();
  const stay = new Set(ids.filter((id) => owed.has(id)));
  for (const eraser of erasers) for (const id of (await eraser.holdBack?.(ids)) ?? []) stay.add(id);
  return stay;
}
