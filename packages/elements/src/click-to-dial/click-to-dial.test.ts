import { createDialer, type Dialer } from '@dialdeck/core';
import { FakePhone } from '@dialdeck/core/testing';
import { expect } from 'chai';
import type { DialBeforeCallEvent } from '../shared/before-call-event.js';
import { type ClickToDialOptions, enableClickToDial } from './click-to-dial.js';

const stops: (() => void)[] = [];

async function page(html: string, options: Partial<ClickToDialOptions> = {}) {
  const root = document.createElement('main');
  root.innerHTML = html;
  document.body.append(root);
  const phone = new FakePhone();
  const dialer: Dialer = createDialer({ phone });
  await dialer.connect();
  const before = root.innerHTML;
  const stop = await enableClickToDial({ dialer, root, country: 'US', ...options });
  stops.push(() => {
    stop();
    root.remove();
    void dialer.dispose();
  });
  return { root, phone, dialer, stop, before };
}

/** Waits until `look` says something. */
async function until<T>(look: () => T | undefined | null | false): Promise<T> {
  for (;;) {
    const seen = look();
    if (seen) return seen;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const links = (root: ParentNode) => [...root.querySelectorAll<HTMLAnchorElement>('a[data-dial-number]')];

describe('a number in the text of a page', () => {
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
  });

  it('calls when it is clicked, and when Enter is pressed on it', async () => {
    const { root, phone } = await page('<p>Call Maya: (202) 555-0143, thanks</p>');
    const [link] = await until(() => links(root).length > 0 && links(root));
    expect(root.textContent).to.equal('Call Maya: (202) 555-0143, thanks');
    expect(link?.tabIndex).to.equal(0);
    expect(link?.textContent).to.equal('(202) 555-0143');
    link?.click();
    await until(() => phone.lines.length === 1);
    expect(phone.lastLine.remote.number).to.equal('+12025550143');
  });

  it('moves nothing on the page', async () => {
    const { root } = await page(
      '<p style="width: 12em">Call Maya at (202) 555-0143 or Tom at 202 555 0144 tomorrow</p>',
    );
    const size = () => JSON.stringify(root.querySelector('p')?.getBoundingClientRect());
    const before = size();
    await until(() => links(root).length === 2);
    expect(size()).to.equal(before);
  });

  it('is left alone in fields, editors, code, buttons, links and where the page says so', async () => {
    const number = '202 555 0143';
    const { root } = await page(`
      <input value="${number}"><textarea>${number}</textarea><div contenteditable><b>${number}</b></div>
      <pre>${number}</pre><code>${number}</code><button>${number}</button><a href="#x">${number}</a>
      <div data-dial-ignore><i>${number}</i></div><div role="textbox">${number}</div><script type="x">${number}</script>
      <svg><text>${number}</text></svg><p>${number}</p>`);
    await until(() => links(root).length > 0);
    expect(links(root).map((link) => link.parentElement?.localName)).to.deep.equal(['p']);
  });

  it('that comes, changes or goes later is kept up with', async () => {
    const { root } = await page('<p id="later"></p>');
    const paragraph = root.querySelector('p') as HTMLElement;
    paragraph.textContent = '202 555 0143';
    const [link] = await until(() => links(root).length === 1 && links(root));
    (link?.firstChild as Text).data = '202 555 0199';
    await until(() => links(root)[0]?.dataset['dialNumber'] === '+12025550199');
    (links(root)[0]?.firstChild as Text).data = 'no number';
    await until(() => links(root).length === 0);
    expect(paragraph.textContent).to.equal('no number');
  });

  it('is found in an open shadow tree too', async () => {
    const { root } = await page('<div id="host"></div>');
    const host = root.querySelector('#host') as HTMLElement;
    const inside = host.attachShadow({ mode: 'open' });
    inside.append('Call 202 555 0143');
    host.append('news');
    root.append(document.createElement('hr'));
    const again = host.cloneNode() as HTMLElement;
    again.attachShadow({ mode: 'open' }).append('Call 202 555 0144');
    root.append(again);
    await until(() => links(again.shadowRoot as ShadowRoot).length === 1);
  });

  it('looks as it did, once the page stops it', async () => {
    const { root, before, stop } = await page('<p>A 202 555 0143 B 202 555 0144</p><p>202 555 0145</p>');
    const texts = [...root.querySelectorAll('p')].map((each) => each.childNodes.length);
    await until(() => links(root).length === 3);
    stop();
    expect(root.innerHTML).to.equal(before);
    expect([...root.querySelectorAll('p')].map((each) => each.childNodes.length)).to.deep.equal(texts);
    expect(document.adoptedStyleSheets).to.have.length(0);
  });
});

describe('a tel: link of the page', () => {
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
  });

  it('calls through the dialer, and the page may stop it', async () => {
    const { root, phone } = await page('<a href="tel:+1-202-555-0143">Call us</a>');
    const link = root.querySelector('a') as HTMLAnchorElement;
    link.click();
    await until(() => phone.lines.length === 1);
    const numbers: string[] = [];
    root.addEventListener('dial-before-call', (event: DialBeforeCallEvent) => {
      numbers.push(event.number);
      event.preventDefault();
    });
    link.click();
    await until(() => numbers.length === 1);
    expect(phone.lines).to.have.length(1);
  });

  it('tells the page why it could not call', async () => {
    const errors: unknown[] = [];
    const { root } = await page('<a href="tel:%zz">odd</a>', { onError: (error) => errors.push(error) });
    root.querySelector('a')?.click();
    await until(() => errors.length === 1);
    expect(errors[0]).to.have.property('code', 'number-invalid');
  });
});
