import { concerns, type DoNotCallEntry } from '../compliance/do-not-call.js';
import type { ImportStore } from '../storage/import-store.js';

/** PORT. National do-not-call files. Asked for a few hundred numbers at a time. */
export type ListedNumbers = (numbers: readonly string[]) => readonly string[] | Promise<readonly string[]>;

/** Up to so many entries are held in memory; with more, each number is looked up. */
const mostHeld = 200_000;

interface ScrubOptions {
  readonly store: Pick<ImportStore, 'doNotCall' | 'doNotCallFor'>;
  readonly campaignId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly listed?: ListedNumbers | undefined;
}

/** Says which numbers must not be called: system, campaign, prefix, national files. */
export type Scrub = (numbers: readonly string[]) => Promise<ReadonlySet<string>>;

/** Numbers are looked at here once; the compliance gate looks again before every call. */
export async function createScrub({ store, campaignId, now, listed }: ScrubOptions): Promise<Scrub> {
  const held = await store.doNotCall(mostHeld);
  const binds = (entry: DoNotCallEntry, number: string) =>
    (entry.expiresAt ?? Number.POSITIVE_INFINITY) > now && concerns(entry, number, campaignId);
  const byValue = new Map<string, DoNotCallEntry[]>();
  for (const entry of held ?? []) byValue.set(entry.value, [...(byValue.get(entry.value) ?? []), entry]);
  const lengths = [...new Set((held ?? []).filter(({ scope }) => scope === 'prefix').map(({ value }) => value.length))];
  const isHeldBack = (number: string): boolean =>
    byValue.get(number)?.some((entry) => binds(entry, number)) === true ||
    lengths.some((length) => byValue.get(number.slice(0, length))?.some((entry) => binds(entry, number)));
  return async (numbers) => {
    const own = held
      ? byValue.size === 0
        ? []
        : numbers.filter(isHeldBack)
      : (await Promise.all(numbers.map(async (number) => [number, await store.doNotCallFor(number)] as const)))
          .filter(([number, entries]) => entries.some((entry) => binds(entry, number)))
          .map(([number]) => number);
    return new Set([...own, ...((await listed?.(numbers)) ?? [])]);
  };
}
