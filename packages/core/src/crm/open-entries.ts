import { isDue, type OutboxEntry, waitLeft } from './outbox-state.js';

type Refused = Extract<OutboxEntry, { status: 'refused' }>;

/** The calls that the CRM does not have yet, oldest first. Quick also with ten thousand of them. */
export interface OpenEntries {
  get(id: string): OutboxEntry | undefined;
  /** Takes in a new picture; one that is `done` leaves. */
  set(entry: OutboxEntry): void;
  clear(): void;
  all(): readonly OutboxEntry[];
  size(): number;
  oldest(): OutboxEntry | undefined;
  refused(): readonly Refused[];
  /** The oldest that may be sent now, is not on its way, and is the first of its lane. */
  nextDue(now: number): OutboxEntry | undefined;
  /** Milliseconds until the next one may be sent; `undefined` when none waits. */
  nextWait(now: number): number | undefined;
}

export function createOpenEntries(): OpenEntries {
  let entries = new Map<string, OutboxEntry>();
  const refused = new Map<string, Refused>();
  let newest = Number.NEGATIVE_INFINITY;
  let sorted = true;

  function sort(): Map<string, OutboxEntry> {
    if (!sorted) {
      entries = new Map([...entries].sort(([, a], [, b]) => a.startedAt - b.startedAt));
      sorted = true;
    }
    return entries;
  }

  /** Those that nobody goes before. What was refused holds nobody up: it may never be taken. */
  function* firsts(): Generator<OutboxEntry> {
    const taken = new Set<string>();
    for (const entry of sort().values()) {
      const { lane, status } = entry;
      if (lane !== undefined && status !== 'refused') {
        if (taken.has(lane)) continue;
        taken.add(lane);
      }
      yield entry;
    }
  }

  return {
    get: (id) => entries.get(id),
    set(entry) {
      if (entry.status === 'refused') refused.set(entry.id, entry);
      else refused.delete(entry.id);
      if (entry.status === 'done') {
        entries.delete(entry.id);
        return;
      }
      if (!entries.has(entry.id)) {
        if (entry.startedAt < newest) sorted = false;
        newest = Math.max(newest, entry.startedAt);
      }
      entries.set(entry.id, entry);
    },
    clear() {
      entries.clear();
      refused.clear();
    },
    all: () => [...sort().values()],
    size: () => entries.size,
    oldest: () => sort().values().next().value,
    refused: () => [...refused.values()],
    nextDue(now) {
      for (const entry of firsts()) if (isDue(entry, now)) return entry;
      return undefined;
    },
    nextWait(now) {
      let least: number | undefined;
      for (const entry of firsts()) {
        if (entry.status !== 'waiting') continue;
        least = Math.min(least ?? Infinity, waitLeft(entry, now));
      }
      return least;
    },
  };
}
