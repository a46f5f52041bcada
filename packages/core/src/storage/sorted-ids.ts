/** Ids in the order of their keys, for many more reads at the front than changes. */
export interface SortedIds<Key> {
  set(id: string, key: Key): void;
  delete(id: string): void;
  first(limit: number): readonly { readonly id: string; readonly key: Key }[];
}

interface Entry<Key> {
  readonly id: string;
  readonly key: Key;
}

/** So many new ones are kept apart before they are merged. */
const mostFresh = 1_024;

/** A sorted list that forgets lazily: what is deleted is skipped, and dropped when it comes to the front. */
export function createSortedIds<Key>(compare: (a: Key, b: Key) => number): SortedIds<Key> {
  const live = new Map<string, Entry<Key>>();
  const order = (a: Entry<Key>, b: Entry<Key>) => compare(a.key, b.key) || (a.id < b.id ? -1 : 1);
  let settled: Entry<Key>[] = [];
  let head = 0;
  let fresh: Entry<Key>[] = [];
  let isFreshSorted = true;

  const isLive = (entry: Entry<Key> | undefined): entry is Entry<Key> =>
    entry !== undefined && live.get(entry.id) === entry;

  function tidy(): void {
    while (head < settled.length && !isLive(settled[head])) head += 1;
    if (isFreshSorted) return;
    fresh = fresh.filter(isLive);
    isFreshSorted = true;
    if (fresh.length <= mostFresh) {
      fresh.sort(order);
      return;
    }
    settled = [...live.values()].sort(order);
    head = 0;
    fresh = [];
  }

  return {
    set(id, key) {
      const entry = { id, key };
      live.set(id, entry);
      fresh.push(entry);
      isFreshSorted = false;
    },
    delete(id) {
      live.delete(id);
    },
    first(limit) {
      tidy();
      const found: Entry<Key>[] = [];
      let [one, other] = [head, 0];
      while (found.length < limit && (one < settled.length || other < fresh.length)) {
        const [a, b] = [settled[one], fresh[other]];
        const takesSettled = a !== undefined && (b === undefined || order(a, b) <= 0);
        if (takesSettled) one += 1;
        else other += 1;
        const next = takesSettled ? a : b;
        if (isLive(next)) found.push(next);
      }
      return found;
    },
  };
}
