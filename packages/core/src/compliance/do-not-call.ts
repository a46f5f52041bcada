import type { CalledParty } from './attempt-caps.js';
import type { Constraint } from './constraint.js';
import { dayMs } from './local-time.js';

/** A wish or an order not to be called. */
export interface DoNotCallEntry {
  /** Whom it binds: every campaign, one campaign, or every number that begins with `value`. */
  readonly scope: 'system' | 'campaign' | 'prefix';
  /** An E.164 number, or the beginning of one for the scope `prefix`. */
  readonly value: string;
  /** For the scope `campaign`. */
  readonly campaignId?: string | undefined;
  /** Where the entry came from: a call, a letter, a list. */
  readonly source: string;
  readonly reason?: string | undefined;
  /** Milliseconds since 1970, UTC. */
  readonly addedAt: number;
  /** When it stops to bind. Default never. */
  readonly expiresAt?: number | undefined;
}

/** What a national do-not-call file says of one number. */
export interface NationalFileAnswer {
  readonly name: string;
  /** `US`: whose file it is. */
  readonly jurisdiction: string;
  /** Of what day the file is: milliseconds since 1970, UTC. */
  readonly asOf: number;
  readonly isListed: boolean;
}

/** PORT. The do-not-call lists of the company and the national files it downloaded. */
export interface DoNotCallSource {
  /** Entries that may bind a call to the number; too many do no harm, the gate looks again. */
  find(party: CalledParty): readonly DoNotCallEntry[] | Promise<readonly DoNotCallEntry[]>;
  /** One answer for each national file at hand. */
  inNationalFiles(number: string): readonly NationalFileAnswer[] | Promise<readonly NationalFileAnswer[]>;
}

/** A downloaded national file. */
export interface NationalFile {
  readonly name: string;
  readonly jurisdiction: string;
  readonly asOf: number;
  has(number: string): boolean;
}

/** Do-not-call entries and national files held in memory. */
export function createDoNotCallList(
  entries: readonly DoNotCallEntry[],
  files: readonly NationalFile[] = [],
): DoNotCallSource {
  return {
    find: ({ number }) =>
      entries.filter(({ scope, value }) => (scope === 'prefix' ? number.startsWith(value) : number === value)),
    inNationalFiles: (number) =>
      files.map((file) => ({
        name: file.name,
        jurisdiction: file.jurisdiction,
        asOf: file.asOf,
        isListed: file.has(number),
      })),
  };
}

/** Whether the entry speaks of this number and campaign, whatever the time. A campaign's entry binds where none is named. */
export function concerns(entry: DoNotCallEntry, number: string, campaignId: string | undefined): boolean {
  if (entry.scope === 'prefix') return number.startsWith(entry.value);
  if (entry.value !== number) return false;
  return entry.scope === 'system' || campaignId === undefined || entry.campaignId === campaignId;
}

export function doNotCallEntry(entry: DoNotCallEntry): Constraint {
  const end = entry.expiresAt;
  const openAt = (at: number) => end !== undefined && at >= end;
  return {
    isFinal: end === undefined,
    instants: end === undefined ? [] : [end],
    openAt,
    why: (at) =>
      openAt(at)
        ? 'The entry has expired.'
        : `On the do-not-call list (${entry.scope}) since ${new Date(entry.addedAt).toISOString()}${entry.reason === undefined ? '' : `: ${entry.reason}`}.`,
  };
}

/** The newest national file must be young enough, and must not name the number. */
export function nationalFile(maxAgeDays: number, answers: readonly NationalFileAnswer[]): Constraint {
  const newest = [...answers].sort((one, other) => other.asOf - one.asOf)[0];
  const staleAt = newest === undefined ? Number.NEGATIVE_INFINITY : newest.asOf + maxAgeDays * dayMs;
  const openAt = (at: number) => newest?.isListed === false && at <= staleAt;
  return {
    isFinal: newest?.isListed !== false,
    openAt,
    why(at) {
      if (newest === undefined) return 'No national do-not-call file is at hand.';
      const day = new Date(newest.asOf).toISOString().slice(0, 10);
      if (newest.isListed) return `Listed in ${newest.name} of ${day}.`;
      return openAt(at)
        ? `Not listed in ${newest.name} of ${day}.`
        : `${newest.name} of ${day} is older than ${maxAgeDays} days.`;
    },
  };
}
