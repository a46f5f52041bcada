import { describe, expect, it } from 'vitest';
import { createDialer } from '../dialer.js';
import { createMemoryStorage } from '../storage/memory.js';
import { createManualClock, FakePhone, sampleCustomer, sampleRecord } from '../testing/index.js';
import type { CallRecord } from './call-record.js';

const dayMs = 86_400_000;

async function setUp(records: readonly Partial<CallRecord>[] = [], options: object = {}) {
  const storage = createMemoryStorage();
  const clock = createManualClock();
  const saved = records.map((fields, at) =>
    sampleRecord('me', at, { startedAt: clock.now() - 100 * dayMs + at, ...fields }),
  );
  for (const record of saved) await storage.saveRecord(record);
  const dialer = createDialer({ phone: new FakePhone(), storage, clock, ...options });
  return { dialer, storage, clock, saved };
}

describe('an edit after the call', () => {
  it('changes note and tags, counts as a revision, and is owed to the CRM', async () => {
    const { dialer, storage, saved } = await setUp([{}], { crm: { upsertCall: () => new Promise(() => {}) } });
    const id = saved[0]?.id ?? '';
    const after = await dialer.records.edit(id, { note: 'corrected', tags: [' vip ', 'vip', 'late'] }, { revision: 1 });
    expect(after).toMatchObject({ revision: 2, note: 'corrected', tags: ['vip', 'late'] });
    expect(await storage.getRecord(id)).toEqual(after);
    const outbox = await storage.openOutbox();
    expect(await outbox.listOpen()).toMatchObject([{ id, owed: 2 }]);
    expect(await dialer.records.edit(id, { note: '', tags: [] })).not.toMatchObject({ note: expect.anything() });
  });

  it('is refused when the record is another by now, too long or about other fields', async () => {
    const { dialer, saved } = await setUp([{ revision: 3 }]);
    const id = saved[0]?.id ?? '';
    const { records } = dialer;
    await expect(records.edit(id, { note: 'x' }, { revision: 2 })).rejects.toMatchObject({ code: 'record-changed' });
    await expect(records.edit(id, { note: 'x'.repeat(32_001) })).rejects.toMatchObject({ code: 'record-invalid' });
    await expect(records.edit(id, { tags: [' '] })).rejects.toMatchObject({ code: 'record-invalid' });
    await expect(records.edit(id, { number: '1' } as never)).rejects.toThrow(/number cannot be edited/);
    await expect(records.edit('nobody', {})).rejects.toMatchObject({ code: 'record-not-found' });
  });

  it('survives another tab that writes the same revision first', async () => {
    const { dialer, storage, saved } = await setUp([{}]);
    const [record] = saved as [CallRecord];
    const { saveRecord } = storage;
    storage.saveRecord = async (mine, toCrm) => {
      storage.saveRecord = saveRecord;
      await saveRecord({ ...record, revision: 2, tags: ['theirs'] });
      return saveRecord(mine, toCrm);
    };
    expect(await dialer.records.edit(record.id, { note: 'mine' })).toMatchObject({
      revision: 3,
      note: 'mine',
      tags: ['theirs'],
    });
  });
});

describe('retention', () => {
  it('deletes what is over its time at the start and every day, by outcome', async () => {
    const records = [
      { outcome: 'missed' },
      { outcome: 'answered' },
      { outcome: 'in-progress', owner: 'other' },
    ] as const;
    const { dialer, storage, clock } = await setUp(records, { retention: { days: 101, outcomes: { missed: 30 } } });
    const left = async () => (await storage.searchRecords({})).records.map(({ outcome }) => outcome);
    await expect.poll(left).toEqual(['in-progress', 'answered']);
    for (let day = 0; day < 2; day += 1) clock.advance(dayMs);
    await expect.poll(left).toEqual(['in-progress']);
    await dialer.dispose();
  });

  it('keeps what the CRM or a recording still owes', async () => {
    const { dialer, storage, saved } = await setUp([{}, {}, {}]);
    const [owed, recorded] = saved as [CallRecord, CallRecord];
    await storage.saveRecord({ ...owed, revision: 2 }, true);
    const asked: (readonly string[])[] = [];
    dialer.records.addEraser({
      name: 'test',
      erase: async () => [],
      holdBack: async () => [recorded.id],
      eraseCalls: async (ids) => [{ what: 'things', count: asked.push(ids) }],
    });
    const result = await dialer.records.applyRetention({ days: 1 });
    expect(result).toEqual({ erased: expect.arrayContaining([{ what: 'records', count: 1 }]), kept: 2 });
    expect(asked[0]).toEqual([saved[2]?.id]);
    expect((await storage.searchRecords({})).records).toHaveLength(2);
  });
});

