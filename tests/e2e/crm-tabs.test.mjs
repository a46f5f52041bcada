import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startMockCrm } from '../../examples/mock-crm/server.mjs';
import { launchBrowser } from '../../scripts/demo-page.mjs';
import { servePages } from './serve-pages.mjs';

const number = '+12025550101';
let server;
let browser;
let context;
let mock;
let customerId;
beforeAll(async () => {
  server = await servePages(['crm-tab']);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});
beforeEach(async () => {
  context = await browser.newContext();
  mock = await startMockCrm();
  customerId = mock.store.addCustomer({ name: 'Ava Chen', numbers: [{ number }] });
});
afterEach(async () => {
  await context.close();
  await mock.close();
});

async function openTab(options) {
  const page = await context.newPage();
  await page.goto(`${server.url}/crm-tab?${new URLSearchParams({ crm: mock.url, ...options })}`);
  await page.waitForFunction(() => window.dialer?.state.snapshot.connection.status === 'connected');
  return page;
}

/** Calls, talks and hangs up. @param failure how the CRM fails when it is told of the call */
async function callFrom(page, failure) {
  const id = await page.evaluate((to) => window.dialer.call(to).id, number);
  const call = () => page.evaluate((callId) => window.dialer.findCall(callId)?.state.snapshot, id);
  await expect.poll(async () => (await call())?.status, { timeout: 15_000 }).toBe('active');
  await expect.poll(async () => (await call())?.customers.length, { timeout: 15_000 }).toBe(1);
  if (failure) mock.failNext(failure);
  await page.evaluate((callId) => window.dialer.findCall(callId).hangUp(), id);
  await expect.poll(() => page.evaluate(() => window.dialer.state.snapshot.wrapUp?.callId)).toBe(id);
  return id;
}

const complete = (page) => page.evaluate(() => window.dialer.wrapUp.complete({ disposition: 'sale' }));

async function kill(page) {
  const client = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // The command itself is never answered: who should.
  client.send('Page.crash').catch(() => undefined);
  await crashed;
  await page.close();
}

const logged = () => [...mock.store.calls.values()];
const written = () =>
  mock.requests.filter(({ method, pathname }) => method === 'PUT' && pathname.startsWith('/calls/'));
const keys = () => written().map(({ headers }) => headers['idempotency-key']);
const noted = (page, prefix) =>
  page.evaluate(
    (start) =>
      Object.entries(localStorage)
        .filter(([key]) => key.startsWith(start))
        .map(([, value]) => value)
        .sort(),
    prefix,
  );
/** Who opened what, in whatever tab. */
const opened = (page) => noted(page, 'opened:');
/** Every event that was delivered, with how often that was, from whatever tab. */
const delivered = (page) => noted(page, 'delivered:');
const eventsOf = (...ids) =>
  ids.flatMap((id) => ['answered', 'ended', 'started'].map((fact) => `${id} dialdeck.call.${fact} 1`)).sort();
const allSynced = (page) =>
  expect.poll(() => page.evaluate(() => window.dialer.crm.state.snapshot.unsynced.count), { timeout: 20_000 }).toBe(0);

describe('two agents in two tabs that share their data, and one CRM', () => {
  it('log each call once and open each record once', async () => {
    const tabs = [await openTab({ agent: '1001' }), await openTab({ agent: '1002' })];
    const ids = await Promise.all(tabs.map((tab) => callFrom(tab)));
    await Promise.all(tabs.map(complete));
    await expect.poll(() => logged().map(({ fields }) => fields.disposition)).toEqual(['sale', 'sale']);
    await allSynced(tabs[0]);
    expect(
      logged()
        .map(({ callId }) => callId)
        .sort(),
    ).toEqual([...ids].sort());
    expect(
      logged()
        .map(({ fields }) => fields.agentId)
        .sort(),
    ).toEqual(['1001', '1002']);
    expect(new Set(keys()).size, 'no revision is sent by both').toBe(keys().length);
    expect(await opened(tabs[0])).toEqual([`1001 ${customerId}`, `1002 ${customerId}`]);
    await expect.poll(() => delivered(tabs[0])).toEqual(eventsOf(...ids));
  });

  it('log a call whose tab was killed while it was sending', async () => {
    const [sending, other] = [await openTab({ agent: '1001' }), await openTab({ agent: '1002' })];
    const id = await callFrom(sending, 'silent');
    await expect.poll(() => written().length).toBe(1);
    await kill(sending);
    await expect.poll(() => logged().map(({ callId }) => callId), { timeout: 20_000 }).toEqual([id]);
    await allSynced(other);
    expect(keys()[1], 'the same key, so that a CRM that has it already takes it once').toBe(keys()[0]);
    expect(await opened(other)).toEqual([`1001 ${customerId}`]);
  });
});

describe('one dialer in two tabs, and one CRM', () => {
  it('logs a call that a mirror made once, and opens its record once', async () => {
    const [owner, mirror] = [await openTab({ shared: '' }), await openTab({ shared: '' })];
    const id = await callFrom(mirror);
    await complete(mirror);
    await expect.poll(() => logged().map(({ fields }) => fields.disposition)).toEqual(['sale']);
    await allSynced(owner);
    expect(logged().map(({ callId }) => callId)).toEqual([id]);
    expect(new Set(keys()).size).toBe(keys().length);
    expect(await opened(owner)).toEqual([`1001 ${customerId}`]);
    await expect.poll(() => delivered(owner)).toEqual(eventsOf(id));
  });

  it.each(['silent', 'answer-lost'])(
    'logs a call once when the owner is killed before the CRM answered: %s',
    async (failure) => {
      const [owner, mirror] = [await openTab({ shared: '' }), await openTab({ shared: '' })];
      const id = await callFrom(owner, failure);
      // A browser may repeat by itself what broke on a connection it had used before.
      await expect.poll(() => written().length).toBeGreaterThan(0);
      await kill(owner);
      await expect.poll(() => logged().map(({ callId }) => callId), { timeout: 20_000 }).toEqual([id]);
      await expect.poll(() => mirror.evaluate(() => window.dialer.role.snapshot.status)).toBe('owner');
      await allSynced(mirror);
      expect(logged()).toMatchObject([{ callId: id, fields: { outcome: 'answered' } }]);
      expect(await opened(mirror)).toEqual([`1001 ${customerId}`]);
      await expect.poll(() => delivered(mirror)).toEqual(eventsOf(id));
    },
  );
});
