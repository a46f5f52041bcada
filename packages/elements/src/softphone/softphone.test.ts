/// <reference types="mocha" />
import { waitUntil } from '@open-wc/testing-helpers';
import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import { defineAll } from '../define-all.js';
import { maya, type Scene, scene } from '../provider/provider.stories.js';
import { mountNow, passGuard, settled } from '../testing/mount-now.js';
import type { DialSoftphone } from './softphone.js';

async function show(of: Scene, content = html`<dial-softphone></dial-softphone>`): Promise<DialSoftphone> {
  const provider = await mountNow(of.show(content));
  const softphone = provider.querySelector<DialSoftphone>('dial-softphone');
  if (!softphone) throw new Error('no softphone');
  await softphone.updateComplete;
  return softphone;
}

const chord = async (modifier: 'Shift' | 'Control', press: string) => {
  await sendKeys({ down: modifier });
  await sendKeys({ press });
  await sendKeys({ up: modifier });
};

const inside = (softphone: Element, tag: string) => softphone.shadowRoot?.querySelector(tag)?.shadowRoot ?? undefined;
const text = (softphone: Element, selector: string) =>
  softphone.shadowRoot?.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim();

/** The filled button of whatever is shown. */
function primary(softphone: Element): DOMRect {
  const roots = [...(softphone.shadowRoot?.querySelectorAll('dial-incoming, dial-call, dial-wrap-up, dial-pad') ?? [])];
  const shown = roots.find(({ localName }) => localName === 'dial-incoming') ?? roots[0];
  const button = shown?.shadowRoot?.querySelector('.dock .btn:last-child');
  if (!button) throw new Error('no primary button');
  return button.getBoundingClientRect();
}

const talking = () =>
  scene(({ phone, dialer }) => {
    dialer.call('+18135550143', { customer: maya });
    phone.lastLine.pickUp();
  });

