import { describe, expect, it } from 'vitest';
import { createDialer } from '../dialer.js';
import { DialerError } from '../errors.js';
import { createMemoryStorage } from '../storage/memory.js';
import { createManualClock, FakePhone, sampleRecord } from '../testing/index.js';
import type { CallRecord } from './call-record.js';
import { createRecordKeeper } from './record-keeper.js';

function setUp() {
  const storage = createMemoryStorage();
  const clock = createManualClock();
  const saved: CallRecord[] = [];
  const trouble: boolean[] = [];
  const keeper = createRecordKeeper({
    storage,
    clock,
    onSaved: (record) => saved.push(record),
    onTrouble: (unsaved) => trouble.push(unsaved),
  });
  return { storage, clock, saved, trouble, keeper };
}

describe('a record on its way into storage', () => {
  it('is written once per version, the newest when several came while one was written', async () => {
    const { keeper, storage, saved } = setUp();
    const record = sampleRecord('me', 0);
    keeper.keep(record);
    keeper.keep({ ...record, revision: 2 });
    keeper.keep({ ...record, revision: 3, note: 'last' });
    await keeper.flush();
    expect(saved.map(({ revision }) => revision)).toEqual([1, 3]);
    expect(await storage.getRecord(record.id)).toMatchObject({ note: 'last' });
  });

  it('survives a full disk: it waits, warns, and is written when there is room', async () => {
    const { keeper, storage, clock, trouble } = setUp();
    const { saveRecord } = storage;
    storage.saveRecord = () => Promise.reject(new DialerError('storage-full', 'full'));
    const record = sampleRecord('me', 0);
    keeper.keep(record);
    await expect(keeper.flush()).rejects.toMatchObject({ code: 'storage-full' });
    expect(trouble.at(-1)).toBe(true);
    storage.saveRecord = saveRecord;
    clock.advance(30_000);
    await expect.poll(() => storage.getRecord(record.id)).toEqual(record);
    expect(trouble.at(-1)).toBe(false);
  });

  it('gives an unknown fault a name', async () => {
    const { keeper, storage } = setUp();
    storage.saveRecord = () => Promise.reject(new Error('disk on fire'));
    keeper.keep(sampleRecord('me', 0));
    await expect(keeper.flush()).rejects.toMatchObject({ code: 'storage-failed', cause: { message: 'disk on fire' } });
  });
});

describe('a page that dies during a call', () => {
  async function died(storage = createMemoryStorage()) {
    const clock = createManualClock();
    const phone = new FakePhone();
    const dialer = createDialer({ phone, storage, clock });
    await dialer.connect();
    const call = dialer.call('2025550100');
    phone.lastLine.pickUp();
    clock.advance(10_000);
    clock.advance(6_000);
    call.setNote('Wants 25 seats');
    clock.advance(500);
    await dialer.records.search();
    call.setNote('Wants 25 seats and');
    clock.advance(400);
    await dialer.records.search();
    const id = call.id;
    storage.findOrphans = async () =>
      (await storage.searchRecords({})).records.filter((r) => r.outcome === 'in-progress');
    return { id, storage };
  }

  it('leaves a record that the next start closes as interrupted, with the time it is sure of', async () => {
    const { id, storage } = await died();
    const dialer = createDialer({ phone: new FakePhone(), storage, clock: createManualClock() });
    await expect
      .poll(() => dialer.records.get(id))
      .toMatchObject({
        outcome: 'interrupted',
        talkMs: 16_000,
      });
  });

  it('loses no note older than half a second', async () => {
    const { id, storage } = await died();
    expect(await storage.getRecord(id)).toMatchObject({ note: 'Wants 25 seats', outcome: 'in-progress' });
  });

  it('is told by an event, so that the CRM hears of it', async () => {
    const { id, storage } = await died();
    const dialer = createDialer({ phone: new FakePhone(), storage, clock: createManualClock() });
    const saved = await new Promise((resolve) =>
      dialer.events.listen((event) => event.type === 'dialdeck.record.saved' && resolve(event.data)),
    );
    expect(saved).toMatchObject({ id, outcome: 'interrupted' });
  });
});
