import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { browserArguments, findBrowser } from '../scripts/browser.mjs';

/**
 * Runs with a browser that keeps its profile on the disk: what a private window keeps in memory would measure something
 * else. The profile goes away afterwards.
 * @param {(context: import('playwright-core').BrowserContext) => Promise<object>} run gives the result of the bench
 */
export async function withLastingBrowser(run) {
  const profile = mkdtempSync(join(tmpdir(), 'dialdeck-bench-'));
  const options = { executablePath: findBrowser(), args: browserArguments };
  const context = await chromium.launchPersistentContext(profile, options);
  try {
    return { versions: { chromium: context.browser()?.version() ?? 'unknown' }, ...(await run(context)) };
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** Runs in a page of its own. `ask(method, …values)` calls a method of its `globalThis.bench`, however long that takes. */
export async function inPage({ context, url }, run) {
  const page = await context.newPage();
  try {
    await page.goto(url);
    page.setDefaultTimeout(0);
    return await run((method, ...values) =>
      page.evaluate(([what, given]) => globalThis.bench[what](...given), [method, values]),
    );
  } finally {
    await page.close();
  }
}
