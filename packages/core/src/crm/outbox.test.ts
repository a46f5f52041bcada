import { describe, expect, it } from 'vitest';
import { createManualClock } from '../testing/manual-clock.js';
import { call, openPage, settled } from '../testing/outbox-page.js';

describe('a finished call', () => {
  it('reaches the CRM, and is told as a fact', async () => {
    const page = openPage();
    const record = await page.save(call(0, { note: 'Wants 25 seats' }));
    await expect.poll(() => page.told).toHaveLength(1);
    expect(page.crm.calls.get(record.id)).toMatchObject({ revision: 1, fields: { note: 'Wants 25 seats' } });
    expect(page.told[0]).toEqual({
      type: 'dialdeck.crm.synced',
      data: { callId: record.id, revision: 1, ref: 'call-1' },
    });
    expect(page.shown()).toEqual({ delivery: 'idle', unsynced: { count: 0, oldest: undefined, refused: [] } });
  });

  it('tells nothing that is only of this browser', async () => {
    const page = openPage();
    const record = await page.save(call());
    await expect.poll(() => page.crm.calls.size).toBe(1);
    expect(page.crm.calls.get(record.id)?.fields).not.toHaveProperty('owner');
    expect(page.crm.calls.get(record.id)?.fields).not.toHaveProperty('seenAt');
  });

  it('is not sent while it is still going on', async () => {
    const page = openPage();
    const record = call(0, { outcome: 'in-progress' });
    await page.storage.saveRecord(record);
    await settled();
    expect(page.crm.requests).toEqual([]);
  });
});

describe('a later revision', () => {
  it('brings only what changed, so that an edit in the CRM stays', async () => {
    const page = openPage();
    const record = await page.save(call(0, { note: 'by the agent' }));
    await expect.poll(() => page.crm.calls.size).toBe(1);
    page.crm.editAsUser(record.id, { note: 'by a person in the CRM' });
    await page.save({ ...record, revision: 2, disposition: 'sale' });
    await expect.poll(() => page.crm.calls.get(record.id)?.revision).toBe(2);
    expect(page.crm.requests[1]?.delivery).toMatchObject({ changes: { disposition: 'sale' }, ref: 'call-1' });
    expect(page.crm.calls.get(record.id)?.fields).toMatchObject({
      note: 'by a person in the CRM',
      disposition: 'sale',
    });
  });

  it('that changes nothing for the CRM is not sent', async () => {
    const page = openPage();
    const record = await page.save(call());
    await expect.poll(() => page.crm.calls.size).toBe(1);
    await page.save({ ...record, revision: 2, seenAt: record.seenAt + 1 });
    await expect.poll(page.count).toBe(0);
    await settled();
    expect(page.crm.requests).toHaveLength(1);
  });

  it('that comes while the first is on its way follows it, and never overtakes', async () => {
    const page = openPage();
    const record = call(0, { note: 'one' });
    await page.save(record);
    await page.save({ ...record, revision: 2, note: 'two' });
    await page.save({ ...record, revision: 3, note: 'three' });
    await expect.poll(() => page.crm.calls.get(record.id)?.fields.note).toBe('three');
    const sent = page.crm.requests.map(({ delivery }) => delivery.revision);
    expect(sent).toEqual([...sent].sort((a, b) => a - b));
    expect(await (await page.storage.openOutbox()).listOpen()).toEqual([]);
  });

  it('takes back what was taken away here', async () => {
    const page = openPage();
    const { callbackAt: _gone, ...record } = await page.save(call(0, { callbackAt: 5 }));
    await expect.poll(() => page.crm.calls.size).toBe(1);
    await page.save({ ...record, revision: 2 });
    await expect.poll(() => page.crm.requests[1]?.delivery.changes).toEqual({ callbackAt: null });
  });
});

describe('a clock that is set back by a day', () => {
  it('makes nobody wait for a day', async () => {
    const page = openPage({ clock: createManualClock(Date.UTC(2026, 0, 6)) });
    page.crm.failNext('down');
    await page.save(call());
    await expect.poll(page.delivery).toBe('waiting');
    await page.outbox.dispose();
    const next = openPage({ ...page, clock: createManualClock(Date.UTC(2026, 0, 5)) });
    await expect.poll(next.count).toBe(0);
  });
});

describe('dispose', () => {
  it('sends what the page still holds', async () => {
    const page = openPage();
    await page.save(call());
    await page.outbox.dispose();
    expect(page.crm.calls.size).toBe(1);
  });

  it('waits five seconds for a silent CRM, and no longer', async () => {
    const page = openPage();
    page.crm.failNext('silent');
    await page.save(call());
    await expect.poll(() => page.crm.requests).toHaveLength(1);
    const gone = page.outbox.dispose();
    await settled();
    page.clock.advance(5_000);
    await gone;
    expect(page.crm.requests[0]?.delivery.signal.aborted).toBe(true);
  });
});
