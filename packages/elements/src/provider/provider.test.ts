/// <reference types="mocha" />
import type { DialerState } from '@dialdeck/core';
import { waitUntil } from '@open-wc/testing-helpers';
import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html, LitElement } from 'lit';
import { DialerController } from '../dialer-controller.js';
import { en, type Messages } from '../locales/en.js';
import { mountNow, settled } from '../testing/mount-now.js';
import { DialProvider } from './provider.js';
import { maya, type Scene, scene } from './provider.stories.js';

class Probe extends LitElement {
  readonly dialer = new DialerController(this, (state: DialerState) => state.connection);
  protected override render() {
    return html`${this.dialer.text.call} ${this.dialer.value?.status ?? 'none'}`;
  }
  get words() {
    return this.renderRoot.textContent;
  }
}
customElements.define('test-probe', Probe);

const probeIn = (root: Element) => root.querySelector('test-probe') as Probe;
const region = (provider: Element, role: string) => provider.shadowRoot?.querySelector(`[role=${role}]`)?.textContent;
const show = (of: Scene) => mountNow<DialProvider>(of.show(html`<dial-softphone></dial-softphone>`));

/** Everything a provider says, in order. */
function hear(provider: DialProvider): string[] {
  const heard: string[] = [];
  const record = (changes: MutationRecord[]) => {
    for (const { target } of changes) heard.push((target.textContent ?? '').trim());
  };
  for (const role of ['status', 'alert']) {
    const target = provider.shadowRoot?.querySelector(`[role=${role}]`);
    if (target) new MutationObserver(record).observe(target, { childList: true });
  }
  return heard;
}

