/// <reference types="mocha" />
import { newId } from '../../shared/ids.js';
import type { Storage } from '../../storage/storage.js';
import { callLogStoreContract } from '../../testing/call-log-store-contract.js';
import { expectThat } from '../../testing/contract.js';
import { customerStoreContract } from '../../testing/customer-store-contract.js';
import { eventStoreContract } from '../../testing/event-store-contract.js';
import { recordSearchContract } from '../../testing/record-search-contract.js';
import { sampleRecord, storageContract } from '../../testing/storage-contract.js';
import { openBrowserStorage } from './index.js';

async function open() {
  const name = newId();
  const opened: Storage[] = [await openBrowserStorage({ name })];
  const openAgain = async () => {
    const other = await openBrowserStorage({ name });
    opened.push(other);
    return other;
  };
  return {
    storage: opened[0] as Storage,
    openAgain,
    clear: async () => {
      for (const each of opened) await each.close();
      indexedDB.deleteDatabase(`dialdeck:${name}`);
    },
  };
}

/** The table of the first release, filled by hand. */
async function firstRelease(name: string, records: readonly object[]): Promise<void> {
  const request = indexedDB.open(`dialdeck:${name}`, 1);
  request.onupgradeneeded = () => {
    const store = request.result.createObjectStore('records', { keyPath: 'id' });
    store.createIndex('byStart', ['startedAt', 'id']);
    store.createIndex('byOutcome', 'outcome');
    for (const record of records) store.put(record);
  };
  await new Promise((resolve, reject) => {
    request.onsuccess = resolve;
    request.onerror = () => reject(request.error);
  });
  request.result.close();
}

describe('browser storage in a browser', () => {
  for (const { name, run } of [
    ...storageContract(open),
    ...recordSearchContract(open),
    ...customerStoreContract(open),
    ...callLogStoreContract(open),
    ...eventStoreContract(open),
  ]) {
    it(name, run);
  }

  it('takes over 1,200 records of the first release and finds each by its words', async () => {
    const name = newId();
    const records = Array.from({ length: 1_200 }, (_, at) => sampleRecord('old', at, { note: `offer${at} sent` }));
    await firstRelease(name, records);
    const storage = await openBrowserStorage({ name });
    for (const at of [0, 499, 500, 999, 1_199]) {
      const { records: found } = await storage.searchRecords({ text: `offer${at} sen`, number: '5550100' });
      expectThat(found.length > 0 && found.at(-1)?.id === records[at]?.id, `number ${at} is found`);
    }
    const ids = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await storage.searchRecords({ limit: 500, cursor });
      for (const { id } of page.records) ids.add(id);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expectThat(ids.size === records.length, 'none is lost', ids.size);
    await storage.close();
    indexedDB.deleteDatabase(`dialdeck:${name}`);
  });
});
