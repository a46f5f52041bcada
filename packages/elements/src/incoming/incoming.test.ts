/// <reference types="mocha" />
import { waitUntil } from '@open-wc/testing-helpers';
import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import { maya, type Scene, scene } from '../provider/provider.stories.js';
import { mountNow, passGuard } from '../testing/mount-now.js';
import type { DialIncoming } from './incoming.js';

async function show(of: Scene): Promise<DialIncoming> {
  const provider = await mountNow(
    of.show(html`<input aria-label="CRM" /><button>CRM</button><dial-incoming></dial-incoming>`),
  );
  const incoming = provider.querySelector<DialIncoming>('dial-incoming');
  if (!incoming) throw new Error('no incoming');
  await incoming.updateComplete;
  return incoming;
}

const ring = async (stage: Scene, incoming: DialIncoming) => {
  stage.phone.ring({ number: '+13125550178', name: 'Tom Becker' });
  await waitUntil(() => incoming.renderRoot.querySelector('[role=alertdialog]') !== null);
};
const buttons = (incoming: DialIncoming) => [
  ...incoming.renderRoot.querySelectorAll<HTMLButtonElement>('.dock button'),
];

describe('dial-incoming', () => {
  it('is a dialog that names the caller, and is gone when nobody calls', async () => {
    const stage = scene();
    const incoming = await show(stage);
    expect(incoming.renderRoot.querySelector('[role=alertdialog]')).to.equal(null);
    await ring(stage, incoming);
    const label = incoming.renderRoot.querySelector('[role=alertdialog]')?.getAttribute('aria-label');
    expect(label).to.equal('Incoming call. Tom Becker');
  });

  it('says whom a diverted caller had wanted, before and after the answer', async () => {
    const stage = scene();
    const incoming = await show(stage);
    incoming.after(document.createElement('dial-call'));
    stage.phone.ring({ number: '+13125550178', name: 'Tom Becker', divertedFrom: '1007' });
    await waitUntil(() => incoming.renderRoot.textContent?.replace(/\s+/g, ' ').includes('Diverted from'));
    expect(incoming.renderRoot.textContent).to.include('1007');
    passGuard();
    buttons(incoming)[1]?.click();
    const call = incoming.nextElementSibling;
    await waitUntil(() => call?.shadowRoot?.querySelector('.body')?.textContent?.includes('Diverted from 1007'));
  });

  it('answers and declines, but not in the first 800 ms', async () => {
    const stage = scene();
    const incoming = await show(stage);
    await ring(stage, incoming);
    buttons(incoming)[1]?.click();
    expect(stage.phone.lastLine.commands).to.deep.equal([]);
    passGuard();
    buttons(incoming)[1]?.click();
    expect(stage.phone.lastLine.commands).to.deep.equal(['answer']);
    await waitUntil(() => stage.dialer.state.snapshot.calls[0]?.status === 'active');
    passGuard();
    await ring(stage, incoming);
    passGuard();
    buttons(incoming)[0]?.click();
    expect(stage.phone.lastLine.commands[0]).to.match(/^reject/);
  });

  it('says whom answering puts on hold', async () => {
    const stage = scene(({ phone, dialer }) => {
      dialer.call('+18135550143', { customer: maya });
      phone.lastLine.pickUp();
    });
    const incoming = await show(stage);
    await ring(stage, incoming);
    expect(buttons(incoming)[1]?.textContent).to.include('Answer, hold Maya');
  });

  it('takes no focus from a text field, and A is a letter there', async () => {
    const stage = scene();
    const incoming = await show(stage);
    const field = incoming.parentElement?.querySelector('input');
    field?.focus();
    await ring(stage, incoming);
    passGuard();
    await sendKeys({ press: 'a' });
    expect(document.activeElement).to.equal(field);
    expect(field?.value).to.equal('a');
    expect(stage.phone.lastLine.commands).to.deep.equal([]);
  });

  it('takes the focus from a button of Dialdeck, answers with A, and gives it back', async () => {
    const stage = scene();
    const incoming = await show(stage);
    const button = incoming.parentElement?.querySelector('button');
    button?.focus();
    await ring(stage, incoming);
    expect(document.activeElement).to.equal(incoming);
    passGuard();
    await sendKeys({ press: 'a' });
    expect(stage.phone.lastLine.commands).to.deep.equal(['answer']);
    await waitUntil(() => document.activeElement === button);
  });
});
