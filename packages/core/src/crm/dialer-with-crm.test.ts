import { describe, expect, it } from 'vitest';
import { createDialer } from '../dialer.js';
import { parseDialerEvent } from '../dialer-event-schema.js';
import { createMemoryStorage } from '../storage/memory.js';
import { connected } from '../testing/connected-dialer.js';
import { FakeCrm } from '../testing/fake-crm.js';
import { FakePhone } from '../testing/index.js';
import { createManualClock } from '../testing/manual-clock.js';
import { sampleRecord } from '../testing/storage-contract.js';

const customer = (id: string, number = '+12025550100') => ({ id, name: id, numbers: [{ number }] });

describe('a dialer with a CRM', () => {
  it('delivers the finished call with its result, and says so by a valid event', async () => {
    const crm = new FakeCrm();
    const { dialer, phone, events } = await connected({ crm });
    const call = dialer.call('+12025550100');
    // The CRM is asked first.
    await expect.poll(() => phone.lines.length).toBe(1);
    phone.lastLine.pickUp();
    call.hangUp();
    await dialer.wrapUp.complete({ disposition: 'sale', note: 'Wants 25 seats' });
    await expect
      .poll(() => crm.calls.get(call.id)?.fields)
      .toMatchObject({
        outcome: 'answered',
        disposition: 'sale',
        note: 'Wants 25 seats',
      });
    await expect.poll(() => dialer.crm?.state.snapshot).toMatchObject({ delivery: 'idle', unsynced: { count: 0 } });
    const told = events.filter(({ type }) => type === 'dialdeck.crm.synced');
    expect(told.length).toBeGreaterThan(0);
    for (const event of told) expect(parseDialerEvent(JSON.parse(JSON.stringify(event)))).toEqual(event);
  });

  it('never sends a call that still goes on', async () => {
    const crm = new FakeCrm();
    const { dialer, phone, clock } = await connected({ crm });
    const call = dialer.call('+12025550100');
    // The CRM is asked first.
    await expect.poll(() => phone.lines.length).toBe(1);
    phone.lastLine.pickUp();
    clock.advance(20_000);
    await dialer.records.search();
    await expect.poll(() => dialer.crm?.state.snapshot.delivery).toBe('idle');
    expect(crm.requests).toEqual([]);
    call.hangUp();
    await expect.poll(() => crm.calls.size).toBe(1);
  });

  it('warns when the CRM refused a call, until it took it', async () => {
    const crm = new FakeCrm();
    crm.failFor = () => 'refused';
    const { dialer, phone, events } = await connected({ crm });
    const call = dialer.call('+12025550100');
    // The CRM is asked first.
    await expect.poll(() => phone.lines.length).toBe(1);
    phone.lastLine.end({ reason: 'busy' });
    await expect.poll(() => dialer.state.snapshot.warnings).toEqual(['crm-unsynced']);
    const failed = events.find(({ type }) => type === 'dialdeck.crm.failed');
    expect(parseDialerEvent(JSON.parse(JSON.stringify(failed)))).toMatchObject({ data: { callId: call.id } });
    crm.failFor = () => undefined;
    await dialer.crm?.retryAll();
    await expect.poll(() => dialer.state.snapshot.warnings).toEqual([]);
    expect(crm.calls.has(call.id)).toBe(true);
  });

  it('warns before too many calls wait for it, and no more when they do not', async () => {
    const crm = new FakeCrm();
    const clock = createManualClock();
    const storage = createMemoryStorage();
    for (let at = 0; at < 8_000; at++) await storage.saveRecord(sampleRecord('me', at), true);
    crm.failFor = () => 'down';
    const { dialer } = await connected({ crm, clock, storage });
    await expect.poll(() => dialer.state.snapshot.warnings).toContain('crm-backlog');
    crm.failFor = () => undefined;
    await dialer.crm?.retryAll();
    await expect.poll(() => dialer.state.snapshot.warnings).not.toContain('crm-backlog');
    await dialer.dispose();
  });

  it('delivers the call of a page that died, found at the next start', async () => {
    const crm = new FakeCrm();
    const { dialer, phone, storage } = await connected({ crm });
    const call = dialer.call('+12025550100');
    // The CRM is asked first.
    await expect.poll(() => phone.lines.length).toBe(1);
    phone.lastLine.pickUp();
    await dialer.records.search();
    storage.findOrphans = async () => (await storage.searchRecords({})).records;
    createDialer({ phone: new FakePhone(), storage, crm });
    await expect.poll(() => crm.calls.get(call.id)?.fields.outcome).toBe('interrupted');
  });

  it('asks it who calls, and opens the one customer at the ring, once', async () => {
    const crm = new FakeCrm();
    crm.customers = [customer('Maya')];
    const { dialer, phone } = await connected({ crm });
    phone.ring({ number: '+12025550100' });
    await expect.poll(() => crm.opened).toEqual([{ ref: { type: 'customer', id: 'Maya' }, reason: 'ring' }]);
    phone.lastLine.emit({ type: 'answered' });
    expect(dialer.state.snapshot.calls[0]?.customers).toMatchObject([{ id: 'Maya' }]);
    expect(crm.opened).toHaveLength(1);
  });

  it('opens nobody among several until the agent has chosen', async () => {
    const crm = new FakeCrm();
    crm.customers = [customer('Maya'), customer('Daniel')];
    const { dialer, phone } = await connected({ crm });
    phone.ring({ number: '+12025550100' });
    await expect.poll(() => dialer.state.snapshot.calls[0]?.customers).toHaveLength(2);
    expect(crm.opened).toEqual([]);
    dialer.findCall(dialer.state.snapshot.calls[0]?.id ?? '')?.setCustomer(customer('Daniel'));
    await expect.poll(() => crm.opened).toEqual([{ ref: { type: 'customer', id: 'Daniel' }, reason: 'ring' }]);
    // The choice is in the record and in the CRM's log of the call.
    const [call] = dialer.state.snapshot.calls;
    phone.lastLine.emit({ type: 'answered' });
    phone.lastLine.end();
    await expect.poll(() => crm.calls.get(call?.id ?? '')?.fields.customerId).toBe('Daniel');
    expect(await dialer.records.get(call?.id ?? '')).toMatchObject({ customerId: 'Daniel' });
  });

  it('talks on when the CRM is broken in every way', async () => {
    const explode = () => {
      throw new Error('adapter defect');
    };
    const crm = { matchCustomers: explode, openRecord: explode, upsertCall: explode };
    const { dialer, phone } = await connected({ crm });
    phone.ring({ number: '+12025550100' });
    phone.lastLine.emit({ type: 'answered' });
    await expect.poll(() => dialer.state.snapshot.warnings).toEqual(['customer-lookup-failed']);
    expect(dialer.state.snapshot.calls[0]?.status).toBe('active');
    phone.lastLine.end();
    await expect.poll(() => dialer.crm?.state.snapshot.delivery).toBe('waiting');
  });

  it('delivers before it is disposed of', async () => {
    const crm = new FakeCrm();
    const { dialer, phone } = await connected({ crm });
    dialer.call('+12025550100');
    // The CRM is asked first.
    await expect.poll(() => phone.lines.length).toBe(1);
    phone.lastLine.pickUp();
    await dialer.dispose();
    expect(crm.calls.size).toBe(1);
  });

  it('says what its CRM can do', async () => {
    const { dialer } = await connected({ crm: { openRecord: () => {} } });
    await expect.poll(() => dialer.crm?.state.snapshot.capabilities).toEqual(['openRecord']);
  });
});

describe('a dialer without a CRM', () => {
  it('has none, and owes nothing', async () => {
    const { dialer, phone, storage } = await connected();
    dialer.call('+12025550100');
    phone.lastLine.end({ reason: 'busy' });
    await dialer.records.search();
    expect(dialer.crm).toBeUndefined();
    expect(await (await storage.openOutbox()).listOpen()).toEqual([]);
  });

  it('refuses a wrong one by name', () => {
    const wrong = { phone: new FakePhone(), crm: 'hubspot', screenPop: { incoming: 'always' } } as never;
    expect(() => createDialer(wrong)).toThrow(/crm is "hubspot"[\s\S]*screenPop/);
  });
});
