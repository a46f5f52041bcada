import type { Lead } from '../queue/lead.js';
import type { ImportStore } from '../storage/import-store.js';
import type { ImportPlan } from './import-plan.js';
import { leadIdOf } from './import-record.js';
import type { ImportedLead } from './imported-lead.js';

/** The lead that a row is about already. */
export interface KnownLead {
  readonly leadId: string;
  readonly isOfFile: boolean;
}

/** Finds rows that are about the same lead, in the file and in what is stored. */
export interface SeenLeads {
  /** Looks for the leads of some rows in the storage, all at once. */
  lookUp(rows: readonly ImportedLead[]): Promise<void>;
  /** The lead that is the same. */
  find(row: ImportedLead): KnownLead | undefined;
  /** From now on, this row is known. @param at its number in the file */
  add(row: ImportedLead, at: number): void;
}

/** A number as one: E.164 has at most 15 digits, and a million texts would cost more memory than the leads. */
const plain = (e164: string): number => Number(e164.slice(1));

const nameKey = (name: string, e164: string) =>
  `${name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()}\n${e164}`;

interface SeenOptions {
  readonly store: Pick<ImportStore, 'find' | 'hasLeads'>;
  readonly importId: string;
  readonly plan: Pick<ImportPlan, 'campaignId' | 'dedupe'>;
}

export async function createSeenLeads({ store, importId, plan }: SeenOptions): Promise<SeenLeads> {
  const { dedupe, campaignId } = plan;
  // The key of a lead of one list is another one than that of the same lead of the next list.
  const scopeOf = (listId: string) => (dedupe.within === 'list' ? listId : '');
  const by = new Set(dedupe.by);
  const scopes = new Map<string, Maps>();
  const hasLeads = await store.hasLeads();
  let stored: readonly Lead[] = [];
  let storedMaps = new Map<string, Maps>();
  const mapsOf = (all: Map<string, Maps>, listId: string): Maps => {
    const scope = scopeOf(listId);
    const known = all.get(scope) ?? { numbers: new Map(), texts: new Map() };
    all.set(scope, known);
    return known;
  };

  function note(maps: Maps, row: Keys, id: number): void {
    for (const { e164 } of row.numbers) {
      if (by.has('phone') && !maps.numbers.has(plain(e164))) maps.numbers.set(plain(e164), id);
      if (by.has('name-and-phone') && row.name !== undefined) maps.texts.set(nameKey(row.name, e164), id);
    }
    if (by.has('external-id') && row.externalId !== undefined) maps.texts.set(`x${row.externalId}`, id);
  }

  function lookIn({ numbers, texts }: Maps, row: Keys): number | undefined {
    if (by.has('external-id') && row.externalId !== undefined) {
      const id = texts.get(`x${row.externalId}`);
      if (id !== undefined) return id;
    }
    for (const { e164 } of row.numbers) {
      const id =
        (by.has('phone') ? numbers.get(plain(e164)) : undefined) ??
        (by.has('name-and-phone') && row.name !== undefined ? texts.get(nameKey(row.name, e164)) : undefined);
      if (id !== undefined) return id;
    }
    return undefined;
  }

  return {
    async lookUp(rows) {
      if (!hasLeads) return;
      const numbers = by.has('phone') || by.has('name-and-phone') ? rows.flatMap((row) => row.numbers) : [];
      const ids = by.has('external-id') ? rows.flatMap(({ externalId }) => externalId ?? []) : [];
      const found = await store.find(importId, { numbers: numbers.map(({ e164 }) => e164), externalIds: ids });
      stored = found.filter((lead) => dedupe.within === 'all' || lead.campaignId === campaignId);
      storedMaps = new Map();
      for (const [at, lead] of stored.entries()) note(mapsOf(storedMaps, lead.listId), lead, at);
    },
    find(row) {
      const ofFile = lookIn(mapsOf(scopes, row.listId), row);
      if (ofFile !== undefined) return { leadId: leadIdOf(importId, ofFile), isOfFile: true };
      const place = stored.length === 0 ? undefined : lookIn(mapsOf(storedMaps, row.listId), row);
      const known = place === undefined ? undefined : stored[place]?.id;
      return known === undefined
        ? undefined
        : { leadId: known, isOfFile: known.slice(0, 24) === importId.slice(0, 24) };
    },
    add: (row, at) => note(mapsOf(scopes, row.listId), row, at),
  };
}

type Keys = Pick<ImportedLead, 'numbers' | 'name' | 'externalId'>;

/** To the number of a row, or the place among the stored leads. */
interface Maps {
  readonly numbers: Map<number, number>;
  readonly texts: Map<string, number>;
}
