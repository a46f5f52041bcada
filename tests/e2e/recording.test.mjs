import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { persistentOptions } from '../../scripts/demo-page.mjs';
import { servePages } from './serve-pages.mjs';

let server;
let profile;
beforeEach(async () => {
  server = await servePages(['recorder']);
  profile = await mkdtemp(join(tmpdir(), 'dialdeck-profile-'));
});
afterEach(async () => {
  await server.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

async function open(context) {
  const page = await context.newPage();
  await page.goto(`${server.url}/recorder`);
  await page.waitForFunction(() => window.dialer?.state.snapshot.connection.status === 'connected');
  return page;
}

/** Talks for some seconds with the recording on. Resolves to when it began, by the clock of this machine. */
async function talk(page, ms) {
  const id = await page.evaluate(() => window.dialer.call('+12025550101').id);
  await page.waitForFunction(() => window.dialer.state.snapshot.calls[0]?.recording?.status === 'recording');
  const began = Date.now();
  await page.waitForTimeout(ms);
  return { id, began };
}

/** What the next page finds and can play. */
async function expectMostOf({ id, began }, died, context) {
  const page = await open(context);
  const recording = () => page.evaluate(async (call) => (await window.dialer.records.get(call))?.recording, id);
  await expect.poll(recording, { timeout: 20_000 }).toMatchObject({ status: 'cut-off' });
  const { durationMs } = await recording();
  const { seconds, channels, loudest } = await page.evaluate((call) => window.listen(call), id);
  expect(channels).toBe(2);
  expect(loudest).toBeGreaterThan(0.02);
  const lost = (died - began) / 1_000 - seconds;
  expect(lost).toBeLessThan(5);
  expect(Math.abs(durationMs / 1_000 - seconds)).toBeLessThan(1);
  return lost;
}

const launch = (args = []) =>
  chromium.launchPersistentContext(profile, {
    ...persistentOptions(),
    args: [...persistentOptions().args, ...args],
  });

describe('a recording whose page died', () => {
  it('is there but for its last seconds when the tab crashed', async () => {
    const context = await launch();
    const page = await open(context);
    const call = await talk(page, 7_500);
    const client = await context.newCDPSession(page);
    const crashed = page.waitForEvent('crash');
    // The command itself is never answered: who should.
    client.send('Page.crash').catch(() => undefined);
    await crashed;
    await expectMostOf(call, Date.now(), context);
    await context.close();
  });

  it('is there but for its last seconds when the whole browser was killed', async () => {
    const first = await launch(['--remote-debugging-port=0']);
    const page = await open(first);
    const call = await talk(page, 7_500);
    const client = await first.newCDPSession(page);
    const closed = new Promise((resolve) => first.once('close', resolve));
    client.send('Browser.crash').catch(() => undefined);
    await closed;
    const died = Date.now();
    const second = await launch();
    await expectMostOf(call, died, second);
    await second.close();
  });
});
