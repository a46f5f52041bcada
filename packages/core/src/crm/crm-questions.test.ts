import { describe, expect, it } from 'vitest';
import { createDialer } from '../dialer.js';
import { FakeCrm } from '../testing/fake-crm.js';
import { FakePhone } from '../testing/fake-phone.js';
import { createManualClock } from '../testing/manual-clock.js';
import { askDial } from './ask-dial.js';
import type { CrmAdapter } from './crm-adapter.js';
import { createCrmQuestions } from './crm-questions.js';

const never = () => new Promise<never>(() => {});
const request = { number: '+12025550100' };

describe('whether a number may be called', () => {
  const ask = (checkDial: NonNullable<CrmAdapter['checkDial']>, options = {}) =>
    askDial({ checkDial }, request, options);

  it('is what the CRM says', async () => {
    expect(await ask(async () => ({ verdict: 'allow' }))).toEqual({ verdict: 'allow' });
    const block = { verdict: 'block', code: 'do-not-call', text: '<b>Asked not to be called</b>' } as const;
    expect(await ask(async () => block)).toEqual(block);
  });

  it('is yes when the CRM cannot check', async () => {
    expect(await askDial({}, request)).toEqual({ verdict: 'allow' });
  });

  it.each<[string, () => never]>([
    [
      'throws',
      () => {
        throw new Error('down');
      },
    ],
    ['answers nonsense', (() => ({ verdict: 'perhaps' })) as () => never],
    ['blocks without a reason', (() => ({ verdict: 'block' })) as () => never],
  ])('is a warning when the CRM %s', async (_how, checkDial) => {
    expect(await ask(checkDial)).toMatchObject({ verdict: 'warn', code: 'crm-check-failed' });
  });

  it('is a warning after three seconds of silence, never a longer wait', async () => {
    const clock = createManualClock();
    const asked = ask(never, { clock });
    clock.advance(2_999);
    expect(await Promise.race([asked, Promise.resolve('waiting')])).toBe('waiting');
    clock.advance(1);
    expect(await asked).toMatchObject({ verdict: 'warn', code: 'crm-check-failed' });
  });

  it('is nobody’s business once the agent gave up', async () => {
    await expect(ask(never, { signal: AbortSignal.abort(new Error('gave up')) })).rejects.toThrow('gave up');
  });
});

describe('what people ask of a CRM', () => {
  const maya = { name: 'Maya', numbers: [{ number: '+12025550100' }] };

  it('creates a customer once for one key, and asks for the number anew', async () => {
    const crm = new FakeCrm();
    const forgotten: string[] = [];
    const questions = createCrmQuestions(crm, { directory: { forget: (number) => forgotten.push(number) } });
    const first = await questions.createCustomer(maya, { idempotencyKey: 'a' });
    const again = await questions.createCustomer(maya, { idempotencyKey: 'a' });
    expect(again).toEqual(first);
    expect(crm.customers).toHaveLength(1);
    expect(forgotten).toContain('+12025550100');
    const changed = await questions.updateCustomer(first.id, { company: 'Acme' });
    expect(changed).toMatchObject({ name: 'Maya', company: 'Acme' });
    expect(await questions.getCustomer(first.id)).toEqual(changed);
    expect(await questions.getCustomer('nobody')).toBeUndefined();
  });

  it('goes through many customers and a long timeline page by page', async () => {
    const crm = new FakeCrm();
    crm.customers = Array.from({ length: 120 }, (_, index) => ({ ...maya, id: `c${index}` }));
    crm.timelines.set('c1', [{ id: 't1', type: 'note', at: 5, text: 'Hello' }]);
    const questions = createCrmQuestions(crm);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await questions.listCustomers({ cursor, limit: 50 });
      seen.push(...page.customers.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(120);
    expect(await questions.timeline('c1')).toEqual({ entries: crm.timelines.get('c1') });
  });

  it('stores a recording', async () => {
    const crm = new FakeCrm();
    const content = new Blob(['sound'], { type: 'audio/webm' });
    const recording = { callId: 'k', content, mimeType: 'audio/webm', startedAt: 1, durationMs: 2 };
    const questions = createCrmQuestions(crm);
    const { ref } = await questions.uploadRecording(recording);
    expect((await questions.uploadRecording(recording)).ref).toBe(ref);
    expect(crm.recordings.size).toBe(1);
  });

  it('is refused by a CRM that cannot, and given up on one that keeps silent', async () => {
    const clock = createManualClock();
    await expect(createCrmQuestions({}).getCustomer('a')).rejects.toMatchObject({ kind: 'refused' });
    const asked = createCrmQuestions({ getCustomer: never }, { clock }).getCustomer('a');
    clock.advance(10_000);
    await expect(asked).rejects.toMatchObject({ kind: 'later' });
  });

  it('is an answer that was checked', async () => {
    const questions = createCrmQuestions({ getCustomer: async () => ({ id: 7 }) as never });
    await expect(questions.getCustomer('a')).rejects.toMatchObject({ code: 'crm-answer-invalid' });
  });

  it('is within reach of whoever has the dialer', async () => {
    const crm = new FakeCrm();
    crm.customers = [{ ...maya, id: 'c1' }];
    const dialer = createDialer({ phone: new FakePhone(), crm });
    const questions = await dialer.crm!.questions();
    expect(await questions.getCustomer('c1')).toMatchObject(maya);
    expect(dialer.crm!.state.snapshot.capabilities).toContain('checkDial');
    await dialer.dispose();
  });
});
