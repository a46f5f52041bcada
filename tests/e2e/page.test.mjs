import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemo } from './open-demo.mjs';

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = 'test-results/e2e';

let demoSite;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  demoSite = await startDemo();
});
afterAll(() => demoSite?.close());

/** What axe finds wrong on the whole page, shadow roots included. */
async function axeFindings(page) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(' ')).join(' | ')}`);
}

const sizes = [
  { width: 320, height: 640 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
];
const views = ['#/customers', '#/customers/c1', '#/customers/c13', '#/calls', '#/people', '#/campaign', '#/phone'];

describe('the CRM page', () => {
  for (const viewport of sizes) {
    for (const colorScheme of ['light', 'dark']) {
      it(`fits ${viewport.width} pixels without sideways scrolling, and axe finds nothing: ${colorScheme}`, async () => {
        const { demo, page, context } = await demoSite.open({ viewport, colorScheme, address: '?speed=5#/phone' });
        await demo.ready();
        for (const view of views) {
          await page.evaluate((hash) => {
            location.hash = hash;
          }, view);
          const name = `${viewport.width}-${view.replace(/\W+/g, '-')}-${colorScheme}`;
          await page.screenshot({ path: `${pictures}/page${name}.png` });
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), view).toBe(0);
          expect(await axeFindings(page), view).toEqual([]);
        }
        await context.close();
      });
    }
  }

  it.each([320, 1440])('has nothing that axe finds wrong during and after a call, at %i pixels', async (width) => {
    const { demo, page, context } = await demoSite.open({
      viewport: { width, height: 800 },
      address: '?speed=5#/customers',
    });
    await page.waitForFunction(() => window.demo?.dialer.state.snapshot.connection.status === 'connected');
    await demo.callCustomer('Ava Chen');
    await demo.talking();
    expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: `${pictures}/call-${width}.png` });
    await demo.endCall();
    await demo.afterCall();
    expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: `${pictures}/after-call-${width}.png` });
    await context.close();
  });

  it('breaks no rule of its own strict content security policy, in a whole call', async () => {
    const violations = [];
    const prepare = async (page) => {
      await page.exposeFunction('tellViolation', (what) => violations.push(what));
      await page.addInitScript(() =>
        document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
          window.tellViolation(`${violatedDirective} ${blockedURI}`),
        ),
      );
    };
    const { demo, page, context, complaints } = await demoSite.open({ prepare });
    const policy = (await (await page.reload()).allHeaders())['content-security-policy'];
    expect(policy).not.toMatch(/unsafe/);
    await demo.ready();
    await demo.callCustomer('Ava Chen');
    await demo.talking();
    await demo.press('Keypad', 0);
    await demo.endCall();
    await demo.dispose('Sale');
    await page.getByRole('button', { name: '中文' }).click();
    await page.locator('dial-softphone').getByText('就绪').waitFor();
    expect(violations).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('speaks Chinese everywhere after one click, and still does after a reload', async () => {
    const { page, context } = await demoSite.open();
    await page.getByRole('button', { name: '中文' }).click();
    const read = async () => {
      await page.getByRole('table', { name: '客户' }).waitFor();
      await page.locator('#customer').getByRole('heading', { name: '客户' }).waitFor();
      await page.locator('dial-softphone').getByText('就绪').waitFor();
      return page.evaluate(() => document.documentElement.lang);
    };
    expect(await read()).toBe('zh-CN');
    await page.screenshot({ path: `${pictures}/zh-1440.png` });
    await page.reload();
    expect(await read()).toBe('zh-CN');
    await context.close();
  });

  it('is dark after one click, elements included, and still is after a reload', async () => {
    const { page, context, demo } = await demoSite.open();
    await page.getByRole('button', { name: 'Dark theme' }).click();
    const grounds = () =>
      page.evaluate(() =>
        ['.customers', 'dial-softphone'].map((part) => getComputedStyle(document.querySelector(part)).backgroundColor),
      );
    expect(await grounds()).toEqual(['rgb(20, 24, 30)', 'rgb(20, 24, 30)']);
    await page.reload();
    await demo.ready();
    expect(await grounds()).toEqual(['rgb(20, 24, 30)', 'rgb(20, 24, 30)']);
    await context.close();
  });

  it('calls, ends and saves by the keyboard alone', async () => {
    const { demo, page, context } = await demoSite.open();
    await demo.ready();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement.id)).toBe('main');
    await page.getByRole('searchbox', { name: 'Search customers' }).focus();
    await page.keyboard.type('ava chen');
    await page.getByRole('table', { name: 'Customers' }).getByRole('button').first().focus();
    await page.keyboard.press('Enter');
    await demo.talking();
    await page.keyboard.press('Control+Backquote');
    await page.waitForTimeout(450);
    await page.keyboard.press('Shift+X');
    await demo.afterCall();
    await page.keyboard.press('Control+Backquote');
    await page.waitForTimeout(450);
    await page.keyboard.press('1');
    await page.keyboard.press('a');
    await expect.poll(() => demo.records()).toMatchObject([{ disposition: 'sale' }]);
    await context.close();
  });

  it('finds customers by name, company, city and digits', async () => {
    const { page, context } = await demoSite.open();
    const field = page.getByRole('searchbox', { name: 'Search customers' });
    const found = () => page.getByRole('table', { name: 'Customers' }).locator('a.name').allTextContents();
    for (const [text, names] of [
      ['okafor tampa', ['Maya Okafor', 'Daniel Okafor']],
      ['5550178', ['Tom Becker']],
      ['nobody', []],
    ]) {
      await field.fill(text);
      expect(await found(), text).toEqual(names);
    }
    await context.close();
  });

  it('offers no call to somebody who asked not to be called', async () => {
    const { page, context } = await demoSite.open({ address: '#/customers/c13' });
    await page.locator('#customer').getByText('Do not call', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: /Priya Raman/ }).count()).toBe(0);
    await context.close();
  });
});

describe('the server of the demo', () => {
  it.each([
    '../package.json',
    '..%2f..%2fpackage.json',
    '%2e%2e/package.json',
    'src/main.ts',
    'nothing.html',
    '%00',
    '%zz',
  ])('gives nothing outside the page: %s', async (path) => {
    const { request } = await import('node:http');
    const status = await new Promise((resolve, reject) => {
      const { port } = new URL(demoSite.url);
      request({ port, host: '127.0.0.1', path: `/${path}` }, (answer) => resolve(answer.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(404);
  });

  it('takes no other method than GET and HEAD', async () => {
    expect((await fetch(demoSite.url, { method: 'POST' })).status).toBe(405);
    expect((await fetch(demoSite.url, { method: 'HEAD' })).status).toBe(200);
  });
});
