import { afterAll, afterEach, beforeAll } from 'vitest';
import { launchBrowser } from '../../scripts/demo-page.mjs';
import { servePages } from './serve-pages.mjs';

/**
 * Small pages and a browser for the tests of one file. What a test opened is closed after it.
 * @param {readonly string[]} names of `servePages`
 */
export function useBrowser(names) {
  const contexts = [];
  let server;
  let browser;
  beforeAll(async () => {
    server = await servePages(names);
    browser = await launchBrowser();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  return {
    get url() {
      return server.url;
    },
    /** Somebody who was never here. @param [options] of the browser context */
    async newContext(options) {
      const context = await browser.newContext(options);
      contexts.push(context);
      return context;
    },
  };
}
