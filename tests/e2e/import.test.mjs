import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveImport } from '../../benchmarks/import/serve-import.mjs';
import { gb18030Of } from '../../packages/core/src/import/scripted/gb18030.ts';
import { browserArguments } from '../../scripts/browser.mjs';
import { ensureChromium } from '../../scripts/chromium.mjs';

const page = new URL('pages/import.ts', import.meta.url);

let browser;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: ensureChromium(), args: browserArguments });
});
afterAll(() => browser?.close());

/** A page of its own storage, on a server with or without the script of the Worker. */
async function withPage(hasWorker, run) {
  const site = await serveImport({ page, hasWorker });
  const context = await browser.newContext();
  const open = async () => {
    const tab = await context.newPage();
    await tab.goto(site.url);
    await tab.waitForFunction(() => globalThis.journey);
    return tab;
  };
  try {
    await run(await open(), open);
  } finally {
    await context.close();
    await site.close();
  }
}

const ask = (tab, method, ...given) =>
  tab.evaluate(([name, values]) => globalThis.journey[name](...values), [method, given]);

it('a list comes in by a Worker under a strict CSP, with its report', () =>
  withPage(true, async (tab) => {
    expect(await ask(tab, 'run', 3_000)).toMatchObject({ rows: 3_000, accepted: 2_969, rejected: 31 });
    expect(tab.workers(), 'the Worker is gone when it is done').toEqual([]);
    expect(await ask(tab, 'callable')).toBe(2_969);
    expect(await ask(tab, 'firstName')).toBe('李伟 0');
    expect(await tab.evaluate(() => globalThis.journey.broken)).toEqual([]);
  }));

it('a list of Chinese Windows has its names intact', () =>
  withPage(true, async (tab) => {
    expect(await ask(tab, 'runBytes', [...gb18030Of('姓名,手机\r\n欧阳娜娜,13800138000\r\n')])).toBe(1);
    expect(await ask(tab, 'firstName')).toBe('欧阳娜娜');
  }));

it('a tab that is closed on the way leaves nothing to be called, and another one goes on', () =>
  withPage(true, async (tab, open) => {
    const rows = 30_000;
    const running = ask(tab, 'run', rows).catch(() => 'closed');
    await expect.poll(() => ask(tab, 'rowsSoFar'), { timeout: 30_000 }).toBeGreaterThan(4_000);
    expect(await ask(tab, 'callable')).toBe(0);
    await tab.close();
    expect(await running).toBe('closed');
    const next = await open();
    // The browser takes the Worker and its lock away in its own time.
    await expect.poll(() => ask(next, 'unfinished'), { timeout: 30_000 }).toHaveLength(1);
    const [id] = await ask(next, 'unfinished');
    expect(await ask(next, 'callable')).toBe(0);
    const whole = await ask(next, 'run', rows, id);
    expect(whole).toMatchObject({ rows, accepted: 29_699, rejected: 301, duplicates: 0 });
    expect(whole.report.trim().split('\r\n')).toHaveLength(302);
    expect(await ask(next, 'callable')).toBe(29_699);
    expect(await ask(next, 'unfinished')).toEqual([]);
  }));

it('without a Worker to load, the page does it by itself', () =>
  withPage(false, async (tab) => {
    expect(await ask(tab, 'run', 500)).toMatchObject({ accepted: 494, rejected: 6 });
  }));
