import { describe, expect, it } from 'vitest';
import { createDialer } from './dialer.js';
import { parseDialerEvent } from './dialer-event-schema.js';
import type { DialerEvent } from './dialer-events.js';
import { FakePhone } from './testing/index.js';

async function everyKindOfEvent(): Promise<DialerEvent[]> {
  const phone = new FakePhone();
  const customers = { findByNumber: async () => [{ id: 'c1', name: 'Maya', numbers: [] }] };
  const dialer = createDialer({ phone, customers, agent: { id: 'a17' } });
  const events: DialerEvent[] = [];
  dialer.events.listen((event) => events.push(event));
  await dialer.connect();
  const call = dialer.call('2025550100');
  phone.lastLine.pickUp();
  call.setMuted(true);
  await call.setHeld(true);
  phone.lastLine.emit({ type: 'held', held: true, by: 'remote' });
  await expect.poll(() => call.state.snapshot.customers).toHaveLength(1);
  for (const target of [486, 200]) {
    const sent = call.transfer('1002');
    sent.catch(() => {});
    await expect.poll(() => call.state.snapshot).toMatchObject({ transfer: { status: 'accepted' } });
    phone.lastLine.endTransfer(target);
    await sent.catch(() => {});
  }
  await dialer.wrapUp.complete({ disposition: 'sale' });
  dialer.call('2025550100');
  phone.lastLine.pickUp();
  phone.lastLine.end({ reason: 'failed', by: 'system', error: { code: 'media-failed', message: 'no path' } });
  await dialer.wrapUp.complete({ disposition: 'sale', note: 'n', callbackAt: Date.now() });
  phone.setConnection({ status: 'reconnecting', attempt: 1, error: { code: 'connection-lost', message: 'gone' } });
  return events;
}

describe('an event that reaches a CRM', () => {
  it('is what its schema says, whatever its type', async () => {
    const events = await everyKindOfEvent();
    expect(new Set(events.map(({ type }) => type)).size).toBeGreaterThanOrEqual(13);
    for (const event of events) expect(parseDialerEvent(JSON.parse(JSON.stringify(event)))).toEqual(event);
  });

  it('may carry fields of a newer dialer', async () => {
    const [event] = await everyKindOfEvent();
    expect(parseDialerEvent({ ...event, traceparent: 'x' })).toMatchObject({ id: event?.id });
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'dialdeck.call.started'],
    ['another type', { specversion: '1.0', type: 'dialdeck.call.exploded' }],
  ])('is refused when it is %s', (_name, input) => {
    expect(parseDialerEvent(input)).toBeUndefined();
  });

  it('is refused when its data are not of its type', async () => {
    const events = await everyKindOfEvent();
    const ended = events.find(({ type }) => type === 'dialdeck.call.ended');
    expect(parseDialerEvent({ ...ended, data: { ...ended?.data, talkMs: 'long' } })).toBeUndefined();
  });
});
