import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { newId } from '../../shared/ids.js';
import { sampleRecord } from '../../testing/storage-contract.js';
import { openBrowserStorage } from './index.js';

/** The database as the first release made it. */
async function firstRelease(name: string, records: readonly object[]): Promise<void> {
  const database = await openDB(`dialdeck:${name}`, 1, {
    upgrade(old) {
      const store = old.createObjectStore('records', { keyPath: 'id' });
      store.createIndex('byStart', ['startedAt', 'id']);
      store.createIndex('byOutcome', 'outcome');
    },
  });
  for (const record of records) await database.put('records', record);
  database.close();
}

describe('data of the first release', () => {
  it('are all there after the update, in the same order, and found', async () => {
    const name = newId();
    const records = Array.from({ length: 120 }, (_, minute) => sampleRecord('old', minute, { note: `call ${minute}` }));
    await firstRelease(name, records);
    const storage = await openBrowserStorage({ name });
    const page = await storage.searchRecords({ limit: 500 });
    expect(page.records).toEqual([...records].reverse());
    expect((await storage.searchRecords({ text: 'call 77' })).records).toEqual([records[77]]);
    await storage.close();
  });

  it('are not sent to the CRM behind the back of the agent, until they change', async () => {
    const name = newId();
    const record = sampleRecord('old', 0);
    await firstRelease(name, [record]);
    const storage = await openBrowserStorage({ name });
    const outbox = await storage.openOutbox();
    expect(await outbox.listOpen()).toEqual([]);
    await storage.saveRecord({ ...record, revision: 2, note: 'a late note' }, true);
    expect(await outbox.listOpen()).toMatchObject([{ id: record.id, owed: 2 }]);
    outbox.close();
    await storage.close();
  });

  it('keep the call of a page that died open for the next start to close', async () => {
    const name = newId();
    const dead = sampleRecord('gone', 0, { outcome: 'in-progress' });
    await firstRelease(name, [dead]);
    const storage = await openBrowserStorage({ name });
    expect(await storage.findOrphans()).toEqual([dead]);
    await storage.close();
  });
});

describe('an update that was made already', () => {
  it('changes nothing the second time', async () => {
    const name = newId();
    const first = await openBrowserStorage({ name });
    const record = sampleRecord(first.owner, 0);
    await first.saveRecord(record, true);
    await first.close();
    const second = await openBrowserStorage({ name });
    const outbox = await second.openOutbox();
    expect(await outbox.listOpen()).toMatchObject([{ id: record.id, owed: 1 }]);
    outbox.close();
    await second.close();
  });
});
