import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startMockCrm } from '../../examples/mock-crm/server.mjs';
import { startDemo } from './open-demo.mjs';

let demoServer;
let folder;
let mock;
beforeAll(async () => {
  demoServer = await startDemo();
});
afterAll(() => demoServer?.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dialdeck-crm-'));
  mock = await startMockCrm({ file: join(folder, 'crm.json') });
});
afterEach(async () => {
  await mock.close();
  await rm(folder, { recursive: true, force: true });
});

const unsynced = (page) => page.locator('#unsynced');

/** The clock of the page is the browser's, but can be turned: an hour takes a moment, and every timer in it runs late. */
const openWithCrm = async () => {
  const address = `?${new URLSearchParams({ speed: 5, crm: mock.url })}`;
  const opened = await demoServer.open({ address, prepare: (page) => page.clock.install() });
  await opened.demo.ready();
  return opened;
};

/** Stops the CRM, and gives back what starts it again at the same address with the same data. */
async function stopCrm() {
  const port = Number(new URL(mock.url).port);
  await mock.close();
  return async () => {
    mock = await startMockCrm({ port, file: join(folder, 'crm.json') });
  };
}

async function makeCall(demo) {
  await demo.callCustomer('Ava Chen');
  await demo.talking();
  await demo.endCall();
  await demo.dispose('Sale');
}

const inCrm = () => [...mock.store.calls.values()].map(({ fields }) => [fields.name, fields.disposition]);

describe('a call that was made while the CRM could not be reached', () => {
  it('is in the CRM within seconds of the network coming back after an hour', async () => {
    const { page, context, demo } = await openWithCrm();
    const startCrm = await stopCrm();
    await context.setOffline(true);
    await makeCall(demo);
    await expect.poll(() => unsynced(page).textContent()).toBe('Calls the CRM does not have yet: 1');
    await page.clock.fastForward('01:00:00');
    expect(await unsynced(page).textContent()).toBe('Calls the CRM does not have yet: 1');

    await startCrm();
    await context.setOffline(false);
    await expect.poll(inCrm, { timeout: 5_000 }).toEqual([['Ava Chen', 'sale']]);
    await expect.poll(() => unsynced(page).isVisible()).toBe(false);
    await context.close();
  });

  it('is in the CRM when the page was closed for that hour', async () => {
    const { page, context, demo } = await openWithCrm();
    const startCrm = await stopCrm();
    await makeCall(demo);
    await expect.poll(() => unsynced(page).textContent()).toBe('Calls the CRM does not have yet: 1');
    const address = page.url();
    await page.close();
    await startCrm();
    const next = await context.newPage();
    await next.clock.install({ time: Date.now() + 3_600_000 });
    await next.goto(address);
    await expect.poll(inCrm, { timeout: 10_000 }).toEqual([['Ava Chen', 'sale']]);
    await context.close();
  });

  it('is in the CRM half a minute after the CRM came back, when only that was away', async () => {
    const { page, context, demo } = await openWithCrm();
    const startCrm = await stopCrm();
    await makeCall(demo);
    await expect.poll(() => unsynced(page).textContent()).toBe('Calls the CRM does not have yet: 1');
    for (let minute = 0; minute < 60; minute++) await page.clock.fastForward('01:00');
    await startCrm();
    await page.clock.fastForward('00:30');
    await expect.poll(inCrm, { timeout: 5_000 }).toEqual([['Ava Chen', 'sale']]);
    await context.close();
  });
});

it('a call that the CRM refused is shown as refused, and sent again on demand', async () => {
  const { page, context, demo } = await openWithCrm();
  await demo.callCustomer('Ava Chen');
  await demo.talking();
  mock.failNext('refused');
  await demo.endCall();
  await expect.poll(() => unsynced(page).textContent()).toBe('Calls the CRM refused: 1 Send again');
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect.poll(() => unsynced(page).isVisible()).toBe(false);
  await expect.poll(() => inCrm().length).toBe(1);
  await context.close();
});
