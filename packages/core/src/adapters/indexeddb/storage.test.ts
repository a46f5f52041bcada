import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { newId } from '../../shared/ids.js';
import type { Storage } from '../../storage/storage.js';
import { callLogStoreContract } from '../../testing/call-log-store-contract.js';
import { customerStoreContract } from '../../testing/customer-store-contract.js';
import { eventStoreContract } from '../../testing/event-store-contract.js';
import { FakeLocks } from '../../testing/fake-locks.js';
import { outboxStoreContract } from '../../testing/outbox-store-contract.js';
import { recordSearchContract } from '../../testing/record-search-contract.js';
import { recordingStoreContract } from '../../testing/recording-store-contract.js';
import { sampleRecord, storageContract } from '../../testing/storage-contract.js';
import { openBrowserStorage } from './index.js';
import { storageErrorOf } from './storage-error.js';

const locks = new FakeLocks();
afterEach(() => vi.unstubAllGlobals());

async function open(name = newId()) {
  vi.stubGlobal('navigator', { locks });
  const storage = await openBrowserStorage({ name });
  const opened: Storage[] = [storage];
  const again = async () => {
    const other = await openBrowserStorage({ name });
    opened.push(other);
    return other;
  };
  return {
    storage,
    openAgain: again,
    crash: async () => {
      locks.kill(storage.owner);
      return again();
    },
    clear: async () => {
      for (const each of opened) await each.close();
    },
  };
}

describe('browser storage', () => {
  it.each([
    ...storageContract(() => open()),
    ...outboxStoreContract(() => open()),
    ...eventStoreContract(() => open()),
    ...recordSearchContract(() => open()),
    ...customerStoreContract(() => open()),
    ...callLogStoreContract(() => open()),
    ...recordingStoreContract(() => open()),
  ])('$name', ({ run }) => run());

  it('keeps the data of two names apart', async () => {
    const acme = await open();
    const other = await open();
    await acme.storage.saveRecord(sampleRecord(acme.storage.owner, 0));
    expect((await other.storage.searchRecords({})).records).toEqual([]);
  });

  it('takes a silent page for dead by its signs of life where there are no Web Locks', async () => {
    vi.stubGlobal('navigator', {});
    const storage = await openBrowserStorage({ name: newId() });
    const dead = sampleRecord('gone', 0, { outcome: 'in-progress' });
    const alive = sampleRecord('there', 1, { outcome: 'in-progress', seenAt: Date.now() });
    await storage.saveRecord(dead);
    await storage.saveRecord(alive);
    expect((await storage.findOrphans()).map(({ id }) => id)).toEqual([dead.id]);
  });

  it.each(['', 'a b', 'x'.repeat(65), '../other'])('refuses the name "%s" with the rule', async (name) => {
    await expect(openBrowserStorage({ name })).rejects.toMatchObject({ code: 'config-invalid' });
  });

  it('says so when the browser stores nothing', async () => {
    vi.stubGlobal('indexedDB', undefined);
    await expect(openBrowserStorage({ name: 'acme' })).rejects.toMatchObject({ code: 'storage-unavailable' });
  });
});

describe('storage faults', () => {
  it.each([
    ['QuotaExceededError', 'storage-full'],
    ['SecurityError', 'storage-unavailable'],
    ['UnknownError', 'storage-failed'],
  ])('%s is told as %s', (name, code) => {
    expect(storageErrorOf(new DOMException('x', name)).code).toBe(code);
  });
});
