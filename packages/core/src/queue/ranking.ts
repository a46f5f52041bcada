import type { Lead } from './lead.js';

/** So long a lead that asked for a call just now goes first; milliseconds. */
export const hotForMs = 5 * 60_000;

const attemptCost = 2;

/**
 * What a lead is worth now: an agreed time goes before a hot lead, that before somebody we had abandoned, that before
 * priority. Each attempt costs a little, so that fresh leads go before worn ones.
 */
export function scoreOf({ callback, hotAt, lastOutcome, priority, attempts }: Lead): number {
  return (
    (callback === undefined ? 0 : 1_000) +
    (hotAt === undefined ? 0 : 500) +
    (lastOutcome === 'abandoned' ? 100 : 0) +
    Math.max(-99, Math.min(99, priority)) -
    attemptCost * Math.min(20, attempts)
  );
}

/** Goes before the mix of lists: somebody waits for this very call. */
export const isUrgent = ({ callback, hotAt }: Lead): boolean => callback !== undefined || hotAt !== undefined;

/** Owner, zone, list, then the best score, the newest lead, and its id: where a callable lead stands. */
export type LeadOrder = readonly [
  campaign: string,
  owner: string,
  zone: string,
  list: string,
  score: number,
  created: number,
];

/** Best first: a negative number when `a` goes before `b`. */
export function compareRank(a: Lead, b: Lead): number {
  return scoreOf(b) - scoreOf(a) || b.createdAt - a.createdAt || (a.id < b.id ? -1 : Number(a.id > b.id));
}