describe('dial-provider', () => {
  it('reaches elements that were there before it', async () => {
    const root = await mountNow(html`<div><late-provider><test-probe></test-probe></late-provider></div>`);
    expect(probeIn(root).words).to.equal('Call none');
    const { dialer } = scene();
    Object.assign(root.firstElementChild ?? {}, { dialer });
    customElements.define('late-provider', class extends DialProvider {});
    await waitUntil(() => probeIn(root).words === 'Call connected');
  });

  it('reaches elements with a dialer that comes later, and with another one after that', async () => {
    const provider = await mountNow<DialProvider>(html`<dial-provider><test-probe></test-probe></dial-provider>`);
    const first = scene();
    provider.dialer = first.dialer;
    await waitUntil(() => probeIn(provider).words === 'Call connected');
    provider.dialer = scene(({ phone }) => phone.setConnection({ status: 'offline' })).dialer;
    await waitUntil(() => probeIn(provider).words === 'Call offline');
    first.phone.setConnection({ status: 'connecting' });
    await settled();
    expect(probeIn(provider).words).to.equal('Call offline');
  });

  it('reaches an element that was moved to another provider', async () => {
    const one = scene();
    const two = scene(({ phone }) => phone.setConnection({ status: 'offline' }));
    const root = await mountNow(html`<div>${one.show(html`<test-probe></test-probe>`)}${two.show(html``)}</div>`);
    const probe = probeIn(root);
    root.lastElementChild?.append(probe);
    await waitUntil(() => probe.words === 'Call offline');
  });

  it('speaks Chinese when asked to, and two languages on one page', async () => {
    const { dialer } = scene();
    const root = await mountNow(html`
      <div>
        <dial-provider locale="zh-CN" .dialer=${dialer}><test-probe></test-probe></dial-provider>
        <dial-provider locale="en" .dialer=${dialer}><test-probe></test-probe></dial-provider>
      </div>
    `);
    const [chinese, english] = [...root.querySelectorAll('test-probe')] as Probe[];
    await waitUntil(() => chinese?.words === '呼叫 connected');
    expect(chinese?.lang).to.equal('zh-CN');
    expect(english?.words).to.equal('Call connected');
  });

  it('takes the words of the host, and keeps its own for the rest', async () => {
    const messages: Partial<Messages> = { call: 'Anrufen' };
    const provider = await mountNow(
      html`<dial-provider locale="de" .messages=${messages} .dialer=${scene().dialer}><test-probe></test-probe></dial-provider>`,
    );
    await waitUntil(() => probeIn(provider).words === 'Anrufen connected');
    expect(probeIn(provider).dialer.text.redial).to.equal(en.redial);
    expect(probeIn(provider).dialer.locale).to.equal('de');
  });

  it('says what happens to a call once, and in order', async () => {
    const stage = scene();
    const provider = await show(stage);
    const heard = hear(provider);
    stage.dialer.call('+18135550143', { customer: maya });
    stage.phone.lastLine.pickUp();
    await waitUntil(() => heard.length === 3, 'three announcements', { timeout: 3000 });
    stage.phone.lastLine.end();
    await waitUntil(() => heard.length === 4, 'the end', { timeout: 3000 });
    expect(heard).to.deep.equal([
      'Calling Maya Okafor.',
      'Ringing.',
      'Talking to Maya Okafor.',
      'Call ended, 0 seconds. Choose a result to go on.',
    ]);
  });

  it('interrupts for an incoming call, once, and tells that it was missed', async () => {
    const stage = scene();
    const provider = await show(stage);
    const heard = hear(provider);
    stage.phone.ring({ number: '+13125550178', name: 'Tom Becker' });
    await waitUntil(() => heard.length === 1);
    expect(region(provider, 'alert')).to.equal('Incoming call. Tom Becker.');
    stage.phone.lastLine.end({ reason: 'cancelled' });
    await waitUntil(() => heard.length === 2);
    expect(heard[1]).to.equal('Missed call. Tom Becker.');
  });

  it('interrupts when the connection is lost, and says when it is back', async () => {
    const stage = scene();
    const provider = await show(stage);
    const error = { code: 'connection-lost', message: '' } as const;
    stage.phone.setConnection({ status: 'reconnecting', attempt: 1, error });
    await waitUntil(() => region(provider, 'alert') === 'Connection lost.');
    stage.phone.setConnection({ status: 'connected' });
    await waitUntil(() => region(provider, 'status') === 'Connected again.');
  });

  it('does not speak twice where two providers share a dialer', async () => {
    const stage = scene();
    const root = await mountNow(html`<div>${stage.show(html``)}${stage.show(html``)}</div>`);
    const heard = [...root.querySelectorAll('dial-provider')].map(hear);
    stage.phone.ring({ number: '+13125550178' });
    await waitUntil(() => heard.flat().length > 0);
    await settled();
    expect(heard.flat()).to.have.length(1);
  });

  it('lets the host turn the keys off and change them', async () => {
    const stage = scene(({ phone, dialer }) => {
      dialer.call('+18135550143', { customer: maya });
      phone.lastLine.pickUp();
    });
    const provider = await show(stage);
    const call = provider.querySelector('dial-softphone')?.shadowRoot?.querySelector('dial-call');
    const mute = () => call?.shadowRoot?.querySelector<HTMLButtonElement>('[part=mute]');
    await waitUntil(() => mute() !== null);
    mute()?.focus();
    const { commands } = stage.phone.lastLine;
    await sendKeys({ press: 'q' });
    expect(commands).to.deep.equal(['setMuted true']);
    provider.keys = 'mute=KeyM';
    await provider.updateComplete;
    await sendKeys({ press: 'q' });
    expect(commands).to.have.length(1);
    await sendKeys({ press: 'm' });
    expect(commands).to.have.length(2);
    provider.keys = 'off';
    await provider.updateComplete;
    await sendKeys({ press: 'm' });
    expect(commands).to.have.length(2);
  });

  it('takes no key from the page around it', async () => {
    const stage = scene(({ phone, dialer }) => {
      dialer.call('+18135550143');
      phone.lastLine.pickUp();
    });
    const root = await mountNow(
      html`<div><button>CRM</button>${stage.show(html`<dial-softphone></dial-softphone>`)}</div>`,
    );
    root.querySelector('button')?.focus();
    await sendKeys({ press: 'q' });
    expect(stage.phone.lastLine.commands).to.deep.equal([]);
  });

  it('leaves the colours of the page around the elements alone', async () => {
    const provider = await mountNow(scene().show(html`<p>CRM</p><dial-pad></dial-pad>`));
    provider.setAttribute('theme', 'dark');
    const schemeOf = (selector: string) => getComputedStyle(provider.querySelector(selector) ?? provider).colorScheme;
    expect(schemeOf('dial-pad')).to.equal('dark');
    expect(schemeOf('p')).to.equal('normal');
  });

  it('gives dark colours for theme="dark", strong ones for contrast, and the host has the last word', async () => {
    const provider = await mountNow<DialProvider>(scene().show(html`<dial-pad></dial-pad>`));
    const pad = provider.querySelector('dial-pad') as HTMLElement;
    const ground = () => getComputedStyle(pad).backgroundColor;
    provider.setAttribute('theme', 'light');
    expect(ground()).to.equal('rgb(255, 255, 255)');
    provider.setAttribute('theme', 'dark');
    expect(ground()).to.equal('rgb(20, 24, 30)');
    provider.setAttribute('theme', 'contrast-dark');
    expect(ground()).to.equal('rgb(0, 0, 0)');
    provider.style.setProperty('--dial-surface', 'rgb(1, 2, 3)');
    expect(ground()).to.equal('rgb(1, 2, 3)');
  });
});
