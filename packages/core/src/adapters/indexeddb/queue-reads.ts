import { digitsBeginnings } from '../../queue/number-beginnings.js';
import type { Lane, QueueStore } from '../../storage/queue-store.js';
import type { Database } from './database.js';
import { sumOf } from './queue-counts.js';
import { beginningWith, behindLane, laneOf, rangeOfLane } from './queue-keys.js';
import { attemptsTo, isInSight } from './queue-step.js';
import { translated } from './storage-error.js';

type Reads = Pick<
  QueueStore,
  | 'findLeads'
  | 'getLead'
  | 'lanes'
  | 'callable'
  | 'nextDueAt'
  | 'counts'
  | 'attemptsTo'
  | 'liveAnswers'
  | 'attemptsBetween'
  | 'callbacks'
  | 'getCampaign'
  | 'campaigns'
  | 'doNotCallFor'
  | 'consentsFor'
>;

/** What is asked of the queue outside of steps. */
export function createQueueReads(database: Database): Reads {
  const reads: Reads = {
    async findLeads({ numbers = [], externalIds = [] }) {
      const change = database.transaction(['leads', 'imports']);
      const [leads, imports] = [change.objectStore('leads'), change.objectStore('imports')];
      const found = await Promise.all([
        ...numbers.map((number) => leads.index('byNumber').getAll(number)),
        ...externalIds.map((id) => leads.index('byExternal').getAll(id)),
      ]);
      const seen = await Promise.all(found.flat().map(async (row) => ((await isInSight(row, imports)) ? [row] : [])));
      return [...new Map(seen.flat().map(({ id, lead }) => [id, lead])).values()];
    },
    async getLead(id) {
      const row = await database.get('leads', id);
      return row && (await isInSight(row, database.transaction('imports').store)) ? row.lead : undefined;
    },
    lanes: (campaignId) => lanes(database, campaignId),
    callable: async (lane, limit) =>
      (await database.getAllFromIndex('leads', 'byOrder', rangeOfLane(lane), limit)).map(({ lead }) => lead),
    async nextDueAt(campaignId) {
      const index = database.transaction('leads').store.index('byDue');
      return (await index.openKeyCursor(beginningWith(campaignId)))?.key[1];
    },
    counts: async (campaignId) => sumOf(await database.getAll('leadCounts', beginningWith(campaignId))),
    attemptsTo: (party) => attemptsTo(database.transaction('attempts').store, party),
    async liveAnswers(campaignId, since) {
      const all = database.transaction('attempts').store.index('byLive');
      const range = campaignId === undefined ? null : IDBKeyRange.bound([campaignId, since], [campaignId, []]);
      const found = (await all.getAll(range)).filter(({ live = ['', 0] }) => live[1] >= since);
      return found.map(({ attempt }) => attempt).sort((a, b) => a.times.invite - b.times.invite);
    },
    attemptsBetween: async (campaignId, since, until) =>
      (
        await database.getAllFromIndex(
          'attempts',
          'byStart',
          IDBKeyRange.bound([campaignId, since], [campaignId, until], false, true),
        )
      ).map(({ attempt }) => attempt),
    callbacks: (campaignId) => database.getAllFromIndex('callbacks', 'byCampaign', beginningWith(campaignId)),
    getCampaign: (id) => database.get('campaigns', id),
    campaigns: () => database.getAll('campaigns'),
    async doNotCallFor(number) {
      const table = database.transaction('doNotCall').store;
      const ranges = [
        beginningWith('system', number),
        beginningWith('campaign', number),
        ...digitsBeginnings(number).map((beginning) => beginningWith('prefix', beginning)),
      ];
      const found = await Promise.all(ranges.map((range) => table.getAll(range)));
      return found.flat().map(({ entry }) => entry);
    },
    consentsFor: (number) => database.getAllFromIndex('consents', 'byNumber', number),
  };
  return translatedAll(reads);
}

/** Jumps from lane to lane: costs one step for each, however many leads are in it. */
async function lanes(database: Database, campaign: string): Promise<readonly Lane[]> {
  const found: Lane[] = [];
  const change = database.transaction(['leads', 'imports']);
  const hidden = new Set(await change.objectStore('imports').index('byOpen').getAllKeys());
  const index = change.objectStore('leads').index('byOrder');
  let cursor = await index.openKeyCursor(beginningWith(campaign));
  while (cursor) {
    const lane = laneOf(cursor.key);
    if (lane.importId === undefined || !hidden.has(lane.importId)) found.push(lane);
    cursor = await cursor.continue(behindLane(lane) as unknown as typeof cursor.key);
  }
  return found;
}

function translatedAll<T extends object>(reads: T): T {
  const wrapped = Object.entries(reads).map(([name, read]) => [
    name,
    (...given: readonly unknown[]) =>
      translated(() => (read as (...all: readonly unknown[]) => Promise<unknown>)(...given)),
  ]);
  return Object.fromEntries(wrapped) as T;
}
