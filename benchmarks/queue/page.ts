// Runs in the page of the bench: our queue, and beside it a bare table of the same rows with the same indexes, so that a
// write costs both the same.
import { openBrowserStorage } from '@dialdeck/core/indexeddb';
import { createLocalLeadSource, type LeadSource, makeCampaign } from '@dialdeck/core/queue';
import { leadRowOf } from '../../packages/core/src/adapters/indexeddb/queue-keys.js';
import { leadAt } from './random-lead.js';

type Storage = Awaited<ReturnType<typeof openBrowserStorage>>;
type Queue = Awaited<ReturnType<Storage['openQueue']>>;

const committed = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });

let storage: Storage;
let queue: Queue;
let source: LeadSource;
let bare: IDBDatabase;

function openBare(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    const leads = request.result.createObjectStore('leads', { keyPath: 'id' });
    leads.createIndex('byOrder', 'order');
    leads.createIndex('byDue', 'due');
    leads.createIndex('byNumber', 'numbers', { multiEntry: true });
    leads.createIndex('byExternal', 'lead.externalId');
    leads.createIndex('byHolder', 'lead.lease.owner');
  };
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** The first row of the index, changed so that it leaves the index: what any claim at least does. */
async function bareClaim(): Promise<{ readonly lead: object }> {
  let claimed = { lead: {} };
  const transaction = bare.transaction('leads', 'readwrite');
  const request = transaction.objectStore('leads').index('byOrder').openCursor();
  request.onsuccess = () => {
    const cursor = request.result;
    if (!cursor) throw new Error('no row is left');
    const { order: _order, ...row } = cursor.value;
    claimed = { ...row, lead: { ...row.lead, lease: { owner: 'page', agentId: 'ann', token: 1 }, state: 'leased' } };
    cursor.update(claimed);
  };
  await committed(transaction);
  return claimed;
}

async function bareSkip(row: { readonly lead: object }): Promise<void> {
  const transaction = bare.transaction('leads', 'readwrite');
  transaction.objectStore('leads').put({ ...row, lead: { ...row.lead, lease: undefined, state: 'retry-wait' } });
  await committed(transaction);
}

async function timed(count: number, work: () => Promise<() => Promise<unknown>>): Promise<number[]> {
  const found: number[] = [];
  for (let each = 0; each < count; each += 1) {
    const from = performance.now();
    const after = await work();
    found.push(performance.now() - from);
    await after();
  }
  return found;
}

Object.assign(globalThis, {
  bench: {
    async open(name: string) {
      storage = await openBrowserStorage({ name });
      queue = await storage.openQueue();
      await queue.putCampaign(makeCampaign({ id: 'spring', startedAt: 0 }));
      source = await createLocalLeadSource({ store: queue });
      bare = await openBare(`${name}-bare`);
    },
    async fill(from: number, to: number) {
      for (let at = from; at < to; at += 2_000) {
        const leads = Array.from({ length: Math.min(2_000, to - at) }, (_, offset) => leadAt(at + offset));
        await queue.putLeads(leads, true);
        const transaction = bare.transaction('leads', 'readwrite');
        for (const lead of leads) transaction.objectStore('leads').put(leadRowOf(lead));
        await committed(transaction);
      }
    },
    claim: (count: number) =>
      timed(count, async () => {
        const held = await source.claim({ campaignId: 'spring', agentId: 'ann' });
        if (!held) throw new Error('no lead is left');
        return () => source.skip({ leadId: held.lead.id, token: held.lease.token }, 'next', 1e9);
      }),
    bare: (count: number) =>
      timed(count, async () => {
        const row = await bareClaim();
        // One write between two, as ours has.
        return () => bareSkip(row);
      }),
    async close() {
      source.close();
      bare.close();
      await storage.close();
    },
  },
});
