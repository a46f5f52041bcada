import { countsOf } from '../queue/counts.js';
import type { LeadSourceWord } from '../queue/lead-source.js';
import { Emitter } from '../shared/emitter.js';
import { createMemoryStep, createMemoryTables, type MemoryTables } from './memory-queue-tables.js';
import type { QueueStep, QueueStore } from './queue-store.js';

/** What the pages of one memory storage share. */
export interface MemoryQueue {
  open(owner: string): QueueStore;
  /** The page is gone without a word, as after a crash. */
  kill(owner: string): void;
}

/** The dial queue of `createMemoryStorage()`: it lives as long as the page. */
export function createMemoryQueue(): MemoryQueue {
  const tables = createMemoryTables();
  const gone = new Set<string>();
  const said = new Emitter<{ readonly by: symbol; readonly word: LeadSourceWord }>();
  let last: Promise<unknown> = Promise.resolve();

  async function runStep<T>(run: (step: QueueStep) => Promise<T>): Promise<T> {
    const { step, commit } = createMemoryStep(tables);
    const result = await run(step);
    commit();
    return result;
  }

  function change<T>(run: (step: QueueStep) => Promise<T>): Promise<T> {
    const mine = last.then(() => runStep(run));
    last = mine.catch(() => {});
    return mine;
  }

  function open(owner: string): QueueStore {
    const me = Symbol('queue');
    const ears = new AbortController();
    return {
      owner,
      change,
      ...plainAccess(tables),
      goneAmong: async (owners) => new Set(owners.filter((each) => gone.has(each))),
      words: (listener, options) =>
        said.listen(({ by, word }) => by !== me && !ears.signal.aborted && listener(word), options),
      tell: (word) => said.emit({ by: me, word }),
      close() {
        gone.add(owner);
        ears.abort();
      },
    };
  }

  return { open, kill: (owner) => void gone.add(owner) };
}

type PlainAccess = Omit<QueueStore, 'owner' | 'change' | 'goneAmong' | 'words' | 'tell' | 'close'>;

/** What needs no step. */
function plainAccess({ leads, attempts, ...tables }: MemoryTables): PlainAccess {
  return {
    putLeads: async (given) => {
      for (const lead of given) leads.put(Object.freeze(lead));
    },
    findLeads: async (keys) => leads.find(keys),
    getLead: async (id) => leads.get(id),
    lanes: async (campaignId) => leads.lanes(campaignId),
    callable: async (lane, limit) => leads.callable(lane, limit),
    nextDueAt: async (campaignId) => leads.nextDueAt(campaignId),
    counts: async (campaignId) => countsOf(leads.count(campaignId)),
    attemptsTo: async (party) => attempts.to(party),
    liveAnswers: async (campaignId, since) =>
      attempts.where(
        ({ isLive, times, campaignId: id }) =>
          isLive === true &&
          (times.answered ?? times.invite) >= since &&
          (campaignId === undefined || id === campaignId),
      ),
    attemptsBetween: async (campaignId, since, until) =>
      attempts.where(({ campaignId: id, times }) => id === campaignId && times.invite >= since && times.invite < until),
    callbacks: async (campaignId) =>
      [...tables.callbacks.values()].filter((each) => each.campaignId === campaignId).sort((a, b) => a.at - b.at),
    putCampaign: async (campaign) => void tables.campaigns.set(campaign.id, campaign),
    getCampaign: async (id) => tables.campaigns.get(id),
    campaigns: async () => [...tables.campaigns.values()],
    putDoNotCall: async (entries) => {
      for (const entry of entries) tables.addEntry(entry);
    },
    doNotCallFor: async (number) =>
      [...tables.doNotCall.values()].filter(({ scope, value }) =>
        scope === 'prefix' ? number.startsWith(value) : number === value,
      ),
    putConsent: async (consent) => void tables.consents.set(consent.id, consent),
    consentsFor: async (number) => [...tables.consents.values()].filter((consent) => consent.number === number),
  };
}
