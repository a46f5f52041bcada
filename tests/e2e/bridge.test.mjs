import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startIframeExample } from '../../examples/iframe-embed/server.mjs';
import { launchBrowser } from '../../scripts/demo-page.mjs';

let browser;
let example;
let unguarded;
let attacker;

/** A third origin, with an empty page. */
async function startAttacker() {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<!doctype html><title>Attacker</title>');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

beforeAll(async () => {
  browser = await launchBrowser();
  example = await startIframeExample();
  unguarded = await startIframeExample({ frameAncestors: false });
  attacker = await startAttacker();
});
afterAll(async () => {
  await browser?.close();
  await example?.close();
  await unguarded?.close();
  attacker?.close();
});

async function openPage(address) {
  const page = await browser.newPage();
  page.setDefaultTimeout(15_000);
  const lines = [];
  page.on('console', (message) => lines.push(message.text()));
  page.on('pageerror', (error) => lines.push(`uncaught: ${error.message}`));
  await page.goto(address);
  return { page, lines, codes: () => lines.flatMap((line) => /^\[dialdeck\] (\S+)/.exec(line)?.[1] ?? []) };
}

const openHost = async () => {
  const host = await openPage(`${example.host}/`);
  await host.page.getByText('Dialer: connected; calls: none').waitFor();
  return host;
};

it('calls from the page around it, shows hostile names as text, and logs the call there', async () => {
  const { page, lines } = await openHost();
  expect(await page.getByRole('listitem').nth(1).textContent()).toContain('<img src=x onerror=');
  // Ben is always busy: the call is over in a moment.
  await page.getByRole('button', { name: /^Call <img/ }).click();
  await page.getByText('+12025550102: busy').waitFor();
  const frame = page.frameLocator('#dialer');
  await frame.getByText('<img src=x onerror=').first().waitFor();
  expect(await page.title()).toBe('A CRM page with a dialer in an iframe');
  expect(lines).toEqual([]);
  await page.close();
});

/** Posts every kind of greeting to a window and tells everything that came back. */
const attack = async (dialerOrigin, how) => {
  const heard = [];
  window.addEventListener('message', ({ data }) => heard.push(['window', data]));
  let target;
  if (how === 'frame') {
    const frame = document.createElement('iframe');
    frame.src = `${dialerOrigin}/`;
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve));
    target = frame.contentWindow;
  } else {
    target = window.open(`${dialerOrigin}/`, 'dialer', 'popup');
  }
  const hello = (fields) => ({ dialdeck: 'hello', v: 1, nonce: crypto.randomUUID(), methods: [], ...fields });
  const greetings = [
    () => hello(),
    () => hello({ v: 2 }),
    () => hello({ nonce: 'x'.repeat(2_000_000) }),
    () => JSON.parse('{"dialdeck":"hello","v":1,"__proto__":{"polluted":true}}'),
    () => ({ v: 1, id: 1, kind: 'request', method: 'getState', params: [] }),
    () => ({ type: 'SYNC', hostUrl: location.origin }),
  ];
  for (let round = 0; round < 5; round++) {
    for (const greeting of greetings) {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => heard.push(['port', data]);
      port1.postMessage({ v: 1, id: 1, kind: 'request', method: 'getState', params: [] });
      port1.postMessage({ v: 1, id: 2, kind: 'request', method: 'call', params: ['+12025550101'] });
      target.postMessage(greeting(), '*', [port2]);
    }
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  return heard;
};

it.each(['frame', 'popup'])(
  'gives a page of another origin that holds it in a %s nothing, not even an answer',
  async (how) => {
    const { page, lines } = await openPage(attacker.origin);
    const popupLines = [];
    page.on('popup', (popup) => popup.on('console', (message) => popupLines.push(message.text())));
    // Evaluated in the page, so it must be a function that carries everything with it.
    const heard = await page.evaluate(`(${attack})(${JSON.stringify(unguarded.dialer)}, ${JSON.stringify(how)})`);
    expect(heard).toEqual([]);
    const refusals = (how === 'frame' ? lines : popupLines).filter((line) => line.includes('bridge-origin-refused'));
    expect(refusals.length).toBeGreaterThan(0);
    expect(refusals.every((line) => line.includes(attacker.origin))).toBe(true);
    await page.context().pages().at(-1)?.close();
  },
);

it('is not even loaded by a page that is not on the list', async () => {
  const { page, lines } = await openPage(attacker.origin);
  await page.evaluate(`(${attack})(${JSON.stringify(example.dialer)}, 'frame')`);
  expect(lines.join('\n')).toContain('frame-ancestors');
  await page.close();
});

it('refuses malformed, replayed, oversized and polluting messages of an allowed page, each with a logged code', async () => {
  const { page, codes } = await openHost();
  const heard = await page.evaluate(async (origin) => {
    const { port1, port2 } = new MessageChannel();
    const answers = [];
    port1.onmessage = ({ data }) => answers.push(data);
    const target = document.querySelector('iframe').contentWindow;
    target.postMessage({ dialdeck: 'hello', v: 1, nonce: crypto.randomUUID(), methods: [] }, origin, [port2]);
    const request = (id, params) => ({ v: 1, id, kind: 'request', method: 'call', params });
    const replayed = request(1, ['+12025550103']);
    for (const message of [
      'malformed',
      replayed,
      replayed,
      request(2, ['x'.repeat(1_200_000)]),
      JSON.parse('{"v":1,"id":3,"kind":"request","method":"call","params":[{"__proto__":{"polluted":true}}]}'),
    ]) {
      port1.postMessage(message);
    }
    const refused = () => answers.filter(({ kind }) => kind === 'refused').map(({ code }) => code);
    while (refused().length < 4) await new Promise((resolve) => setTimeout(resolve, 20));
    return refused();
  }, example.dialer);
  const expected = [
    'bridge-message-invalid',
    'bridge-message-replayed',
    'bridge-message-too-large',
    'bridge-message-polluting',
  ];
  expect(heard).toEqual(expected);
  await expect.poll(codes).toEqual(expected);
  const frame = page.frames().find((each) => each.url().startsWith(example.dialer));
  expect(await frame.evaluate(() => 'polluted' in {})).toBe(false);
  await page.close();
});

it('is connected again after the dialer was reloaded', async () => {
  const { page } = await openHost();
  await page.locator('#phone').evaluate((line) => line.replaceChildren('Before the reload'));
  const frame = page.frames().find((each) => each.url().startsWith(example.dialer));
  await frame.evaluate(() => setTimeout(() => location.reload()));
  await page.getByText('Dialer: connected; calls: none').waitFor();
  await page.getByRole('button', { name: /^Call <img/ }).click();
  await page.getByText('+12025550102: busy').waitFor();
  await page.close();
});

it('keeps its addresses free of everything but the page', async () => {
  const { page } = await openHost();
  const addresses = page.frames().map((frame) => new URL(frame.url()));
  expect(addresses.every(({ search, hash, username }) => search + hash + username === '')).toBe(true);
  await page.close();
});
