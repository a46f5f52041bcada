import { describe, expect, it } from 'vitest';
import { createDemoPage } from '../../scripts/demo-page.mjs';
import { useBrowser } from './test-browser.mjs';

const site = useBrowser(['tab', 'idle', 'tab-elements']);

/** Real tabs of one browser, in the order they came. Each is ready when it is connected, by itself or by its owner. */
async function openTabs(count) {
  const context = await site.newContext();
  const tabs = [];
  for (let index = 0; index < count; index++) {
    const page = await context.newPage();
    await page.goto(`${site.url}/tab`);
    await page.waitForFunction(() => window.dialer?.state.snapshot.connection.status === 'connected');
    tabs.push({
      page,
      status: () => page.evaluate(() => window.dialer.role.snapshot.status),
      state: () => page.evaluate(() => window.dialer.state.snapshot),
      /** How often the exchange of this tab was asked to register its telephone. */
      registrations: () =>
        page.evaluate(
          () => window.sandbox.pbx.messages.filter(({ text }) => /^REGISTER/.test(text) && /1001@/.test(text)).length,
        ),
      crm: () => page.evaluate(() => ({ written: window.crm.requests.length, opened: window.crm.opened.length })),
    });
  }
  return { context, tabs };
}

describe('several tabs with one dialer', () => {
  it('register once, in the first', async () => {
    const { tabs } = await openTabs(3);
    expect(await Promise.all(tabs.map((tab) => tab.status()))).toEqual(['owner', 'mirror', 'mirror']);
    expect(await Promise.all(tabs.map((tab) => tab.registrations()))).toEqual([1, 0, 0]);
  });

  it('call, mute and hang up from a mirror; the CRM is written to and opened once', async () => {
    const { tabs } = await openTabs(2);
    const [owner, mirror] = tabs;
    const id = await mirror.page.evaluate(() => window.dialer.call('+12025550101').id);
    const audio = async () => (await mirror.state()).calls[0]?.media;
    await expect.poll(audio, { timeout: 15_000 }).toBe('flowing');
    expect((await owner.state()).calls).toMatchObject([{ id, status: 'active' }]);

    await mirror.page.evaluate((call) => window.dialer.findCall(call).setMuted(true), id);
    await expect.poll(async () => (await owner.state()).calls[0].muted).toBe(true);
    await mirror.page.evaluate((call) => window.dialer.findCall(call).hangUp(), id);
    await expect.poll(async () => (await mirror.state()).wrapUp?.callId).toBe(id);
    await mirror.page.evaluate(() => window.dialer.wrapUp.complete({ disposition: 'sale' }));
    expect(await mirror.page.evaluate(async () => (await window.dialer.records.search()).records)).toMatchObject([
      { id, disposition: 'sale' },
    ]);
    await expect.poll(async () => (await owner.crm()).written).toBeGreaterThan(0);
    expect(await owner.page.evaluate(() => window.crm.calls.size), 'one entry in the CRM').toBe(1);
    expect((await owner.crm()).opened, 'one screen pop').toBe(1);
    expect(await mirror.crm()).toEqual({ written: 0, opened: 0 });
  });

  it.each([
    ['closed', (page) => page.close()],
    [
      'killed',
      async (page, context) => {
        const client = await context.newCDPSession(page);
        const crashed = page.waitForEvent('crash');
        // The command itself is never answered: who should.
        client.send('Page.crash').catch(() => undefined);
        await crashed;
      },
    ],
  ])('take over within a second when the owner is %s', async (_how, end) => {
    const { context, tabs } = await openTabs(2);
    const [owner, mirror] = tabs;
    // Told with the time of the browser, so that a slow test runner counts for nothing.
    await mirror.page.evaluate(() => {
      window.times = [];
      window.dialer.role.subscribe(() => window.times.push([window.dialer.role.snapshot.status, Date.now()]));
      window.dialer.state.subscribe(() =>
        window.times.push([window.dialer.state.snapshot.connection.status, Date.now()]),
      );
    });
    const before = Date.now();
    await end(owner.page, context);
    await mirror.page.waitForFunction(
      () =>
        window.dialer.role.snapshot.status === 'owner' &&
        window.dialer.state.snapshot.connection.status === 'connected',
    );
    const times = await mirror.page.evaluate(() => window.times);
    const took = (status) => times.findLast(([each]) => each === status)[1] - before;
    expect(took('owner')).toBeLessThan(1_000);
    expect(took('connected')).toBeLessThan(1_500);
    expect(await mirror.registrations()).toBe(1);
  });
});

it('a duplicated tab registers as another phone, although it brings a copy of the storage along', async () => {
  const context = await site.newContext();
  const page = await context.newPage();
  await page.goto(`${site.url}/idle`);
  const connected = (tab) => tab.waitForFunction(() => window.dialer?.state.snapshot.connection.status === 'connected');
  const instance = (tab) =>
    tab.evaluate(() => {
      const { text } = window.sandbox.pbx.messages.find((message) => message.text.startsWith('REGISTER'));
      return /urn:uuid:([\da-f-]+)/.exec(text)[1];
    });
  await connected(page);
  const copying = page.waitForEvent('popup');
  await page.evaluate(() => void window.open('/idle'));
  const copy = await copying;
  await connected(copy);
  const [first, second] = [await instance(page), await instance(copy)];
  expect(second).not.toBe(first);

  await page.reload();
  await connected(page);
  expect(await instance(page), 'a reload keeps it').toBe(first);
});

it('elements work unchanged in a mirror: dial, mute, hang up and give the result by clicks', async () => {
  const context = await site.newContext({ locale: 'en-US' });
  const [owner, mirror] = [await context.newPage(), await context.newPage()];
  for (const page of [owner, mirror]) {
    await page.goto(`${site.url}/tab-elements`);
    await page.waitForFunction(() => window.dialer?.state.snapshot.connection.status === 'connected');
  }
  const demo = createDemoPage(mirror);
  const role = (page) => page.evaluate(() => window.dialer.role.snapshot.status);
  expect([await role(owner), await role(mirror)]).toEqual(['owner', 'mirror']);
  await mirror.evaluate(() => void window.dialer.call('+12025550101'));
  await demo.talking();
  await demo.press('Mute');
  await expect.poll(() => owner.evaluate(() => window.dialer.state.snapshot.calls[0].muted)).toBe(true);
  await demo.endCall();
  await demo.dispose('Sale');
  await expect
    .poll(() => owner.evaluate(async () => (await window.dialer.records.search()).records))
    .toMatchObject([{ outcome: 'answered', disposition: 'sale' }]);
});
