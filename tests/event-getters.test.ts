import { createDialer } from '@dialdeck/core';
import { callRecordSchema, eventDataSchemas } from '@dialdeck/core/events';
import { FakeCrm, FakePhone } from '@dialdeck/core/testing';
import { describe, expect, it } from 'vitest';
import { eventGetters } from '../scripts/event-getters.mjs';

const getters = Object.entries(eventGetters).flatMap(([type, all]) =>
  all.map((getter): [string, string] => [type, getter.replaceAll('`', '')]),
);

/** What a getter reads of a dialer, up to where it depends on a call. */
function read(dialer: object, getter: string): unknown {
  const path = /^(?:\(await )?dialer\.([\w.]+)/.exec(getter)?.[1]?.split('.') ?? [];
  return path.reduce<unknown>((value, key) => {
    expect(Object(value), `${getter}: ${key}`).toHaveProperty(key);
    return Reflect.get(Object(value), key);
  }, dialer);
}

describe('whoever comes too late for an event', () => {
  it('has a place to read the same from, for every type', () => {
    expect(Object.keys(eventGetters).sort()).toEqual(Object.keys(eventDataSchemas).sort());
    for (const [type, all] of Object.entries(eventGetters)) expect(all, type).not.toEqual([]);
  });

  it.each(getters)('%s: %s exists', async (_type, getter) => {
    const dialer = createDialer({ phone: new FakePhone(), crm: new FakeCrm() });
    // Only with these: a dialer that tabs share, and one that records.
    const world = { role: { snapshot: {} }, ...dialer, recordings: { open: () => undefined } };
    read(world, getter);
    const field = /^\(await dialer\.records\.get\(callId\)\)\.(\w+)$/.exec(getter)?.[1];
    if (field) expect(Object.keys(callRecordSchema.shape)).toContain(field);
    await dialer.dispose();
  });

  it('reads after a call what the events of the call said', async () => {
    const phone = new FakePhone();
    const dialer = createDialer({ phone });
    const told = new Map<string, unknown>();
    dialer.events.listen(({ type, data }) => told.set(type, data));
    await dialer.connect();
    const { id } = dialer.call('2025550100');
    phone.lastLine.pickUp();
    expect(dialer.state.snapshot.calls[0]).toMatchObject({ status: 'active', answeredAt: expect.any(Number) });
    phone.lastLine.end({ reason: 'hung-up', by: 'remote' });
    expect(dialer.state.snapshot.wrapUp).toMatchObject({ callId: id });
    await dialer.wrapUp.complete({ disposition: 'sale' });
    const record = await dialer.records.get(id);
    expect(told.get('dialdeck.call.ended')).toMatchObject({ end: record?.end });
    expect(told.get('dialdeck.wrap-up.completed')).toMatchObject({ disposition: record?.disposition });
    expect(told.get('dialdeck.connection.changed')).toEqual(dialer.state.snapshot.connection);
    const { timeline } = await dialer.diagnostics();
    expect(timeline.map(({ type }) => type)).toEqual(expect.arrayContaining([...told.keys()]));
  });
});
