import type { IDBPTransaction } from 'idb';
import { DialerError } from '../../errors.js';
import type { Attempt } from '../../queue/attempt.js';
import type { Lead } from '../../queue/lead.js';
import type { AttemptParty, QueueStep } from '../../storage/queue-store.js';
import type { DialdeckSchema } from './database.js';
import type { ImportRow } from './import-tables.js';
import type { createCountChange } from './queue-counts.js';
import { attemptRowOf, leadRowOf } from './queue-keys.js';
import type { LeadRow } from './queue-tables.js';

/** The tables that one step may change. */
export const queueTableNames = [
  'leads',
  'attempts',
  'callbacks',
  'campaigns',
  'doNotCall',
  'consents',
  'leadCounts',
  'imports',
] as const;

type Names = (typeof queueTableNames)[number][];
export type QueueChange = IDBPTransaction<DialdeckSchema, Names, 'readwrite'>;

interface StepOptions {
  readonly counts: ReturnType<typeof createCountChange>;
  /** Takes the writes: they fail together with the transaction. */
  readonly writes: Promise<unknown>[];
}

/** What is done to the queue within one transaction. */
export function createQueueStep(change: QueueChange, { counts, writes }: StepOptions): QueueStep {
  const read = new Map<string, Lead>();
  const leads = change.objectStore('leads');
  const attempts = change.objectStore('attempts');
  const keep = ({ lead }: LeadRow): Lead => {
    read.set(lead.id, lead);
    return lead;
  };
  return {
    async getLead(id) {
      const row = await leads.get(id);
      return row && (await isInSight(row, change.objectStore('imports'))) ? keep(row) : undefined;
    },
    putLead(lead) {
      const before = read.get(lead.id);
      if (before) counts.count(before, -1);
      counts.count(lead, 1);
      read.set(lead.id, lead);
      writes.push(leads.put(leadRowOf(lead)));
    },
    heldLeads: async () => (await leads.index('byHolder').getAll()).map(keep),
    dueLeads: async (campaignId, until, limit) =>
      (await leads.index('byDue').getAll(IDBKeyRange.bound([campaignId], [campaignId, until]), limit)).map(keep),
    getAttempt: async (id) => (await attempts.get(id))?.attempt,
    putAttempt: (attempt) => void writes.push(putAttempt(change, attempt)),
    attemptsTo: (party) => attemptsTo(attempts, party),
    getCallback: (id) => change.objectStore('callbacks').get(id),
    putCallback: (callback) => void writes.push(change.objectStore('callbacks').put(callback)),
    getCampaign: (id) => change.objectStore('campaigns').get(id),
    getConsent: (id) => change.objectStore('consents').get(id),
    putConsent: (consent) => void writes.push(change.objectStore('consents').put(consent)),
    putDoNotCall(entry) {
      const { scope, value, campaignId: campaign = '' } = entry;
      writes.push(change.objectStore('doNotCall').put({ scope, value, campaign, entry }));
    },
    erase(gone) {
      for (const lead of gone.leads) {
        counts.count(lead, -1);
        writes.push(leads.delete(lead.id));
      }
      for (const attempt of gone.attempts) writes.push(attempts.put(attemptRowOf(attempt)));
      for (const id of gone.callbackIds) writes.push(change.objectStore('callbacks').delete(id));
      for (const id of gone.consentIds) writes.push(change.objectStore('consents').delete(id));
    },
  };
}

interface OpenImports {
  get(id: string): Promise<ImportRow | undefined>;
}

/** Whether everybody may see it: what an import brings is there for nobody until all of it is. */
export const isInSight = async ({ importId }: LeadRow, imports: OpenImports): Promise<boolean> =>
  importId === undefined || (await imports.get(importId))?.open === undefined;

async function putAttempt(change: QueueChange, attempt: Attempt): Promise<void> {
  const attempts = change.objectStore('attempts');
  const stored = await attempts.get(attempt.id);
  if (stored?.attempt.status === 'done') throw new DialerError('internal-error', 'A completed attempt never changes.');
  await attempts.put(attemptRowOf(attempt));
}

interface AttemptTable {
  index(name: 'byNumber' | 'byLead' | 'byAccount'): {
    getAll(key: string): Promise<readonly { readonly id: string; readonly attempt: Attempt }[]>;
  };
}

/** The attempts to a party, each once, oldest first. */
export async function attemptsTo(table: AttemptTable, party: AttemptParty): Promise<readonly Attempt[]> {
  const { number, leadId, accountId } = party;
  const wanted = [
    ['byNumber', number],
    ['byLead', leadId],
    ['byAccount', accountId],
  ] as const;
  const found = await Promise.all(
    wanted.map(([name, key]) => (key === undefined ? [] : table.index(name).getAll(key))),
  );
  const all = new Map(found.flat().map(({ id, attempt }) => [id, attempt]));
  return [...all.values()].sort((a, b) => a.times.invite - b.times.invite || (a.id < b.id ? -1 : 1));
}
