import { describe, expect, it } from 'vitest';
import type { CallRecord } from '../records/call-record.js';
import { createMemoryStorage } from '../storage/memory.js';
import { FakeCrm } from '../testing/fake-crm.js';
import { call, openPage, settled } from '../testing/outbox-page.js';
import { newEntry, reduceOutboxEntry } from './outbox-state.js';

const minute = 60_000;

describe('a page that dies', () => {
  it('between sending and the answer: sent twice with the same key, stored once', async () => {
    const storage = createMemoryStorage();
    const crm = new FakeCrm();
    const record = call();
    await storage.saveRecord(record, true);
    const dying = new FakeCrm();
    dying.upsertCall = async (log, delivery) => {
      await crm.upsertCall(log, delivery);
      // The answer reaches nobody any more.
      return new Promise(() => {});
    };
    const turnless = async () => ({ ...(await storage.openOutbox()), takeTurn: async () => {} });
    openPage({ storage: { ...storage, openOutbox: turnless }, crm: dying });
    await expect.poll(() => crm.requests).toHaveLength(1);
    const page = openPage({ storage, crm });
    await expect.poll(page.delivery).toBe('waiting');
    page.clock.advance(minute);
    await expect.poll(page.count).toBe(0);
    const key = `${record.id}:1`;
    expect(crm.requests.map(({ delivery }) => delivery.idempotencyKey)).toEqual([key, key]);
    expect(crm.calls.size).toBe(1);
  });

  it('right after the record was stored: the next page delivers', async () => {
    const storage = createMemoryStorage();
    const record = call();
    await storage.saveRecord(record, true);
    const page = openPage({ storage });
    await expect.poll(() => page.crm.calls.has(record.id)).toBe(true);
  });

  it('again and again because of one call: the others are delivered all the same', async () => {
    const storage = createMemoryStorage();
    const [deadly, ...others] = [0, 1, 2].map((minutes) => call(minutes));
    for (const record of [deadly, ...others]) if (record) await storage.saveRecord(record, true);
    const outbox = await storage.openOutbox();
    await outbox.saveEntry(reduceOutboxEntry(newEntry(deadly as CallRecord), { type: 'started' }, 0));
    const page = openPage({ storage });
    await expect.poll(() => page.crm.calls.size).toBe(2);
    expect(page.crm.requests.map(({ log }) => log.id)).toEqual(others.map(({ id }) => id));
    page.clock.advance(minute);
    await expect.poll(() => page.crm.calls.size).toBe(3);
  });
});

describe('a full disk', () => {
  it('costs no call, and no second entry in the CRM', async () => {
    const storage = createMemoryStorage();
    let full = true;
    const openOutbox = async () => {
      const outbox = await storage.openOutbox();
      const saveEntry: typeof outbox.saveEntry = (entry) =>
        full ? Promise.reject(new Error('full')) : outbox.saveEntry(entry);
      return { ...outbox, saveEntry };
    };
    const page = openPage({ storage: { ...storage, openOutbox } });
    await page.save(call());
    await expect.poll(() => page.crm.calls.size).toBe(1);
    full = false;
    page.clock.advance(minute);
    await expect.poll(async () => (await storage.openOutbox()).listOpen()).toEqual([]);
    expect(page.crm.requests).toHaveLength(1);
  });

  it('or a storage that cannot be opened yet only delays', async () => {
    const storage = createMemoryStorage();
    let broken = true;
    const openOutbox = async () => {
      if (broken) throw new Error('blocked');
      return storage.openOutbox();
    };
    const page = openPage({ storage: { ...storage, openOutbox } });
    await page.save(call());
    await settled();
    broken = false;
    page.clock.advance(minute);
    await expect.poll(() => page.crm.calls.size).toBe(1);
  });
});

describe('two tabs', () => {
  it('send each call once, whichever of them made it', async () => {
    const one = openPage();
    const two = openPage(one);
    for (let i = 0; i < 10; i++) await (i % 2 ? one : two).save(call(i));
    await expect.poll(() => one.crm.calls.size).toBe(10);
    one.clock.advance(2_000);
    await expect.poll(two.count).toBe(0);
    expect(one.crm.requests).toHaveLength(10);
    expect([one.delivery(), two.delivery()]).toEqual(['idle', 'elsewhere']);
  });

  it('hand over when the one that sends is closed', async () => {
    const one = openPage();
    const two = openPage(one);
    await one.save(call(0));
    await expect.poll(() => one.crm.calls.size).toBe(1);
    await one.outbox.dispose();
    await two.save(call(1));
    await expect.poll(() => one.crm.calls.size).toBe(2);
    expect(two.delivery()).toBe('idle');
  });

  it('show the same, and the retry button works in both', async () => {
    const one = openPage();
    const two = openPage(one);
    one.crm.failNext('refused');
    const record = await one.save(call());
    await expect.poll(() => one.shown()?.unsynced.refused).toHaveLength(1);
    one.clock.advance(2_000);
    await expect.poll(() => two.shown()?.unsynced.refused).toHaveLength(1);
    two.outbox.retry(record.id);
    await expect.poll(() => one.crm.calls.size).toBe(1);
  });
});

describe('ten thousand calls after a week offline', () => {
  it('arrive in order per call and once each, from a CRM that fails every third time', async () => {
    const storage = createMemoryStorage();
    for (let i = 0; i < 10_000; i++) await storage.saveRecord(call(i), true);
    let request = 0;
    const crm = new FakeCrm();
    crm.failFor = () => (++request % 3 === 0 ? 'answer-lost' : undefined);
    const page = openPage({ storage, crm });
    await expect
      .poll(
        () => {
          page.clock.advance(5_000);
          return page.count();
        },
        { timeout: 20_000, interval: 20 },
      )
      .toBe(0);
    expect(crm.calls.size).toBe(10_000);
    const keys = new Set(crm.requests.map(({ delivery }) => delivery.idempotencyKey));
    expect(keys.size, 'one key per call, however often it was sent').toBe(10_000);
    expect(crm.requests.length).toBeLessThan(20_000);
  }, 30_000);
});
