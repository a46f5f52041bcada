import { describe, expect, it } from 'vitest';
import { call, openPage, settled } from '../testing/outbox-page.js';

const minute = 60_000;

describe('a CRM that fails', () => {
  it('is asked again after a while, longer each time', async () => {
    const page = openPage();
    page.crm.failNext('down', 'down');
    const record = await page.save(call());
    await expect.poll(page.delivery).toBe('waiting');
    expect(page.told.at(-1)).toMatchObject({
      type: 'dialdeck.crm.failed',
      data: { error: { code: 'crm-unavailable' }, retryAt: page.clock.now() + 1_500 },
    });
    page.clock.advance(1_500);
    await expect.poll(() => page.told.length).toBe(2);
    expect(page.told.at(-1)?.data).toMatchObject({ retryAt: page.clock.now() + 3_000 });
    page.clock.advance(3_000);
    await expect.poll(page.count).toBe(0);
    expect(page.crm.calls.get(record.id)?.revision).toBe(1);
  });

  it('is left alone for as long as it asks, also when the network comes back', async () => {
    const page = openPage();
    page.crm.failNext('busy');
    await page.save(call());
    await expect.poll(page.delivery).toBe('waiting');
    page.online.emit();
    page.clock.advance(minute - 1);
    await settled();
    expect(page.crm.requests).toHaveLength(1);
    page.clock.advance(1);
    await expect.poll(page.count).toBe(0);
  });

  it('gets everything within seconds of the network coming back', async () => {
    const page = openPage();
    page.crm.failFor = () => 'answer-lost';
    for (let i = 0; i < 10; i++) await page.save(call(i));
    await expect.poll(page.delivery).toBe('waiting');
    page.clock.advance(60 * minute);
    await settled();
    page.crm.failFor = () => undefined;
    page.online.emit();
    await expect.poll(page.count).toBe(0);
    expect(page.crm.calls.size).toBe(10);
  });

  it('that was away for an hour has everything within half a minute, although no network came back', async () => {
    const page = openPage();
    page.crm.failFor = () => 'down';
    for (let i = 0; i < 3; i++) await page.save(call(i));
    await expect.poll(page.delivery).toBe('waiting');
    for (let second = 0; second < 3_600; second += 10) {
      page.clock.advance(10_000);
      if (second % 100 === 0) await settled();
    }
    await expect.poll(page.delivery).toBe('waiting');
    page.crm.failFor = () => undefined;
    page.clock.advance(30_000);
    await expect.poll(page.count).toBe(0);
    expect(page.crm.calls.size).toBe(3);
  });

  it('that never answers holds up nobody else', async () => {
    const page = openPage();
    const silent = call(0);
    page.crm.failFor = ({ id }) => (id === silent.id ? 'silent' : undefined);
    await page.save(silent);
    for (let i = 1; i < 5; i++) await page.save(call(i));
    await expect.poll(() => page.crm.calls.size).toBe(4);
    page.clock.advance(30_000);
    await expect.poll(() => page.told.at(-1)?.type).toBe('dialdeck.crm.failed');
    expect(page.told.at(-1)?.data).toMatchObject({ error: { message: expect.stringContaining('30 seconds') } });
  });

  it('for one call only does not stop the others, however often', async () => {
    const page = openPage();
    const poison = call(0);
    page.crm.failFor = ({ id }) => (id === poison.id ? 'down' : undefined);
    await page.save(poison);
    for (let i = 1; i < 20; i++) await page.save(call(i));
    await expect.poll(() => page.crm.calls.size).toBe(19);
    expect(page.shown()).toMatchObject({ delivery: 'waiting', unsynced: { count: 1, oldest: poison.startedAt } });
  });

  it('is not stormed while it is down', async () => {
    const page = openPage();
    page.crm.failFor = () => 'down';
    for (let i = 0; i < 100; i++) await page.save(call(i));
    for (let i = 0; i < 60; i++) {
      page.clock.advance(minute);
      await settled();
    }
    expect(page.crm.requests.length).toBeLessThan(80);
    expect(page.count()).toBe(100);
  });

  it('with an answer of another shape is told as such, and the call is kept', async () => {
    const page = openPage();
    page.crm.failNext('nonsense');
    const record = await page.save(call());
    await expect.poll(() => page.shown()?.unsynced.refused).toHaveLength(1);
    expect(page.shown()?.unsynced.refused[0]).toMatchObject({
      callId: record.id,
      error: { code: 'crm-answer-invalid', message: expect.stringContaining('ref') },
    });
  });
});

describe('a refused call', () => {
  it('is shown with its reason, and delivered when somebody retries', async () => {
    const page = openPage();
    page.crm.failNext('refused');
    const record = await page.save(call());
    await expect
      .poll(() => page.shown()?.unsynced.refused)
      .toMatchObject([
        { callId: record.id, error: { code: 'crm-refused', message: 'The field "number" is too long' } },
      ]);
    page.clock.advance(24 * 60 * minute);
    await settled();
    expect(page.crm.requests).toHaveLength(1);
    page.outbox.retry(record.id);
    await expect.poll(page.count).toBe(0);
  });

  it('is tried again when it changes', async () => {
    const page = openPage();
    page.crm.failNext('refused');
    const record = await page.save(call());
    await expect.poll(() => page.shown()?.unsynced.refused).toHaveLength(1);
    await page.save({ ...record, revision: 2, note: 'cured' });
    await expect.poll(page.count).toBe(0);
  });

  it('is still refused after a reload, not sent over and over', async () => {
    const page = openPage();
    page.crm.failNext('refused');
    await page.save(call());
    await expect.poll(() => page.shown()?.unsynced.refused).toHaveLength(1);
    await page.outbox.dispose();
    const next = openPage(page);
    await expect.poll(() => next.shown()?.unsynced.refused).toHaveLength(1);
    expect(page.crm.requests).toHaveLength(1);
  });
});

describe('nobody signed in to the CRM', () => {
  it('stops everything at once, loses nothing, and goes on after the sign-in', async () => {
    const page = openPage();
    page.crm.failFor = () => 'signed-out';
    for (let i = 0; i < 10; i++) await page.save(call(i));
    await expect.poll(page.delivery).toBe('signed-out');
    await settled();
    expect(page.crm.requests.length).toBeLessThanOrEqual(3);
    page.crm.failFor = () => undefined;
    page.outbox.retryAll();
    await expect.poll(page.count).toBe(0);
    expect(page.crm.calls.size).toBe(10);
  });

  it('is noticed without being told, when somebody signs in elsewhere', async () => {
    const page = openPage();
    page.crm.failNext('signed-out');
    await page.save(call());
    await expect.poll(page.delivery).toBe('signed-out');
    for (let i = 0; i < 5; i++) page.clock.advance(minute);
    await expect.poll(page.count).toBe(0);
  });
});
