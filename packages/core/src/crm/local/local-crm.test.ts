import { describe, expect, it } from 'vitest';
import { createDialer } from '../../dialer.js';
import { createMemoryStorage } from '../../storage/memory.js';
import { sampleCustomer } from '../../testing/customer-store-contract.js';
import { FakePhone } from '../../testing/fake-phone.js';
import { createCrmQuestions } from '../crm-questions.js';
import { createLocalCrm, type LocalCrmOptions } from './create-local-crm.js';
import { verdictOf } from './local-verdict.js';

const customerFields = [
  { id: 'plan', label: 'Plan', type: 'choice', choices: [{ value: 'g', label: 'Gold' }] },
  { id: 'seats', label: 'Seats', type: 'number', min: 1 },
] as const;

function setUp(options: Partial<LocalCrmOptions> = {}) {
  const storage = createMemoryStorage();
  const crm = createLocalCrm({ storage, customerFields, ...options });
  return { storage, crm, questions: createCrmQuestions(crm) };
}

const { signal } = new AbortController();
const refused = { kind: 'refused' };

describe('may this number be called, by the cards of this browser', () => {
  const plain = sampleCustomer();
  const listed = sampleCustomer({ doNotCall: { reason: 'asked in March' } });
  const said = (...words: readonly boolean[]) =>
    sampleCustomer({ consents: words.map((given, at) => ({ about: 'calls', given, at })) });
  it.each([
    ['nobody', [], { verdict: 'allow' }],
    ['somebody', [plain], { verdict: 'allow' }],
    ['who asked not to be called', [listed], { verdict: 'block', code: 'do-not-call', text: 'asked in March' }],
    ['a colleague of such a person', [plain, listed], { verdict: 'warn', code: 'do-not-call', text: 'asked in March' }],
    ['who took the consent back', [said(true, false)], { verdict: 'warn', code: 'consent-refused', text: '' }],
    ['who gave it again', [said(false, true)], { verdict: 'allow' }],
  ])('%s', (_who, customers, verdict) => {
    expect(verdictOf(customers)).toEqual(verdict);
  });
});

describe('a customer of the CRM of this browser', () => {
  it('has the fields of the company, by the labels that people read', async () => {
    const { questions, storage } = setUp();
    const fields = [
      { label: 'Plan', value: 'Gold' },
      { label: 'Seats', value: '25' },
    ];
    const created = await questions.createCustomer({ name: 'Maya', numbers: [], fields }, { idempotencyKey: 'k' });
    expect(created.fields).toEqual(fields);
    expect((await (await storage.openCustomers()).get(created.id))?.custom).toEqual({ plan: 'g', seats: 25 });
    const changed = await questions.updateCustomer(created.id, { fields: [{ label: 'Seats', value: '30' }] });
    expect(changed.fields).toEqual([fields[0], { label: 'Seats', value: '30' }]);
  });

  it.each([
    [{ name: '', numbers: [] }],
    [{ name: 'Maya', numbers: [], fields: [{ label: 'Colour', value: 'red' }] }],
    [{ name: 'Maya', numbers: [], fields: [{ label: 'Seats', value: 'many' }] }],
    [{ name: 'x'.repeat(501), numbers: [] }],
  ])('is refused when it does not fit: %o', async (customer) => {
    await expect(setUp().questions.createCustomer(customer)).rejects.toMatchObject(refused);
  });

  it('that does not exist cannot be changed, and a key has an end', async () => {
    const { questions } = setUp();
    await expect(questions.updateCustomer('nobody', { name: 'x' })).rejects.toMatchObject(refused);
    const long = { idempotencyKey: 'k'.repeat(201) };
    await expect(questions.createCustomer({ name: 'Maya', numbers: [] }, long)).rejects.toMatchObject(refused);
  });
});

describe('a dialer with the CRM of its own browser', () => {
  it('logs a call once, shows the customer once, and erases both without anything left elsewhere', async () => {
    const { storage, crm } = setUp();
    const phone = new FakePhone();
    const dialer = createDialer({ phone, storage, crm });
    const numbers = [{ number: '+12025550100' }];
    const { id } = await createCrmQuestions(crm).createCustomer({ name: 'Maya', numbers });
    expect((await dialer.customers.search({ text: 'maya' })).customers).toHaveLength(1);
    await dialer.connect();
    const call = dialer.call('+12025550100');
    await expect.poll(() => call.state.snapshot.customers.map((customer) => customer.id)).toEqual([id]);
    await expect.poll(() => phone.lines.length).toBe(1);
    phone.lastLine.pickUp();
    phone.lastLine.end();
    const timeline = async () => (await crm.timeline(id, { limit: 10 }, signal)).entries.map(({ callId }) => callId);
    await expect.poll(timeline).toEqual([call.id]);
    const shown = await dialer.customers.timeline({ customerId: id });
    expect(shown.entries.filter(({ type }) => type === 'call')).toHaveLength(1);
    const report = await dialer.records.eraseCustomer({ customerId: id, numbers: ['+12025550100'] });
    expect(report).toMatchObject({ elsewhere: [], failed: [] });
    expect(report.erased).toContainEqual({ what: 'call-logs', count: 1 });
    expect(await timeline()).toEqual([]);
    await dialer.dispose();
  });
});