describe('dial-softphone', () => {
  it('goes through a whole call under one finger: the primary button stays where it is', async () => {
    const stage = scene();
    const softphone = await show(stage);
    const places: DOMRect[] = [];
    const look = async () => {
      await settled();
      await settled();
      places.push(primary(softphone));
    };
    await look();
    stage.dialer.call('+18135550143', { customer: maya });
    await look();
    stage.phone.lastLine.pickUp();
    await look();
    stage.phone.ring({ number: '+13125550178', name: 'Tom Becker' });
    await look();
    stage.phone.lastLine.end({ reason: 'cancelled' });
    stage.phone.lines[0]?.end();
    await look();
    const [left, right] = [Math.max(...places.map((one) => one.left)), Math.min(...places.map((one) => one.right))];
    const [top, bottom] = [Math.max(...places.map((one) => one.top)), Math.min(...places.map((one) => one.bottom))];
    expect(places).to.have.length(5);
    expect(right - left).to.be.at.least(150);
    expect(bottom - top).to.be.at.least(43);
  });

  it('says in its header what the agent is doing', async () => {
    const stage = scene();
    const softphone = await show(stage);
    expect(text(softphone, '.top')).to.equal('Ready');
    stage.dialer.call('+18135550143');
    await settled();
    expect(text(softphone, '.top')).to.equal('Dialing');
    stage.phone.lastLine.pickUp();
    await settled();
    expect(text(softphone, '.top')).to.equal('On call');
    const error = { code: 'connection-lost', message: '' } as const;
    stage.phone.setConnection({ status: 'reconnecting', attempt: 1, error });
    await settled();
    expect(text(softphone, '.top')).to.include('No network');
  });

  it('keeps a typed number while the history is looked at', async () => {
    const softphone = await show(scene());
    inside(softphone, 'dial-pad')?.querySelector<HTMLButtonElement>('[data-key="5"]')?.click();
    softphone.shadowRoot?.querySelector<HTMLButtonElement>('nav button:last-child')?.click();
    await softphone.updateComplete;
    expect(softphone.shadowRoot?.querySelector('dial-pad')).to.equal(null);
    expect(softphone.shadowRoot?.querySelector('dial-history')).not.to.equal(null);
    softphone.shadowRoot?.querySelector<HTMLButtonElement>('nav button')?.click();
    await softphone.updateComplete;
    expect(inside(softphone, 'dial-pad')?.querySelector('input')?.value).to.equal('5');
  });

  it('keeps End in reach while the history is looked at during a call', async () => {
    const stage = talking();
    const softphone = await show(stage);
    await settled();
    const before = primary(softphone);
    softphone.shadowRoot?.querySelector<HTMLButtonElement>('nav button:last-child')?.click();
    await settled();
    expect(softphone.shadowRoot?.querySelector('dial-call > dial-history')).not.to.equal(null);
    expect(primary(softphone).top).to.equal(before.top);
  });

  it('comes to the front for a new call', async () => {
    const stage = scene();
    const softphone = await show(stage);
    softphone.shadowRoot?.querySelector<HTMLButtonElement>('nav button:last-child')?.click();
    stage.dialer.call('+18135550143');
    await settled();
    expect(softphone.shadowRoot?.querySelector('nav [aria-current]')?.textContent).to.include('Dial');
  });

  it('puts an incoming call over everything, and what is below cannot be used', async () => {
    const stage = talking();
    const softphone = await show(stage);
    stage.phone.ring({ number: '+13125550178', name: 'Tom Becker' });
    await settled();
    expect(softphone.shadowRoot?.querySelector('.main')?.hasAttribute('inert')).to.equal(true);
    expect(inside(softphone, 'dial-incoming')?.textContent).to.include('Answer, hold Maya');
  });

  it('does not turn a press on End into Answer, or one on Answer into End', async () => {
    const stage = talking();
    const softphone = await show(stage);
    passGuard();
    stage.phone.ring({ number: '+13125550178' });
    await settled();
    const answer = inside(softphone, 'dial-incoming')?.querySelector<HTMLButtonElement>('.go');
    answer?.click();
    expect(stage.phone.lastLine.commands).to.deep.equal([]);
    stage.phone.lastLine.end({ reason: 'cancelled' });
    await settled();
    inside(softphone, 'dial-call')?.querySelector<HTMLButtonElement>('.stop')?.click();
    expect(stage.phone.lines[0]?.commands).to.deep.equal([]);
  });

  it('goes from number to next call by keyboard alone', async () => {
    const stage = scene();
    const softphone = await show(stage);
    await settled();
    inside(softphone, 'dial-pad')?.querySelector<HTMLElement>('[data-key="1"]')?.focus();
    await sendKeys({ type: '2025550100' });
    await sendKeys({ press: 'a' });
    await waitUntil(() => stage.phone.dialed.length === 1);
    stage.phone.lastLine.pickUp();
    await settled();
    passGuard();
    await chord('Control', 'Backquote');
    await chord('Shift', 'X');
    await waitUntil(() => stage.dialer.state.snapshot.wrapUp !== undefined);
    await settled();
    passGuard();
    await chord('Control', 'Backquote');
    await sendKeys({ press: '2' });
    await sendKeys({ press: 'a' });
    await waitUntil(() => stage.dialer.state.snapshot.wrapUp === undefined);
    expect((await stage.dialer.records.search()).records[0]?.disposition).to.equal('callback');
  });

  it('is one chord away from anywhere on the page, and so is the way back', async () => {
    const stage = talking();
    const root = await mountNow(
      html`<div><input aria-label="CRM" />${stage.show(html`<dial-softphone></dial-softphone>`)}</div>`,
    );
    const field = root.querySelector('input');
    field?.focus();
    await chord('Control', 'Backquote');
    expect(document.activeElement?.localName).to.equal('dial-softphone');
    await sendKeys({ press: 'q' });
    expect(stage.phone.lastLine.commands).to.deep.equal(['setMuted true']);
    await chord('Control', 'Backquote');
    expect(document.activeElement).to.equal(field);
  });

  it('shrinks to one line that can still mute, hold and end', async () => {
    const stage = talking();
    const softphone = await show(stage, html`<dial-softphone compact></dial-softphone>`);
    expect(softphone.getBoundingClientRect().height).to.be.within(43, 46);
    const [mute, hold, end] = [...(softphone.shadowRoot?.querySelectorAll<HTMLButtonElement>('button') ?? [])];
    expect([mute, hold, end].map((one) => one?.getAttribute('aria-label'))).to.deep.equal(['Mute', 'Hold', 'End call']);
    mute?.click();
    hold?.click();
    passGuard();
    end?.click();
    expect(stage.phone.lastLine.commands).to.deep.equal(['setMuted true', 'setHeld true', 'hangUp']);
  });

  it('has the same keys in its one line', async () => {
    const stage = talking();
    const softphone = await show(stage, html`<dial-softphone compact></dial-softphone>`);
    softphone.shadowRoot?.querySelector<HTMLElement>('button')?.focus();
    await sendKeys({ press: 'q' });
    await sendKeys({ press: 'w' });
    passGuard();
    await chord('Shift', 'X');
    expect(stage.phone.lastLine.commands).to.deep.equal(['setMuted true', 'setHeld true', 'hangUp']);
  });

  it('works under another prefix beside the first', async () => {
    defineAll({ prefix: 'acme' });
    const { dialer } = talking();
    const provider = Object.assign(document.createElement('acme-provider'), { dialer });
    const softphone = document.createElement('acme-softphone');
    provider.append(softphone);
    await mountNow(html`<div>${provider}</div>`);
    expect(inside(softphone, 'acme-call')?.textContent).to.include('Maya Okafor');
    expect(softphone.shadowRoot?.querySelector('dial-call')).to.equal(null);
    const ours = await show(scene());
    expect(inside(ours, 'dial-pad')).not.to.equal(undefined);
  });
});
