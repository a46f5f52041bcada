import { describe, expect, it } from 'vitest';
import { flowedBothWays } from '../../scripts/demo-page.mjs';
import { useBrowser } from './test-browser.mjs';

const site = useBrowser(['exchange', 'frame', 'shared-frame']);

/** A page with an exchange, and a frame in it with a dialer that is signed in. */
async function openExchange() {
  const context = await site.newContext();
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${site.url}/exchange`);
  const frame = () => page.frame({ name: 'dialer' });
  const ready = () =>
    expect
      .poll(
        () =>
          frame()
            .evaluate(() => window.dialer?.state.snapshot.connection.status)
            .catch(() => undefined),
        {
          timeout: 10_000,
        },
      )
      .toBe('connected');
  await ready();
  const state = () => frame().evaluate(() => window.dialer.state.snapshot);
  const records = () => frame().evaluate(async () => (await window.dialer.records.search()).records);
  const measure = () =>
    frame().evaluate(() => window.dialer.findCall(window.dialer.state.snapshot.calls[0].id).measure());
  return {
    page,
    frame,
    complaints,
    state,
    records,
    /** Rings somebody and waits until both are heard. */
    async talk(number) {
      await frame().evaluate((to) => window.dialer.call(to), number);
      await expect.poll(async () => (await state()).calls[0]?.media, { timeout: 15_000 }).toBe('flowing');
      return (await state()).calls[0];
    },
    async reload() {
      await frame().evaluate(() => {
        setTimeout(() => location.reload());
      });
      await expect
        .poll(() =>
          frame()
            .evaluate(() => performance.now())
            .catch(() => Infinity),
        )
        .toBeLessThan(1_000);
      await ready();
    },
    async audioDuring(ms) {
      const before = await measure();
      await page.waitForTimeout(ms);
      const after = await measure();
      return Object.fromEntries(Object.keys(after).map((name) => [name, after[name] - before[name]]));
    },
  };
}

const told = (exchange) => exchange.frame().evaluate(() => window.events.map(({ type }) => type));

describe('a page that is reloaded in mid-call, with an exchange that outlives it', () => {
  it('is in the same call again: the same id and record, and both are heard', async () => {
    const exchange = await openExchange();
    const before = await exchange.talk('+12025550101');
    await exchange.reload();
    await expect
      .poll(async () => (await exchange.state()).calls, { timeout: 10_000 })
      .toMatchObject([{ id: before.id, status: 'active', media: 'flowing', answeredAt: before.answeredAt }]);
    const heard = await exchange.audioDuring(4_000);
    expect(flowedBothWays(heard), JSON.stringify(heard)).toBe(true);
    expect(await told(exchange)).toContain('dialdeck.call.resumed');
    expect(await told(exchange)).not.toContain('dialdeck.call.started');

    await exchange.frame().evaluate((id) => window.dialer.findCall(id).hangUp(), before.id);
    await expect
      .poll(() => exchange.records())
      .toMatchObject([{ id: before.id, outcome: 'answered', interruptions: [{}], answeredAt: before.answeredAt }]);
    expect(exchange.complaints).toEqual([]);
  });

  it('is in it again after a second reload, and can hang up', async () => {
    const exchange = await openExchange();
    const before = await exchange.talk('+12025550101');
    for (const times of [1, 2]) {
      await exchange.reload();
      await expect
        .poll(async () => (await exchange.records())[0], { timeout: 10_000 })
        .toMatchObject({ outcome: 'in-progress', interruptions: { length: times } });
    }
    await exchange.frame().evaluate((id) => window.dialer.findCall(id).hangUp(), before.id);
    await expect.poll(() => exchange.records()).toMatchObject([{ outcome: 'answered', interruptions: { length: 2 } }]);
  });

  it('says that it was interrupted, and why, when the other side has hung up meanwhile', async () => {
    const exchange = await openExchange();
    const before = await exchange.talk('+12025550101');
    // The whole page goes, exchange and people with it; the next one knows nothing of the call.
    await exchange.page.reload();
    await expect
      .poll(() => exchange.records().catch(() => []), { timeout: 15_000 })
      .toMatchObject([{ id: before.id, outcome: 'interrupted' }]);
    expect((await exchange.records())[0].resume).toBeUndefined();
  });
});

describe('a dialer that tabs share, whose owner goes away in mid-call', () => {
  it('is taken over by the next, and the call goes on there', async () => {
    const context = await site.newContext();
    const page = await context.newPage();
    await page.goto(`${site.url}/exchange?page=shared-frame&frames=2`);
    const frames = ['dialer', 'dialer-1'].map((name) => page.frame({ name }));
    for (const frame of frames) {
      await frame.waitForFunction(() => window.dialer?.state.snapshot.connection.status === 'connected');
    }
    const roles = await Promise.all(frames.map((frame) => frame.evaluate(() => window.dialer.role.snapshot.status)));
    expect(roles.toSorted()).toEqual(['mirror', 'owner']);
    const [owner, mirror] = roles[0] === 'owner' ? frames : frames.toReversed();
    const calls = () => mirror.evaluate(() => window.dialer.state.snapshot.calls);
    const id = await mirror.evaluate(() => window.dialer.call('+12025550101').id);
    await expect.poll(async () => (await calls())[0]?.media, { timeout: 15_000 }).toBe('flowing');

    await page.evaluate((name) => document.querySelector(`iframe[name="${name}"]`).remove(), owner.name());
    await mirror.waitForFunction(() => window.dialer.role.snapshot.status === 'owner');
    await expect.poll(calls, { timeout: 10_000 }).toMatchObject([{ id, status: 'active', media: 'flowing' }]);
    const record = () => mirror.evaluate(async () => (await window.dialer.records.search()).records[0]);
    expect(await record()).toMatchObject({ id, outcome: 'in-progress', interruptions: [{}] });
    await mirror.evaluate((call) => window.dialer.findCall(call).hangUp(), id);
    await expect.poll(record).toMatchObject({ id, outcome: 'answered' });
  });
});
