import { describe, expect, it } from 'vitest';
import type { CrmAdapter } from '../crm/crm-adapter.js';
import { createCrmQuestions } from '../crm/crm-questions.js';
import type { CallRecord } from '../records/call-record.js';
import { createMemoryStorage } from '../storage/memory.js';
import { createManualClock, sampleRecord } from '../testing/index.js';
import type { Customer } from './customer.js';
import { createCustomerDesk } from './customer-desk.js';

const maya: Customer = { id: 'crm-1', name: 'Maya Okafor', numbers: [{ number: '+12025550100' }] };
const fields = [
  { id: 'plan', label: 'Plan', type: 'choice', choices: [{ value: 'g', label: 'Gold' }] },
  { id: 'seats', label: 'Seats', type: 'number', required: true, min: 1 },
] as const;

function setUp(adapter?: CrmAdapter) {
  const storage = createMemoryStorage();
  const clock = createManualClock();
  const desk = createCustomerDesk({
    storage,
    clock,
    records: { search: (query = {}) => storage.searchRecords(query), get: storage.getRecord },
    fields,
    directory: adapter?.matchCustomers && {
      findByNumber: async () =>
        (await adapter.matchCustomers?.([], new AbortController().signal))?.[0]?.customers ?? [],
    },
    adapter,
    crm: adapter && { questions: async () => createCrmQuestions(adapter) },
  });
  return { desk, storage, clock };
}

const tom = { name: 'Tom', numbers: [{ number: '+1 202 555 0100' }], custom: { plan: 'g', seats: 3 } };

describe('customers without a CRM', () => {
  it('are created, found by name and number, and shown with the fields of the host', async () => {
    const { desk } = setUp();
    const { id } = await desk.create({
      ...tom,
      doNotCall: { reason: 'asked' },
      consents: [{ about: 'recording', given: true, at: 1 }],
    });
    const card = { id, name: 'Tom', doNotCall: { reason: 'asked' }, consents: [{ about: 'recording' }] };
    expect(await desk.get(id)).toMatchObject({
      ...card,
      fields: [
        { label: 'Plan', value: 'Gold' },
        { label: 'Seats', value: '3' },
      ],
    });
    expect(await desk.findByNumber('2025550100')).toMatchObject([card]);
    expect(await desk.search({ text: 'to' })).toMatchObject({ customers: [card], incomplete: false });
    expect(await desk.get('nobody')).toBeUndefined();
  });

  it('are changed field by field, and checked as a whole', async () => {
    const { desk } = setUp();
    const { id } = await desk.create({ ...tom, company: 'Acme' });
    const after = await desk.update(id, { company: null, custom: { plan: null, seats: 4 } }, { revision: 1 });
    expect(after).toMatchObject({ revision: 2, name: 'Tom', custom: { seats: 4 } });
    expect(after).not.toHaveProperty('company');
    await expect(desk.update(id, { name: 'T' }, { revision: 1 })).rejects.toMatchObject({ code: 'customer-changed' });
    await expect(desk.update(id, { custom: { seats: null } })).rejects.toThrow(/custom\.seats: required/);
    await expect(desk.update('nobody', {})).rejects.toMatchObject({ code: 'customer-not-found' });
    await expect(desk.create({ name: ' ', numbers: 'x' as never, custom: { seats: 0 } })).rejects.toThrow(
      /name[\s\S]*numbers[\s\S]*seats: too-small/,
    );
    expect([...(await desk.check({ seats: 'many' }))]).toEqual([['seats', 'not-a-number']]);
  });
});

describe('customers of a CRM and of this browser', () => {
  it('are found together: several matches are all there to choose from', async () => {
    const { desk } = setUp({
      matchCustomers: async () => [{ number: '', customers: [maya] }],
      searchCustomers: async () => [maya],
    });
    await desk.create(tom);
    expect((await desk.findByNumber('+12025550100')).map(({ name }) => name)).toEqual(['Maya Okafor', 'Tom']);
    expect((await desk.search({ text: '2025550100' })).customers.map(({ name }) => name)).toEqual([
      'Tom',
      'Maya Okafor',
    ]);
  });

  it('of this browser are there when the CRM fails, which is told', async () => {
    const down = () => Promise.reject(new Error('down'));
    const { desk } = setUp({ matchCustomers: down, searchCustomers: down });
    await expect(desk.findByNumber('+12025550100')).rejects.toThrow('down');
    await desk.create(tom);
    expect(await desk.findByNumber('+12025550100')).toMatchObject([{ name: 'Tom' }]);
    expect(await desk.search({ text: 'tom' })).toMatchObject({ customers: [{ name: 'Tom' }], incomplete: true });
  });
});

describe('the timeline of a customer', () => {
  const at = (minutes: number) => Date.UTC(2026, 5, 1, 9) + minutes * 60_000;
  const record = (minutes: number, more: Partial<CallRecord> = {}) =>
    sampleRecord('me', minutes, { customerId: 'crm-1', ...more });

  async function pages(adapter: CrmAdapter | undefined, records: readonly CallRecord[]) {
    const { desk, storage } = setUp(adapter);
    for (const each of records) await storage.saveRecord(each);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await desk.timeline({ customerId: 'crm-1', numbers: ['+12025550100'], limit: 2, cursor });
      seen.push(...page.entries.map(({ type, source, at: time }) => `${source} ${type} ${(time - at(0)) / 60_000}`));
      expect(page.entries.length).toBeLessThanOrEqual(2);
      cursor = page.nextCursor;
    } while (cursor !== undefined && seen.length < 50);
    return seen;
  }

  it('merges calls, notes and callbacks with what the CRM knows, newest first, each once', async () => {
    const mine = record(10, { note: 'wants 25 seats', endedAt: at(12), callbackAt: at(500) });
    const entries = [60, 11, 9, 8, 7].map((minutes) => ({
      id: `e${minutes}`,
      type: 'email' as const,
      at: at(minutes),
      text: '',
    }));
    const logged = { id: 'log', type: 'call' as const, at: at(10), text: '', callId: mine.id };
    const all = [...entries.slice(0, 2), logged, ...entries.slice(2)];
    const timeline: CrmAdapter['timeline'] = async (_id, { limit, cursor }) => {
      const from = Number(cursor ?? 0);
      const more = from + limit < all.length;
      return { entries: all.slice(from, from + limit), ...(more ? { nextCursor: String(from + limit) } : {}) };
    };
    const others = [record(5, { customerId: 'c2' }), sampleRecord('me', 4)];
    expect(await pages({ timeline }, [mine, ...others])).toEqual([
      'local callback 500',
      'crm email 60',
      'local note 12',
      'crm email 11',
      'local call 10',
      'crm email 9',
      'crm email 8',
      'crm email 7',
      'local call 4',
    ]);
  });

  it('works without a CRM, and says what is missing when one fails', async () => {
    expect(await pages(undefined, [record(1), record(2)])).toEqual(['local call 2', 'local call 1']);
    const { desk } = setUp({ timeline: () => Promise.reject(new Error('down')) });
    expect(await desk.timeline({ customerId: 'crm-1' })).toEqual({ entries: [], incomplete: true });
    await expect(desk.timeline({ customerId: 'x', cursor: '[' })).rejects.toMatchObject({ code: 'query-invalid' });
    await expect(desk.timeline({ customerId: 'x', limit: 0 })).rejects.toMatchObject({ code: 'query-invalid' });
  });
});
