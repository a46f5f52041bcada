import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../../scripts/demo-page.mjs';
import { servePages } from './serve-pages.mjs';

// Nothing inline, nothing from elsewhere, and no text becomes markup but by the policy of lit.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  'media-src blob:',
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
  "base-uri 'none'",
].join('; ');

let site;
let browser;
beforeAll(async () => {
  site = await servePages(['hostile'], { policy });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function openHostile() {
  const page = await browser.newPage();
  page.setDefaultTimeout(15_000);
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
  await page.exposeFunction('tellViolation', (what) => complaints.push(what));
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) =>
      window.tellViolation(`${violatedDirective}: ${sample}`),
    ),
  );
  await page.goto(`${site.url}/hostile`);
  await page.waitForFunction(() => window.hostile !== undefined);
  /** That nothing is wrong once these texts of strangers are on the page, as text. */
  const shows = async (...names) => {
    await expect
      .poll(async () => {
        const found = await page.evaluate(() => window.hostile.inspect().seen);
        return names.filter((name) => !found.some((each) => each.includes(name)));
      })
      .toEqual([]);
    const { owned, made, turned } = await page.evaluate(() => window.hostile.inspect());
    expect({ owned, made, turned }).toEqual({ owned: undefined, made: [], turned: [] });
    expect(complaints).toEqual([]);
  };
  return { page, shows };
}

const ring = (page) =>
  page.evaluate(() => {
    const { attack, number, phone } = window.hostile;
    phone.ring({ number, name: attack('caller'), divertedFrom: attack('diverted') });
  });

const pickUp = async (page) => {
  await page.evaluate(async () => {
    const { dialer, phone } = window.hostile;
    const [call] = dialer.state.snapshot.calls.filter(({ status }) => status !== 'active');
    dialer.findCall(call.id).answer();
    phone.lastLine.emit({ type: 'answered' });
    phone.lastLine.emit({ type: 'media', media: 'flowing' });
  });
};

it('shows hostile text as text in every state of a call, and it turns nothing around', async () => {
  const { page, shows } = await openHostile();
  await shows('called-1', 'disposition', 'name-3', 'title-3', 'label', 'field', 'value', 'reason');
  await ring(page);
  await shows('caller', 'name-1', 'name-2');
  await pickUp(page);
  await shows('caller', 'diverted', 'message-a');
  // The agent says who it is; then the message, the consent to a recording, and a person who did not agree.
  await page.getByRole('button', { name: 'Use this record' }).click();
  await shows('company-1', 'value');
  await page.evaluate(() => {
    const { dialer } = window.hostile;
    void dialer.findCall(dialer.state.snapshot.activeCallId).record('start');
  });
  await shows('Has caller<img');
  await page.evaluate(() => {
    const { dialer } = window.hostile;
    void dialer.findCall(dialer.state.snapshot.activeCallId).record('refuse');
  });
  await shows('Not recorded: caller<img');
  // A second call beside it: held lines, and both together.
  await ring(page);
  await pickUp(page);
  await page.getByText('on hold').first().waitFor();
  await shows('caller');
  await page.evaluate(async () => {
    const { dialer } = window.hostile;
    const [first, second] = dialer.state.snapshot.calls;
    await dialer.findCall(second.id).merge(dialer.findCall(first.id));
  });
  await page.getByRole('button', { name: 'End both' }).waitFor();
  await shows('caller');
  await page.evaluate(() => window.hostile.phone.lastLine.end());
  await page.evaluate(() => window.hostile.phone.lines.at(0).end());
  await shows('result', 'other');
  await page.close();
});

it('exports hostile text so that a spreadsheet computes nothing, and JSON gives it back', async () => {
  const { page } = await openHostile();
  const [csv, json] = await page.evaluate(async () => {
    const read = async (format) => (await window.hostile.dialer.records.exportFile({ format })).text();
    return [await read('csv'), await read('json')];
  });
  const cells = [...csv.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(?:,|\r\n)/g)].map(
    ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
  );
  expect(cells.filter((cell) => /^[\s\p{Cf}\p{Cc}]*[=+\-@]/u.test(cell) && !/^\+\d+$/.test(cell))).toEqual([]);
  expect(cells.filter((cell) => cell.startsWith("'=1+1\n"))).toHaveLength(3);
  const { note } = JSON.parse(json)[0];
  expect(note).toBe(await page.evaluate(() => `=1+1\n${window.hostile.attack('note')}`));
  await page.close();
});

it('finds what is wrong: the check of this file sees markup that was let in', async () => {
  const { page } = await openHostile();
  const found = await page.evaluate(() => {
    const line = document.createElement('p');
    const name = document.createElement('span');
    name.textContent = 'name\u202E';
    const link = document.createElement('a');
    link.href = 'javascript:owned=1';
    line.append(name, ' called');
    document.body.append(line, link, document.createElement('img'));
    const { made, turned } = window.hostile.inspect();
    return { made: made.length, turned: turned.map(([, neighbours]) => neighbours) };
  });
  expect(found).toEqual({ made: 2, turned: ['called'] });
  await page.close();
});
