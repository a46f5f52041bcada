import {
  type CallRecord,
  type Customer,
  createDialer,
  createMemoryStorage,
  type Dialer,
  type DialerOptions,
} from '@dialdeck/core';
import { FakePhone } from '@dialdeck/core/testing';

export interface Fixture {
  readonly dialer: Dialer;
  readonly phone: FakePhone;
}

/** A connected dialer on a fake phone, with these records in its memory. */
export async function dialerWith(
  records: readonly CallRecord[] = [],
  options: Partial<DialerOptions> = {},
): Promise<Fixture> {
  const phone = new FakePhone();
  const storage = createMemoryStorage();
  for (const record of records) await storage.saveRecord(record);
  const dialer = createDialer({ phone, storage, ...options });
  await dialer.connect();
  return { dialer, phone };
}

/** A record that differs from an ordinary outgoing call in these fields. */
export function recordOf(fields: Partial<CallRecord> & Pick<CallRecord, 'id'>): CallRecord {
  const startedAt = fields.startedAt ?? Date.UTC(2026, 0, 5, 9);
  return {
    revision: 1,
    owner: 'another page',
    direction: 'outgoing',
    number: '+12025550101',
    startedAt,
    endedAt: startedAt + 20_000,
    seenAt: startedAt + 20_000,
    outcome: 'no-answer',
    talkMs: 0,
    ...fields,
  };
}

/** What a busy morning leaves behind, newest first. */
export const morning: readonly CallRecord[] = [
  recordOf({
    id: 'r6',
    name: 'Grace Lindholm',
    number: '+16175550127',
    disposition: 'send-offer',
    outcome: 'answered',
    talkMs: 278_000,
  }),
  recordOf({ id: 'r5', direction: 'incoming', number: '+13055550190', outcome: 'missed' }),
  recordOf({
    id: 'r4',
    name: 'Tom Becker',
    number: '+13125550178',
    disposition: 'sale',
    outcome: 'answered',
    talkMs: 724_000,
  }),
  recordOf({
    id: 'r3',
    name: 'Jean-Baptiste Vandenbroucke-Oliveira',
    number: '+33199001234',
    disposition: 'callback',
    outcome: 'answered',
    talkMs: 107_000,
  }),
  recordOf({
    id: 'r2',
    name: 'Priya Raman',
    direction: 'incoming',
    number: '+14155550136',
    disposition: 'do-not-call',
    outcome: 'answered',
    talkMs: 52_000,
  }),
  recordOf({
    id: 'r1',
    name: 'Maya Okafor',
    customerId: 'c1',
    number: '+18135550143',
    outcome: 'no-answer',
    note: 'Rang for a long time.',
  }),
].map((record, index) => ({ ...record, startedAt: Date.UTC(2026, 0, 5, 15) - index * 600_000 }));

export const maya: Customer = {
  id: 'c1',
  name: 'Maya Okafor',
  company: 'Brightwater Dental',
  title: 'Practice manager',
  numbers: [
    { number: '+18135550143', label: 'Mobile' },
    { number: '+18135550140', label: 'Front desk' },
  ],
  fields: [
    { label: 'Mail', value: 'maya@brightwater.example' },
    { label: 'Plan', value: 'Team, 8 seats' },
  ],
  timeZone: 'America/New_York',
  url: 'https://crm.example/customers/c1',
};

export const daniel: Customer = { id: 'c2', name: 'Daniel Okafor', numbers: [{ number: '+18135550143' }] };

export const priya: Customer = {
  id: 'c3',
  name: 'Priya Raman',
  company: 'Lakeside Physio',
  numbers: [{ number: '+14155550136' }],
  doNotCall: { since: '2026-07-02', reason: 'Asked on a call. Applies to every campaign.' },
};
