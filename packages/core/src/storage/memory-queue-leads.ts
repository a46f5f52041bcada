import type { Lead } from '../queue/lead.js';
import { placeOf } from '../queue/place.js';
import type { LeadOrder } from '../queue/ranking.js';
import type { Lane, LeadKeys } from './queue-store.js';
import { createSortedIds, type SortedIds } from './sorted-ids.js';

const compareOrders = (a: LeadOrder, b: LeadOrder) => a[4] - b[4] || a[5] - b[5];
const compareTimes = (a: number, b: number) => a - b;

/** The leads of a memory queue with what they are found by. */
export interface MemoryLeads {
  get(id: string): Lead | undefined;
  put(lead: Lead): void;
  remove(id: string): void;
  held(): readonly Lead[];
  due(campaignId: string, until: number, limit: number): readonly Lead[];
  lanes(campaignId: string): readonly Lane[];
  callable(lane: Lane, limit: number): readonly Lead[];
  nextDueAt(campaignId: string): number | undefined;
  find(keys: LeadKeys): readonly Lead[];
  count(campaignId: string): ReadonlyMap<Lead['state'], number>;
}

const laneKey = ({ campaignId, owner, zone, listId }: Lane) => JSON.stringify([campaignId, owner, zone, listId]);

const laneOf = ([campaignId, owner, zone, listId]: LeadOrder): Lane => ({ campaignId, owner, zone, listId });

export function createMemoryLeads(): MemoryLeads {
  const leads = new Map<string, Lead>();
  const held = new Map<string, Lead>();
  const lanes = new Map<string, { readonly lane: Lane; readonly ids: SortedIds<LeadOrder> }>();
  const due = new Map<string, SortedIds<number>>();
  const byKey = new Map<string, Set<string>>();
  const counts = new Map<string, Map<Lead['state'], number>>();
  const all = (ids: readonly { readonly id: string }[]) =>
    ids.map(({ id }) => leads.get(id)).filter((lead) => lead !== undefined);

  const keysOf = ({ numbers, externalId }: Lead) => [
    ...numbers.map(({ e164 }) => `n${e164}`),
    ...(externalId === undefined ? [] : [`x${externalId}`]),
  ];

  function count({ campaignId, state }: Lead, by: 1 | -1): void {
    const states = counts.get(campaignId) ?? new Map<Lead['state'], number>();
    counts.set(campaignId, states);
    states.set(state, (states.get(state) ?? 0) + by);
  }

  function takeOut(lead: Lead): void {
    const place = placeOf(lead);
    if (place.order) lanes.get(laneKey(laneOf(place.order)))?.ids.delete(lead.id);
    if (place.due) due.get(place.due[0])?.delete(lead.id);
    for (const key of keysOf(lead)) byKey.get(key)?.delete(lead.id);
    held.delete(lead.id);
    count(lead, -1);
  }

  function put(lead: Lead): void {
    const before = leads.get(lead.id);
    if (before) takeOut(before);
    leads.set(lead.id, lead);
    const place = placeOf(lead);
    if (place.order) {
      const lane = laneOf(place.order);
      const key = laneKey(lane);
      const known = lanes.get(key) ?? { lane, ids: createSortedIds(compareOrders) };
      lanes.set(key, known);
      known.ids.set(lead.id, place.order);
    }
    if (place.due) {
      const times = due.get(place.due[0]) ?? createSortedIds(compareTimes);
      due.set(place.due[0], times);
      times.set(lead.id, place.due[1]);
    }
    for (const key of keysOf(lead)) byKey.set(key, (byKey.get(key) ?? new Set()).add(lead.id));
    if (lead.lease) held.set(lead.id, lead);
    count(lead, 1);
  }

  return {
    get: (id) => leads.get(id),
    put,
    remove(id) {
      const lead = leads.get(id);
      if (lead) takeOut(lead);
      leads.delete(id);
    },
    held: () => [...held.values()],
    due: (campaignId, until, limit) => all((due.get(campaignId)?.first(limit) ?? []).filter(({ key }) => key <= until)),
    lanes: (campaignId) =>
      [...lanes.values()]
        .filter(({ lane, ids }) => lane.campaignId === campaignId && ids.first(1).length > 0)
        .map(({ lane }) => lane),
    callable: (lane, limit) => all(lanes.get(laneKey(lane))?.ids.first(limit) ?? []),
    nextDueAt: (campaignId) => due.get(campaignId)?.first(1)[0]?.key,
    find({ numbers = [], externalIds = [] }) {
      const keys = [...numbers.map((number) => `n${number}`), ...externalIds.map((id) => `x${id}`)];
      const ids = new Set(keys.flatMap((key) => [...(byKey.get(key) ?? [])]));
      return all([...ids].map((id) => ({ id })));
    },
    count: (campaignId) => counts.get(campaignId) ?? new Map(),
  };
}
