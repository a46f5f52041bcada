import type { Consent } from '../compliance/consent.js';
import type { DoNotCallEntry } from '../compliance/do-not-call.js';
import { DialerError } from '../errors.js';
import type { Attempt } from '../queue/attempt.js';
import type { Callback } from '../queue/callback.js';
import type { Campaign } from '../queue/campaign.js';
import type { Lead } from '../queue/lead.js';
import { createMemoryLeads } from './memory-queue-leads.js';
import type { AttemptParty, QueueErasure, QueueStep } from './queue-store.js';

const inOrder = (attempts: Iterable<Attempt>): readonly Attempt[] =>
  [...attempts].sort((a, b) => a.times.invite - b.times.invite || (a.id < b.id ? -1 : 1));

const partyKeys = ({ number, leadId, accountId }: AttemptParty): readonly string[] => [
  ...(number === undefined ? [] : [`n${number}`]),
  ...(leadId === undefined ? [] : [`l${leadId}`]),
  ...(accountId === undefined ? [] : [`a${accountId}`]),
];

/** The attempts of a memory queue, found by whom they were made to. */
function createMemoryAttempts() {
  const all = new Map<string, Attempt>();
  const byParty = new Map<string, Set<string>>();
  return {
    get: (id: string) => all.get(id),
    put(attempt: Attempt): void {
      const before = all.get(attempt.id);
      for (const key of before ? partyKeys(before) : []) byParty.get(key)?.delete(attempt.id);
      all.set(attempt.id, attempt);
      for (const key of partyKeys(attempt)) byParty.set(key, (byParty.get(key) ?? new Set()).add(attempt.id));
    },
    to: (party: AttemptParty): readonly Attempt[] => {
      const ids = new Set(partyKeys(party).flatMap((key) => [...(byParty.get(key) ?? [])]));
      return inOrder([...ids].flatMap((id) => all.get(id) ?? []));
    },
    where: (isWanted: (attempt: Attempt) => boolean) => inOrder([...all.values()].filter(isWanted)),
  };
}

/** The key of an entry: the same wish twice is one. */
const entryKey = ({ scope, value, campaignId = '' }: DoNotCallEntry) => [scope, value, campaignId].join(' ');

export type MemoryTables = ReturnType<typeof createMemoryTables>;

export function createMemoryTables() {
  const doNotCall = new Map<string, DoNotCallEntry>();
  return {
    leads: createMemoryLeads(),
    attempts: createMemoryAttempts(),
    callbacks: new Map<string, Callback>(),
    campaigns: new Map<string, Campaign>(),
    consents: new Map<string, Consent>(),
    doNotCall,
    addEntry: (entry: DoNotCallEntry) => void doNotCall.set(entryKey(entry), entry),
  };
}

function eraseFrom(tables: MemoryTables, { leads, attempts, callbackIds, consentIds }: QueueErasure): void {
  for (const { id } of leads) tables.leads.remove(id);
  for (const attempt of attempts) tables.attempts.put(Object.freeze(attempt));
  for (const id of callbackIds) tables.callbacks.delete(id);
  for (const id of consentIds) tables.consents.delete(id);
}

/** A step, and how to make what it wrote true. */
export function createMemoryStep(tables: MemoryTables): { readonly step: QueueStep; commit(): void } {
  const leads = new Map<string, Lead>();
  const attempts = new Map<string, Attempt>();
  const callbacks = new Map<string, Callback>();
  const consents = new Map<string, Consent>();
  const entries: DoNotCallEntry[] = [];
  const erasures: QueueErasure[] = [];
  const isTo = (party: AttemptParty) => {
    const keys = new Set(partyKeys(party));
    return (attempt: Attempt) => partyKeys(attempt).some((key) => keys.has(key));
  };
  const step: QueueStep = {
    getLead: async (id) => leads.get(id) ?? tables.leads.get(id),
    putLead: (lead) => void leads.set(lead.id, Object.freeze(lead)),
    heldLeads: async () => [
      ...tables.leads.held().filter(({ id }) => !leads.has(id)),
      ...[...leads.values()].filter(({ lease }) => lease !== undefined),
    ],
    dueLeads: async (campaignId, until, limit) => tables.leads.due(campaignId, until, limit),
    getAttempt: async (id) => attempts.get(id) ?? tables.attempts.get(id),
    putAttempt(attempt) {
      if (tables.attempts.get(attempt.id)?.status === 'done')
        throw new DialerError('internal-error', 'A completed attempt never changes.');
      attempts.set(attempt.id, Object.freeze(attempt));
    },
    attemptsTo: async (party) => {
      const before = tables.attempts.to(party).filter(({ id }) => !attempts.has(id));
      return inOrder([...before, ...[...attempts.values()].filter(isTo(party))]);
    },
    getCallback: async (id) => callbacks.get(id) ?? tables.callbacks.get(id),
    putCallback: (callback) => void callbacks.set(callback.id, Object.freeze(callback)),
    getCampaign: async (id) => tables.campaigns.get(id),
    getConsent: async (id) => consents.get(id) ?? tables.consents.get(id),
    putConsent: (consent) => void consents.set(consent.id, consent),
    putDoNotCall: (entry) => void entries.push(entry),
    erase: (gone) => void erasures.push(gone),
  };
  return {
    step,
    commit() {
      for (const lead of leads.values()) tables.leads.put(lead);
      for (const attempt of attempts.values()) tables.attempts.put(attempt);
      for (const [id, callback] of callbacks) tables.callbacks.set(id, callback);
      for (const [id, consent] of consents) tables.consents.set(id, consent);
      for (const entry of entries) tables.addEntry(entry);
      for (const gone of erasures) eraseFrom(tables, gone);
    },
  };
}
