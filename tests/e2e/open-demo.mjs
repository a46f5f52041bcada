import { createDemoPage, launchBrowser } from '../../scripts/demo-page.mjs';
import { startDemoServer } from '../../scripts/demo-server.mjs';

/** A server and a browser for the tests of one file. */
export async function startDemo({ args = [] } = {}) {
  const server = await startDemoServer();
  const browser = await launchBrowser({ args });

  /**
   * Opens the page as somebody who was never here.
   * @param options of the browser context, `address` (query and hash), and `prepare(page, context)` before it loads
   */
  const open = async ({ address = '?speed=5', prepare, ...options } = {}) => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US', ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await prepare?.(page, context);
    await page.goto(server.url + address);
    return { page, context, complaints, demo: createDemoPage(page) };
  };

  const close = async () => {
    await browser.close();
    await server.close();
  };
  return { url: server.url, open, close };
}
