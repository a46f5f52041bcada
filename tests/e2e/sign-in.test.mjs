import { afterAll, beforeAll, expect, it } from 'vitest';
import { startDemo } from './open-demo.mjs';

let demoSite;
beforeAll(async () => {
  demoSite = await startDemo();
});
afterAll(() => demoSite?.close());

const password = 'correct horse battery';

it('asks for the password of a real server, keeps it nowhere, and says when the server cannot be reached', async () => {
  // Port 9 of this machine: nobody listens there.
  const { demo, page, context } = await demoSite.open({
    address: '?pbx=ws://127.0.0.1:9/&user=1001&domain=pbx.example',
  });
  const dialog = page.getByRole('dialog', { name: 'Sign in to the phone server' });
  expect(await dialog.getByLabel('User').inputValue()).toBe('1001 · 127.0.0.1:9');
  await dialog.getByLabel('Password').fill(password);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('alert').getByText('The phone server cannot be reached.').first().waitFor();
  await expect
    .poll(async () => (await demo.state()).connection)
    .toMatchObject({ error: { code: 'server-unreachable' } });

  const traces = await page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const fields = [...document.querySelectorAll('input')].map(({ value }) => value);
    const records = await window.demo.dialer.records.search();
    const state = window.demo.dialer.state.snapshot;
    return JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      location.href,
      fields,
      document.documentElement.outerHTML,
      databases,
      records,
      state,
    ]);
  });
  expect(traces).not.toContain(password);
  await context.close();
});

it('cannot be talked into another kind of address', async () => {
  const { demo, page, context } = await demoSite.open({ address: '?pbx=https://evil.example/&user=1001' });
  await demo.ready();
  expect(await page.locator('#phone-kind').textContent()).toBe('Sandbox');
  await context.close();
});
