import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDemoPage, persistentOptions } from '../../scripts/demo-page.mjs';
import { startDemoServer } from '../../scripts/demo-server.mjs';

let server;
let profile;
beforeEach(async () => {
  server = await startDemoServer();
  profile = await mkdtemp(join(tmpdir(), 'dialdeck-profile-'));
});
afterEach(async () => {
  await server.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

const startBrowser = () =>
  chromium.launchPersistentContext(profile, {
    ...persistentOptions(),
    locale: 'en-US',
    viewport: { width: 1440, height: 900 },
  });

const talk = async (demo) => {
  await demo.open(`${server.url}?speed=5`);
  await demo.callCustomer('Ava Chen');
  await demo.talking();
  // The note is written to the record: afterwards the record says what was known at that moment.
  await demo.phone.getByRole('textbox', { name: 'Note' }).fill('Wants 25 seats.');
  await expect.poll(() => demo.records()).toMatchObject([{ outcome: 'in-progress', note: 'Wants 25 seats.' }]);
};

const expectInterrupted = async (demo) => {
  await expect
    .poll(() => demo.records(), { timeout: 20_000 })
    .toMatchObject([{ name: 'Ava Chen', outcome: 'interrupted', note: 'Wants 25 seats.', direction: 'outgoing' }]);
  expect(await demo.historyRows()).toMatchObject([{ name: 'Ava Chen', result: 'Interrupted' }]);
};

describe('a call whose page died', () => {
  it('is in the history as interrupted when the tab crashed', async () => {
    const context = await startBrowser();
    const page = await context.newPage();
    await talk(createDemoPage(page));
    const client = await context.newCDPSession(page);
    const crashed = page.waitForEvent('crash');
    // The command itself is never answered: who should.
    client.send('Page.crash').catch(() => undefined);
    await crashed;
    const next = createDemoPage(await context.newPage());
    await next.open(`${server.url}?speed=5`);
    await expectInterrupted(next);
    await context.close();
  });

  it('is in the history as interrupted when the whole browser was killed', async () => {
    const first = await chromium.launchPersistentContext(profile, {
      ...persistentOptions(),
      args: [...persistentOptions().args, '--remote-debugging-port=0'],
    });
    const page = await first.newPage();
    await talk(createDemoPage(page));
    const client = await first.newCDPSession(page);
    const closed = new Promise((resolve) => first.once('close', resolve));
    client.send('Browser.crash').catch(() => undefined);
    await closed;
    const second = await startBrowser();
    const demo = createDemoPage(await second.newPage());
    // The port of the server is part of the origin, and it still runs.
    await demo.open(`${server.url}?speed=5`);
    await expectInterrupted(demo);
    await second.close();
  });
});
