import { describe, expect, it } from 'vitest';
import { createDeferred } from '../shared/deferred.js';
import { connected } from '../testing/connected-dialer.js';

describe('a page that wants a say before a call', () => {
  it('lets nothing out until it agreed, and then dials', async () => {
    const { dialer, phone } = await connected();
    const decision = createDeferred<boolean>();
    const asked = createDeferred<string>();
    dialer.intents.listen('before-dial', (intent) => {
      intent.waitUntil(decision.promise);
      asked.resolve(intent.number);
    });
    const call = dialer.call('+1 202 555 0100');
    expect(await asked.promise).toBe('+12025550100');
    expect(phone.lines).toHaveLength(0);
    expect(call.state.snapshot.status).toBe('dialing');
    decision.resolve(true);
    await expect.poll(() => phone.lines.length).toBe(1);
    phone.lastLine.pickUp();
    expect(await call.answered).toBe(true);
  });

  it('stops a call with a reason the agent can read, and the record says so', async () => {
    const { dialer, phone, storage } = await connected();
    dialer.intents.listen('before-dial', (intent) => intent.prevent('On the list of the legal department.'));
    const call = dialer.call('2025550100');
    expect(await call.ended).toEqual({
      reason: 'failed',
      by: 'system',
      error: { code: 'call-not-allowed', message: 'On the list of the legal department.' },
    });
    expect(phone.lines).toHaveLength(0);
    await expect.poll(async () => (await storage.getRecord(call.id))?.end?.error?.code).toBe('call-not-allowed');
  });

  it.each([
    ['answers false', () => Promise.resolve(false)],
    ['fails', () => Promise.reject(new Error('down'))],
  ])('stops a call when what it waits for %s', async (_how, answer) => {
    const { dialer, phone } = await connected();
    dialer.intents.listen('before-dial', (intent) => intent.waitUntil(answer()));
    expect((await dialer.call('2025550100').ended).reason).toBe('failed');
    expect(phone.lines).toHaveLength(0);
  });

  it('does not keep an agent waiting for ever', async () => {
    const { dialer, clock } = await connected();
    const asked = createDeferred<void>();
    dialer.intents.listen('before-dial', (intent) => {
      intent.waitUntil(new Promise(() => {}));
      asked.resolve();
    });
    const call = dialer.call('2025550100');
    await asked.promise;
    await expect
      .poll(() => {
        clock.advance(10_000);
        return call.state.snapshot.status;
      })
      .toBe('ended');
  });

  it('dials nothing for an agent who gave up meanwhile', async () => {
    const { dialer, phone } = await connected();
    const decision = createDeferred<boolean>();
    dialer.intents.listen('before-dial', (intent) => intent.waitUntil(decision.promise));
    const call = dialer.call('2025550100');
    call.hangUp();
    expect(await call.ended).toEqual({ reason: 'cancelled', by: 'local' });
    decision.resolve(true);
    await decision.promise;
    await new Promise((resolve) => setImmediate(resolve));
    expect(phone.lines).toHaveLength(0);
  });

  it('is not asked any more once it stopped listening', async () => {
    const { dialer, phone } = await connected();
    const stop = dialer.intents.listen('before-dial', (intent) => intent.prevent());
    stop();
    dialer.call('2025550100');
    expect(phone.lines).toHaveLength(1);
  });
});

describe('a page that wants a say before an answer or a hang-up', () => {
  it('keeps a caller ringing, and says so in an event', async () => {
    const { dialer, phone, events } = await connected();
    dialer.intents.listen('before-answer', (intent) => intent.prevent('Finish the form first.'));
    phone.ring({ number: '2025550100' });
    const call = dialer.findCall(dialer.state.snapshot.calls[0]?.id ?? '');
    call?.answer();
    await expect.poll(() => events.map(({ type }) => type)).toContain('dialdeck.call.prevented');
    expect(call?.state.snapshot.status).toBe('incoming');
    expect(events.at(-1)?.data).toMatchObject({ intent: 'before-answer', reason: 'Finish the form first.' });
  });

  it('cannot hold an agent on a line: the second try hangs up', async () => {
    const { dialer, phone } = await connected();
    dialer.intents.listen('before-hang-up', (intent) => intent.waitUntil(new Promise(() => {})));
    const call = dialer.call('2025550100');
    phone.lastLine.pickUp();
    call.hangUp();
    expect(call.state.snapshot.status).toBe('active');
    call.hangUp();
    expect((await call.ended).by).toBe('local');
  });

  it('does not stop a dialer that is disposed of', async () => {
    const { dialer, phone } = await connected();
    dialer.intents.listen('before-hang-up', (intent) => intent.prevent());
    const call = dialer.call('2025550100');
    phone.lastLine.pickUp();
    await dialer.dispose();
    expect(call.state.snapshot.status).toBe('ended');
  });
});
