import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { browserArguments } from '../../scripts/browser.mjs';
import { ensureChromium } from '../../scripts/chromium.mjs';
import { servePages } from './serve-pages.mjs';

let server;
let browser;
beforeAll(async () => {
  server = await servePages(['idle']);
  browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: browserArguments,
    // Playwright switches the cache off.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

it('an idle dialer that comes back from the back-forward cache registers again, by itself', async () => {
  const page = await browser.newPage();
  await page.goto(`${server.url}/idle`);
  await page.waitForFunction(() => window.dialer?.state.snapshot.connection.status === 'connected');
  const registrations = () =>
    page.evaluate(() => window.sandbox.pbx.messages.filter(({ text }) => text.startsWith('REGISTER')).length);
  expect(await registrations()).toBe(1);

  // Another site, so that it is really left: any file will do.
  await page.goto(`${server.url.replace('127.0.0.1', 'localhost')}/idle.js`);
  // A page that was kept is not loaded again, so there is no load to wait for.
  await page.goBack({ waitUntil: 'commit' });
  expect(await page.evaluate(() => window.shown), 'the same page, not a new one').toEqual([false, true]);
  await expect.poll(registrations).toBe(2);
  expect(await page.evaluate(() => window.dialer.state.snapshot.connection.status)).toBe('connected');
  await page.close();
});
