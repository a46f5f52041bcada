import type { ImportRecord } from '../import/import-record.js';
import type { RejectedRow } from '../import/rejected-row.js';
import type { Lead } from '../queue/lead.js';
import type { ImportStore, LeadChange } from './import-store.js';
import type { QueueStore } from './queue-store.js';

interface Piece {
  rejected: readonly RejectedRow[];
  changes: readonly LeadChange[];
}

interface Staged {
  readonly leads: Map<string, Lead>;
  readonly pieces: Piece[];
}

export interface MemoryImportsOptions {
  readonly owner: string;
  readonly queue: QueueStore;
}

/** Imports of `createMemoryStorage()`. Leads wait beside the queue until the switch. */
export function createMemoryImports({ owner, queue }: MemoryImportsOptions): ImportStore {
  const records = new Map<string, ImportRecord>();
  const staged = new Map<string, Staged>();
  let last: Promise<unknown> = Promise.resolve();
  let running = 0;
  const stagedOf = (id: string): Staged => {
    const known = staged.get(id) ?? { leads: new Map(), pieces: [] };
    staged.set(id, known);
    return known;
  };
  return {
    owner,
    get: async (id) => records.get(id),
    list: async () => [...records.values()],
    interrupted: async () =>
      [...records.values()].filter(({ state }) => running === 0 && (state === 'reading' || state === 'committing')),
    exclusive(work) {
      const mine = last.then(async () => {
        running += 1;
        try {
          return await work();
        } finally {
          running -= 1;
        }
      });
      last = mine.catch(() => {});
      return mine;
    },
    async save({ record, leads, changes, rejected }) {
      const { leads: waiting, pieces } = stagedOf(record.id);
      for (const lead of leads) waiting.set(lead.id, lead);
      if (rejected.length + changes.length > 0) pieces[record.pieces - 1] = { rejected, changes };
      records.set(record.id, record);
    },
    async find(importId, keys) {
      const numbers = new Set(keys.numbers);
      const ids = new Set(keys.externalIds);
      const mine = [...stagedOf(importId).leads.values()].filter(
        (lead) => ids.has(lead.externalId ?? '') || lead.numbers.some(({ e164 }) => numbers.has(e164)),
      );
      return [...(await queue.findLeads(keys)), ...mine];
    },
    hasLeads: async () => true,
    doNotCall: async () => undefined,
    doNotCallFor: (number) => queue.doNotCallFor(number),
    async applyChanges(importId, apply) {
      const { leads, pieces } = stagedOf(importId);
      const piece = Object.values(pieces).find(({ changes }) => changes.length > 0);
      for (const change of piece?.changes ?? []) {
        const waiting = leads.get(change.leadId);
        const stored = waiting ? undefined : await queue.getLead(change.leadId);
        if (waiting) leads.set(waiting.id, apply(waiting, change));
        else if (stored) await queue.putLeads([apply(stored, change)]);
      }
      if (piece) piece.changes = [];
      return piece !== undefined;
    },
    async commit(record) {
      await queue.putLeads([...stagedOf(record.id).leads.values()], true);
      stagedOf(record.id).leads.clear();
      records.set(record.id, record);
      queue.tell({ type: 'leads-changed', campaignId: record.plan.campaignId });
    },
    async discard(record) {
      staged.delete(record.id);
      records.set(record.id, record);
      return false;
    },
    async forget(isTheirs) {
      let count = 0;
      for (const piece of [...staged.values()].flatMap(({ pieces }) => Object.values(pieces))) {
        const left = piece.rejected.filter(({ value }) => !isTheirs(value));
        count += piece.rejected.length - left.length;
        piece.rejected = left;
      }
      return count;
    },
    rejected: async (importId, piece) => stagedOf(importId).pieces[piece]?.rejected,
    close() {},
  };
}
