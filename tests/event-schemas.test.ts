import { readFileSync } from 'node:fs';
import { createDialer, type DialerEvent } from '@dialdeck/core';
import { FakePhone } from '@dialdeck/core/testing';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';

const schema = JSON.parse(readFileSync('packages/core/schemas/events.schema.json', 'utf8'));
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
const isEvent = ajv.compile(schema);

async function aDayOfEvents(): Promise<readonly DialerEvent[]> {
  const phone = new FakePhone();
  const dialer = createDialer({ phone, agent: { id: 'a17' } });
  const events: DialerEvent[] = [];
  dialer.events.listen((event) => events.push(event));
  await dialer.connect();
  dialer.call('2025550100');
  phone.lastLine.pickUp();
  phone.lastLine.end({ reason: 'hung-up', by: 'remote' });
  await dialer.wrapUp.complete({ disposition: 'sale', note: 'n', callbackAt: Date.now() });
  return events;
}

describe('the published JSON Schema of events', () => {
  it('accepts what a dialer tells, with a validator that is not ours', async () => {
    const events = await aDayOfEvents();
    expect(events.length).toBeGreaterThan(6);
    for (const event of events) {
      expect(isEvent(JSON.parse(JSON.stringify(event))), `${event.type}: ${ajv.errorsText(isEvent.errors)}`).toBe(true);
    }
  });

  it('refuses an event whose data belong to another type', async () => {
    const [first, ...rest] = await aDayOfEvents();
    const ended = rest.find(({ type }) => type === 'dialdeck.call.ended');
    expect(isEvent({ ...first, type: 'dialdeck.call.ended' })).toBe(false);
    expect(isEvent({ ...ended, sequence: 0 })).toBe(false);
    expect(isEvent({ ...ended, data: { ...ended?.data, talkMs: 'long' } })).toBe(false);
  });
});
