import { describe, expect, it } from 'vitest';
import type { Customer } from './customers/customer.js';
import { createDialer } from './dialer.js';
import { createDeferred } from './shared/deferred.js';
import { codeOf, connected } from './testing/connected-dialer.js';

describe('events', () => {
  it('tell every fact once, in order, numbered without gaps', async () => {
    const { phone, dialer, events } = await connected();
    const call = dialer.call('2025550100');
    phone.lastLine.pickUp();
    call.setMuted(true);
    call.hangUp();
    await dialer.wrapUp.complete({ disposition: 'sale' });
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    const besides = ['dialdeck.record.saved', 'dialdeck.agent.changed'];
    const told = events.map(({ type }) => type).filter((type) => !besides.includes(type));
    expect(told).toEqual([
      'dialdeck.connection.changed',
      'dialdeck.call.started',
      'dialdeck.call.ringing',
      'dialdeck.call.answered',
      'dialdeck.call.muted',
      'dialdeck.call.ended',
      'dialdeck.wrap-up.started',
      'dialdeck.wrap-up.completed',
    ]);
    expect(JSON.parse(JSON.stringify(events))).toEqual(events);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  });
});

describe('who it is', () => {
  it('comes from the directory and reaches state, record and wrap-up', async () => {
    const maya = { id: 'c1', name: 'Maya Okafor', company: 'Brightwater', numbers: [{ number: '+12025550100' }] };
    const { phone, dialer } = await connected({ customers: { findByNumber: async () => [maya] } });
    const call = dialer.call('+12025550100');
    await expect.poll(() => dialer.state.snapshot.calls[0]?.customers).toEqual([maya]);
    phone.lastLine.end({ reason: 'busy' });
    await expect.poll(() => dialer.records.get(call.id)).toMatchObject({ customerId: 'c1', name: 'Maya Okafor' });
    expect(dialer.state.snapshot.wrapUp?.customers).toEqual([maya]);
  });

  it('may come to light after the call, and changes nothing else in the record', async () => {
    const answer = createDeferred<readonly Customer[]>();
    const { phone, dialer } = await connected({ customers: { findByNumber: () => answer.promise } });
    const call = dialer.call('+12025550100');
    phone.lastLine.pickUp();
    phone.lastLine.end();
    await dialer.records.search();
    answer.resolve([{ id: 'c1', name: 'Maya Okafor', numbers: [] }]);
    await expect.poll(() => dialer.records.get(call.id)).toMatchObject({ customerId: 'c1', outcome: 'answered' });
    expect(dialer.state.snapshot.wrapUp?.customers).toHaveLength(1);
  });

  it('is what the agent chose among several matches', async () => {
    const both = ['Maya', 'Daniel'].map((name) => ({ id: name, name, numbers: [] }));
    const { dialer } = await connected({ customers: { findByNumber: async () => both } });
    const call = dialer.call('+12025550100');
    await expect.poll(() => call.state.snapshot.customers).toHaveLength(2);
    expect((await dialer.records.get(call.id))?.customerId, 'nobody is guessed').toBeUndefined();
    call.setCustomer(both[1] as Customer);
    await expect.poll(() => dialer.records.get(call.id)).toMatchObject({ customerId: 'Daniel' });
    call.hangUp();
    await expect.poll(() => dialer.records.get(call.id)).toMatchObject({ customerId: 'Daniel', outcome: 'cancelled' });
  });

  it('stays open when the CRM is broken, and the call goes on', async () => {
    const { phone, dialer } = await connected({ customers: { findByNumber: () => Promise.reject(new Error('502')) } });
    dialer.call('+12025550100');
    phone.lastLine.pickUp();
    await expect.poll(() => dialer.state.snapshot.warnings).toEqual(['customer-lookup-failed']);
    expect(dialer.state.snapshot.calls[0]?.status).toBe('active');
  });
});

describe('state', () => {
  it('is frozen, and stays the same object until something changes', async () => {
    const { dialer, phone } = await connected();
    const before = dialer.state.snapshot;
    phone.setMicrophone(phone.microphone.snapshot);
    expect(dialer.state.snapshot).toBe(before);
    expect(Object.isFrozen(before) && Object.isFrozen(before.calls)).toBe(true);
  });
});

describe('dispose', () => {
  it('hangs up, stores what happened, and refuses further calls', async () => {
    const { dialer, phone, storage } = await connected();
    const call = dialer.call('2025550100');
    phone.lastLine.pickUp();
    await dialer.dispose();
    expect(await storage.getRecord(call.id)).toMatchObject({ outcome: 'answered' });
    expect(codeOf(() => dialer.call('2025550100'))).toBe('disposed');
  });
});

describe('wrong options', () => {
  it('are all named, each with its value, the rule and the fix', () => {
    const wrong = { phone: {}, maxCalls: 0, ringLimitSecond: 3 } as unknown as Parameters<typeof createDialer>[0];
    expect(() => createDialer(wrong)).toThrow(
      /phone[\s\S]*createSipPhone[\s\S]*maxCalls is 0[\s\S]*1 to 8[\s\S]*ringLimitSeconds\?/,
    );
  });
});
