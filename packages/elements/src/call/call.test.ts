/// <reference types="mocha" />
import { waitUntil } from '@open-wc/testing-helpers';
import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import { maya, type Scene, scene, tom } from '../provider/provider.stories.js';
import { mountNow, passGuard } from '../testing/mount-now.js';
import type { DialCall } from './call.js';

async function show(of: Scene): Promise<DialCall> {
  const provider = await mountNow(of.show(html`<dial-call></dial-call>`));
  const call = provider.querySelector<DialCall>('dial-call');
  if (!call) throw new Error('no call');
  await call.updateComplete;
  return call;
}

const find = <T extends HTMLElement = HTMLButtonElement>(call: DialCall, selector: string): T => {
  const found = call.renderRoot.querySelector<T>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
};
const talking = (length?: number) =>
  scene(({ phone, dialer }) => {
    dialer.call('+18135550143', { customer: maya });
    phone.lastLine.pickUp();
  }, length);

describe('dial-call', () => {
  it('is empty between calls', async () => {
    const call = await show(scene());
    expect(call.renderRoot.querySelector('section')).to.equal(null);
  });

  it('shows who, the number in one piece, and the clock', async () => {
    const call = await show(talking(3_852_500));
    expect(find(call, '.name').textContent).to.equal('Maya Okafor');
    expect(find(call, '.sub .num').textContent).to.equal('+1 813 555 0143');
    expect(find(call, '[role=timer]').textContent).to.match(/^1:04:1[23]$/);
    expect(find(call, '[role=timer]').getAttribute('aria-live')).to.equal('off');
  });

  it('counts on by itself while the page is seen', async () => {
    Object.defineProperty(document, 'hidden', { value: false, configurable: true });
    const call = await show(talking(5_000));
    const before = find(call, '[role=timer]').textContent;
    await waitUntil(() => find(call, '[role=timer]').textContent !== before, 'a second passes', { timeout: 3000 });
  });

  it('keeps the six controls in place while it rings, none of them usable', async () => {
    const call = await show(scene(({ dialer }) => void dialer.call('+18135550143')));
    const controls = [...call.renderRoot.querySelectorAll<HTMLButtonElement>('.controls button')];
    expect(controls).to.have.length(6);
    expect(controls.every(({ disabled }) => disabled)).to.equal(true);
    expect(find(call, '.dock').textContent).to.include('Cancel call');
  });

  it('mutes, and says so by name and state, only once the phone did it', async () => {
    const stage = talking();
    const call = await show(stage);
    const mute = find(call, '[part=mute]');
    expect(mute.getAttribute('aria-pressed')).to.equal('false');
    mute.click();
    await call.updateComplete;
    expect(mute.getAttribute('aria-pressed')).to.equal('true');
    expect(mute.textContent).to.include('Muted');
    expect(stage.phone.lastLine.commands).to.deep.equal(['setMuted true']);
  });

  it('holds and resumes', async () => {
    const call = await show(talking());
    find(call, '[part=hold]').click();
    await waitUntil(() => find(call, '.stage').dataset.s === 'held');
    expect(find(call, '[part=hold]').textContent).to.include('Resume');
    expect(find(call, '.stage').textContent).to.include('0:00 on hold');
    find(call, '[part=hold]').click();
    await waitUntil(() => find(call, '.stage').dataset.s === 'active');
  });

  it('tells in place that the far end refused hold, and the call goes on', async () => {
    const stage = talking();
    stage.phone.lastLine.refusesHold = true;
    const call = await show(stage);
    find(call, '[part=hold]').click();
    await waitUntil(() => call.renderRoot.querySelector('.problem')?.textContent?.includes('did not accept hold'));
    expect(find(call, '.problem code').textContent).to.equal('hold-rejected');
    expect(find(call, '.stage').dataset.s).to.equal('active');
  });

  it('sends tones from its keypad, by pointer and keyboard', async () => {
    const stage = talking();
    const call = await show(stage);
    find(call, '[part=keypad]').click();
    await call.updateComplete;
    find(call, '[data-key="1"]').click();
    find(call, '[part=keypad]').focus();
    await sendKeys({ press: '2' });
    expect(stage.phone.lastLine.commands).to.deep.equal(['sendTones 1', 'sendTones 2']);
    await sendKeys({ press: 'Escape' });
    await call.updateComplete;
    expect(call.renderRoot.querySelector('[data-key]')).to.equal(null);
    expect(stage.dialer.state.snapshot.calls).to.have.length(1);
  });

  it('keeps the note in the call', async () => {
    const stage = talking();
    const call = await show(stage);
    find(call, 'textarea').focus();
    await sendKeys({ type: 'aq wants 25' });
    expect(stage.dialer.state.snapshot.calls[0]?.note).to.equal('aq wants 25');
    expect(stage.phone.lastLine.commands).to.deep.equal([]);
    await sendKeys({ press: 'Escape' });
    await sendKeys({ press: 'q' });
    expect(stage.phone.lastLine.commands).to.deep.equal(['setMuted true']);
  });

  it('ends with Shift X, never with Escape', async () => {
    const stage = talking();
    const call = await show(stage);
    find(call, '.dock button').focus();
    await sendKeys({ press: 'Escape' });
    await sendKeys({ press: 'x' });
    expect(stage.phone.lastLine.commands).to.deep.equal([]);
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'X' });
    await sendKeys({ up: 'Shift' });
    expect(stage.phone.lastLine.commands).to.deep.equal(['hangUp']);
  });

  it('takes no press for a moment after Cancel became End', async () => {
    const stage = scene(({ dialer }) => void dialer.call('+18135550143'));
    const call = await show(stage);
    stage.phone.lastLine.pickUp();
    await call.updateComplete;
    find(call, '.dock button').click();
    expect(stage.phone.lastLine.commands).to.deep.equal([]);
    passGuard();
    find(call, '.dock button').click();
    expect(stage.phone.lastLine.commands).to.deep.equal(['hangUp']);
  });

  it('shows the held line and swaps', async () => {
    const stage = talking();
    const call = await show(stage);
    find(call, '[part=hold]').click();
    stage.dialer.call('+13125550178', { customer: tom });
    stage.phone.lastLine.pickUp();
    await waitUntil(() => find(call, '.name').textContent === 'Tom Becker');
    expect(find(call, '.line2').textContent).to.include('Maya Okafor');
    find(call, '.line2 .out').click();
    await waitUntil(() => find(call, '.name').textContent === 'Maya Okafor');
    expect(find(call, '.line2').textContent).to.include('Tom Becker');
  });

  it('says that the network dropped and the call is kept', async () => {
    const stage = talking();
    const call = await show(stage);
    const error = { code: 'connection-lost', message: '' } as const;
    stage.phone.setConnection({ status: 'reconnecting', attempt: 2, error });
    await call.updateComplete;
    expect(find(call, '.stage').dataset.s).to.equal('reconnecting');
    expect(find(call, '.body').textContent).to.include('Try 2.');
  });

  it('says that they may not hear when the audio stops', async () => {
    const stage = talking();
    const call = await show(stage);
    stage.phone.lastLine.emit({ type: 'media', media: 'interrupted' });
    await waitUntil(() => find(call, '.stage').dataset.s === 'reconnecting');
    expect(find(call, '.body').textContent).to.include('Maya Okafor may not hear you');
  });

  it('follows no link that a customer record smuggles in', async () => {
    const url = 'javascript:alert(1)';
    const stage = scene(({ phone, dialer }) => {
      dialer.call('+18135550143', { customer: { ...maya, url, name: '<img src=x onerror=alert(1)>' } });
      phone.lastLine.pickUp();
    });
    const call = await show(stage);
    expect(call.renderRoot.querySelector('a')).to.equal(null);
    expect(call.renderRoot.querySelector('img')).to.equal(null);
  });
});
