import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { newId } from '../../shared/ids.js';
import { createMemoryStorage } from '../../storage/memory.js';
import type { Storage } from '../../storage/storage.js';
import { FakeLocks } from '../../testing/fake-locks.js';
import { openBrowserStorage } from '../indexeddb/index.js';
import { discardUnfinished, importLeads, listImports, rejectedRows, unfinishedImports } from './index.js';
import { dyingAt } from './scripted/faulty-imports.js';
import { e164Of, leadsOf, numberOf, reportOf, target } from './scripted/import-world.js';

afterEach(() => vi.unstubAllGlobals());

const openBrowser = (): Promise<Storage> => {
  vi.stubGlobal('navigator', { locks: new FakeLocks() });
  return openBrowserStorage({ name: newId() });
};

const options = { ...target, country: 'US', worker: false as const, dedupe: { policy: 'merge' as const } };

/** 350 rows: good ones, bad ones, and every tenth about a lead of before. */
const file = [
  'name,phone,note',
  ...Array.from({ length: 350 }, (_, at) => {
    if (at % 50 === 7) return `Bad ${at},12,`;
    return at % 10 === 3 ? `Again ${at},${numberOf(at - 1)},note ${at}` : `Name ${at},${numberOf(at)},`;
  }),
].join('\n');

const summary = async (storage: Storage, id: string) => {
  const leads = await leadsOf(storage);
  const queue = await storage.openQueue();
  return {
    leads: leads.map(({ name, numbers, attributes, revision }) => ({
      name,
      attributes,
      revision,
      number: numbers[0]?.e164,
    })),
    report: await reportOf(await rejectedRows(storage, id)),
    new: (await queue.counts(target.campaignId)).new,
    states: (await listImports(storage)).map(({ state, counts }) => ({ state, counts })),
  };
};

describe.each([
  ['memory', async () => createMemoryStorage()],
  ['the browser', openBrowser],
])('an import into %s', (_name, open) => {
  it('whose page dies at any write shows nothing, and ends as if nothing had happened when it is resumed', async () => {
    const calm = await open();
    const { id } = await importLeads(file, { ...options, storage: calm }).result;
    const expected = await summary(calm, id);
    expect(expected).toMatchObject({ new: 308, report: expect.objectContaining({ length: 7 }) });
    let deaths = 0;
    for (let write = 0; ; write += 1) {
      for (const isDone of [false, true]) {
        const storage = await open();
        const page = dyingAt(storage, write, isDone);
        const started = importLeads(file, { ...options, storage: page });
        const isWhole = await started.result.then(
          () => true,
          () => false,
        );
        if (page.hasDied()) deaths += 1;
        const [record] = await listImports(storage);
        if (!isWhole && record?.state !== 'done') {
          expect(await leadsOf(storage)).toEqual([]);
          expect(await (await storage.openQueue()).findLeads({ numbers: [e164Of(0)] })).toEqual([]);
        }
        if (record === undefined) continue;
        if (record.state !== 'done') await importLeads(file, { storage, worker: false, resume: started.id }).result;
        expect(await summary(storage, started.id)).toEqual(expected);
      }
      if (deaths < (write + 1) * 2) break;
    }
    expect(deaths).toBeGreaterThan(12);
  }, 60_000);

  it('that is cancelled leaves nothing', async () => {
    const storage = await open();
    const cancelled = new AbortController();
    const { result } = importLeads(file, {
      ...options,
      storage,
      signal: cancelled.signal,
      onProgress: ({ rows }) => rows >= 200 && cancelled.abort(),
    });
    await expect(result).rejects.toMatchObject({ code: 'import-cancelled' });
    expect(await leadsOf(storage)).toEqual([]);
    expect((await listImports(storage)).map(({ state }) => state)).toEqual(['cancelled']);
    const again = await importLeads(file, { ...options, storage }).result;
    expect(again).toMatchObject({ accepted: 308 });
  });

  it('that nobody wants to resume is taken back', async () => {
    const storage = await open();
    const { id, result } = importLeads(file, { ...options, storage: dyingAt(storage, 3, true) });
    await expect(result).rejects.toMatchObject({ code: 'storage-failed' });
    await discardUnfinished(storage, id);
    expect(await unfinishedImports(storage)).toEqual([]);
    await expect(importLeads(file, { storage, resume: id }).result).rejects.toMatchObject({ code: 'import-unknown' });
    expect((await importLeads(file, { ...options, storage }).result).accepted).toBe(308);
  });

  it('is resumed with the file that it began with only', async () => {
    const storage = await open();
    const { id, result } = importLeads(file, { ...options, storage: dyingAt(storage, 3, true) });
    await expect(result).rejects.toMatchObject({ code: 'storage-failed' });
    const other = importLeads(`${file}\n`, { storage, resume: id }).result;
    await expect(other).rejects.toMatchObject({ code: 'import-changed' });
  });

  it('waits for another one, so that both together take each lead once', async () => {
    const storage = await open();
    const rejecting = { ...options, storage, dedupe: { policy: 'reject' as const } };
    const [one, two] = await Promise.all([importLeads(file, rejecting).result, importLeads(file, rejecting).result]);
    expect([one, two].map(({ accepted }) => accepted).sort()).toEqual([0, 308]);
    expect(await leadsOf(storage)).toHaveLength(308);
  });

  it('brings leads that agents get and change like any other', async () => {
    const storage = await open();
    await importLeads(file, { ...options, storage }).result;
    const queue = await storage.openQueue();
    const [lead] = await leadsOf(storage);
    if (!lead) throw new Error('no lead');
    await queue.change(async (step) => {
      const read = await step.getLead(lead.id);
      if (read) step.putLead({ ...read, state: 'completed', revision: 2 });
    });
    expect(await queue.counts(target.campaignId)).toMatchObject({ new: 307, completed: 1 });
    expect(await leadsOf(storage)).toHaveLength(307);
  });
});
