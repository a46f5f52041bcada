import { createCsvReader } from '../../../import/csv-rows.js';
import type { Lead } from '../../../queue/lead.js';
import { createMemoryStorage } from '../../../storage/memory.js';
import type { Storage } from '../../../storage/storage.js';
import { type ImportInput, importLeads, type NewImportOptions } from '../index.js';

export const target = { campaignId: 'spring', listId: 'fair' } as const;

/** A number of Washington, different for each. */
export const numberOf = (at: number): string =>
  `202 ${230 + Math.floor(at / 10_000)} ${String(at % 10_000).padStart(4, '0')}`;

export const e164Of = (at: number): string => `+1${numberOf(at).replaceAll(' ', '')}`;

/** Every lead that an agent could be given, in the order of the file. */
export async function leadsOf(storage: Storage): Promise<readonly Lead[]> {
  const queue = await storage.openQueue();
  const lanes = await queue.lanes(target.campaignId);
  const found = await Promise.all(lanes.map((lane) => queue.callable(lane, 10_000)));
  return found.flat().sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The report as objects. */
export async function reportOf(file: Blob): Promise<readonly Readonly<Record<string, string>>[]> {
  const reader = createCsvReader(',');
  const text = (await file.text()).replaceAll('\r\n', '\n');
  const [, ...rows] = [...reader.push(text), ...reader.end()];
  return rows.map(({ values: [line = '', field = '', value = '', rule = ''] }) => ({ line, field, value, rule }));
}

/** Imports a file and tells what came of it. Numbers are of the US unless the test says otherwise. */
export async function importWith(input: ImportInput, options: Partial<NewImportOptions> = {}) {
  const storage = createMemoryStorage();
  const { result } = importLeads(input, { ...target, storage, country: 'US', ...options });
  const { rejectedRows, ...counts } = await result;
  const used = (options.storage as Storage | undefined) ?? storage;
  return { storage: used, result: counts, leads: await leadsOf(used), report: await reportOf(await rejectedRows()) };
}