describe('the right to erasure', () => {
  const calls = [
    { customerId: 'c1', note: 'private' },
    { number: '0 202 555 0100', note: 'before she was known' },
    { customerId: 'c2', note: 'a colleague on the same line' },
    { number: '+13125550178' },
  ];

  it('erases the person everywhere, and nobody else, with a report', async () => {
    const { dialer, storage } = await setUp(calls, { crm: { upsertCall: () => new Promise(() => {}) } });
    await (await storage.openCustomers()).save(sampleCustomer({ id: 'c1' }));
    await (await storage.openCustomers()).save(sampleCustomer({ id: 'c2' }));
    dialer.records.addEraser({
      name: 'leads',
      erase: async ({ callIds }) => [{ what: 'leads', count: callIds.length }],
    });
    const report = await dialer.records.eraseCustomer({ customerId: 'c1', numbers: ['+1 202 555 0100'] });
    expect(report.erased).toEqual([
      { what: 'records', count: 2 },
      { what: 'leads', count: 2 },
      { what: 'customers', count: 1 },
    ]);
    expect(report.elsewhere).toEqual([{ where: 'crm', what: 'customer', ref: 'c1' }]);
    expect(report.failed).toEqual([]);
    expect((await storage.searchRecords({})).records.map(({ customerId }) => customerId)).toEqual([undefined, 'c2']);
    expect(await (await storage.openCustomers()).get('c2')).toBeDefined();
    expect((await dialer.records.eraseCustomer({ customerId: 'c1' })).erased).toEqual([]);
  });

  it('leaves the calls until everything that hangs on them is gone, and says what failed', async () => {
    const { dialer, storage } = await setUp([{ customerId: 'c1' }]);
    const stop = dialer.records.addEraser({
      name: 'recordings',
      erase: () => Promise.reject(new Error('disk on fire')),
    });
    const report = await dialer.records.eraseCustomer({ customerId: 'c1' });
    expect(report.failed.map(({ what, reason }) => `${what}: ${reason}`)).toEqual([
      'recordings: disk on fire',
      expect.stringMatching(/^records: /),
    ]);
    expect((await storage.searchRecords({})).records).toHaveLength(1);
    stop();
    expect((await dialer.records.eraseCustomer({ customerId: 'c1' })).failed).toEqual([]);
  });

  it('leaves a call that goes on, and asks who is meant', async () => {
    const { dialer } = await setUp([{ customerId: 'c1', outcome: 'in-progress' }]);
    expect((await dialer.records.eraseCustomer({ customerId: 'c1' })).failed).toMatchObject([
      { reason: 'It is still going on.' },
    ]);
    await expect(dialer.records.eraseCustomer({ numbers: [' '] })).rejects.toMatchObject({ code: 'erasure-invalid' });
  });
});

describe('a delivery that is on its way while the call is erased', () => {
  it('does not bring anything back', async () => {
    const { storage, saved } = await setUp([{}]);
    const [record] = saved as [CallRecord];
    await storage.saveRecord({ ...record, revision: 2 }, true);
    const outbox = await storage.openOutbox();
    const [row] = await outbox.listOpen();
    await storage.removeRecords([record.id]);
    await outbox.saveEntry({ id: record.id, revision: row?.owed ?? 0, startedAt: 0, attempt: 0, status: 'done' });
    expect(await outbox.getRow(record.id)).toBeUndefined();
  });
});

describe('a dialer without a CRM', () => {
  it('knows who calls from the customers of this browser', async () => {
    const { dialer } = await setUp([], { customerFields: [{ id: 'plan', label: 'Plan', type: 'text' }] });
    const { id } = await dialer.customers.create({
      name: 'Maya',
      numbers: [{ number: '2025550100' }],
      custom: { plan: 'gold' },
    });
    await dialer.connect();
    const call = dialer.call('+1 202 555 0100');
    await expect
      .poll(() => call.state.snapshot.customers)
      .toMatchObject([{ id, name: 'Maya', fields: [{ label: 'Plan', value: 'gold' }] }]);
    await expect.poll(() => dialer.records.get(call.id)).toMatchObject({ customerId: id, name: 'Maya' });
    expect(await dialer.customers.listFields()).toHaveLength(1);
  });
});
