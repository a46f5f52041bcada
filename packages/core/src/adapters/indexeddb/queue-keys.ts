import type { Attempt } from '../../queue/attempt.js';
import type { Lead } from '../../queue/lead.js';
import { placeOf } from '../../queue/place.js';
import type { Lane } from '../../storage/queue-store.js';
import type { AttemptRow, LeadRow } from './queue-tables.js';

// An empty array sorts behind every text and number.
const end: IDBValidKey = [];

/** Every key that begins so. */
export const beginningWith = (...beginning: readonly IDBValidKey[]): IDBKeyRange =>
  IDBKeyRange.bound(beginning, [...beginning, end]);

// No text of a list can have it: ids from outside are trimmed, and it sorts before everything else.
const imported = '\0';

/** The list in the keys of a lane. What an import brought stands by itself, so that it can be out of sight. */
const listKey = ({ listId, importId }: Lane): string =>
  importId === undefined ? listId : `${listId}${imported}${importId}`;

export const rangeOfLane = (lane: Lane): IDBKeyRange =>
  beginningWith(lane.campaignId, lane.owner, lane.zone, listKey(lane));

/** The lane that a key of the index `byOrder` belongs to. */
export function laneOf([campaignId, owner, zone, key]: readonly [string, string, string, string, ...unknown[]]): Lane {
  const at = key.lastIndexOf(imported);
  const list = at < 0 ? { listId: key } : { listId: key.slice(0, at), importId: key.slice(at + 1) };
  return { campaignId, owner, zone, ...list };
}

/** The first key behind a lane. */
export const behindLane = (lane: Lane): IDBValidKey => [lane.campaignId, lane.owner, lane.zone, listKey(lane), end];

export function leadRowOf(lead: Lead): LeadRow {
  return { id: lead.id, lead, ...placeOf(lead), numbers: lead.numbers.map(({ e164 }) => e164) };
}

/** A new lead of an import: it stands in a lane of its own. */
export function importedRowOf(lead: Lead, importId: string): LeadRow {
  const { order, ...row } = leadRowOf(lead);
  if (!order) return { ...row, importId };
  const [campaignId, owner, zone, listId, ...rank] = order;
  const key = listKey({ campaignId, owner, zone, listId, importId });
  return { ...row, importId, order: [campaignId, owner, zone, key, ...rank] };
}

export function attemptRowOf(attempt: Attempt): AttemptRow {
  const { id, campaignId, times, isLive } = attempt;
  const live = isLive === true ? { live: [campaignId, times.answered ?? times.invite] as const } : {};
  return { id, attempt, started: [campaignId, times.invite], ...live };
}
