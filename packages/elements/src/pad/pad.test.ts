/// <reference types="mocha" />
import { DialerError } from '@dialdeck/core';
import { oneEvent, waitUntil } from '@open-wc/testing-helpers';
import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import { maya, type Scene, scene } from '../provider/provider.stories.js';
import type { DialBeforeCallEvent } from '../shared/before-call-event.js';
import { mountNow, passGuard } from '../testing/mount-now.js';
import { longPressMs } from './keys.js';
import type { DialPad } from './pad.js';

async function show(of: Scene, content = html`<dial-pad></dial-pad>`): Promise<DialPad> {
  const provider = await mountNow(of.show(content));
  const pad = provider.querySelector<DialPad>('dial-pad');
  if (!pad) throw new Error('no pad');
  await pad.updateComplete;
  return pad;
}

const find = <T extends HTMLElement = HTMLElement>(pad: DialPad, selector: string): T => {
  const found = pad.renderRoot.querySelector<T>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
};
const key = (pad: DialPad, digit: string) => find<HTMLButtonElement>(pad, `[data-key="${digit}"]`);
const field = (pad: DialPad) => find<HTMLInputElement>(pad, 'input');
const primary = (pad: DialPad) => find<HTMLButtonElement>(pad, '.dock button:last-child');
const status = (pad: DialPad) => pad.closest('dial-provider')?.shadowRoot?.querySelector('[role=status]')?.textContent;
const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));

const paste = (target: EventTarget, text: string) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  const options = { clipboardData, bubbles: true, composed: true, cancelable: true };
  target.dispatchEvent(new ClipboardEvent('paste', options));
};

describe('dial-pad', () => {
  it('has twelve real buttons in a named group, each with its own name', async () => {
    const pad = await show(scene());
    const group = find(pad, '[role=group].keys');
    expect(group.getAttribute('aria-label')).to.equal('Keypad');
    const names = [...group.querySelectorAll('button')].map((button) => button.getAttribute('aria-label'));
    expect(names).to.deep.equal(['1', '2', '3', '4', '5', '6', '7', '8', '9', 'Star', '0, hold for plus', 'Hash']);
  });

  it('types what is pressed, tells the page, and says each digit once', async () => {
    const pad = await show(scene());
    const told: string[] = [];
    pad.addEventListener('dial-number-change', ({ number }) => told.push(number));
    key(pad, '5').click();
    key(pad, '#').click();
    expect(told).to.deep.equal(['5', '5#']);
    await waitUntil(() => status(pad) === 'Hash');
  });

  it('calls the number, and the call is under way before anything was heard', async () => {
    const stage = scene();
    const pad = await show(stage, html`<dial-pad number="+1 (813) 555-0143"></dial-pad>`);
    primary(pad).click();
    await waitUntil(() => stage.phone.dialed.length === 1);
    expect(stage.phone.dialed[0]?.number).to.equal('+18135550143');
  });

  it('dials with Enter from the field', async () => {
    const stage = scene();
    const pad = await show(stage);
    field(pad).focus();
    await sendKeys({ type: '2025550100' });
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => stage.phone.dialed.length === 1);
    expect(stage.phone.dialed[0]?.number).to.equal('2025550100');
  });

  it('lights the key of a digit that is typed', async () => {
    const pad = await show(scene());
    field(pad).focus();
    await sendKeys({ press: '7' });
    await waitUntil(() => key(pad, '7').classList.contains('hit'));
    await waitUntil(() => !key(pad, '7').classList.contains('hit'));
  });

  it('takes digits and Backspace of the keyboard while a key has the focus', async () => {
    const pad = await show(scene());
    key(pad, '1').focus();
    await sendKeys({ type: '42' });
    await sendKeys({ press: 'Backspace' });
    expect(pad.number).to.equal('4');
  });

  it('gives a plus when 0 is held down', async () => {
    const pad = await show(scene());
    const zero = key(pad, '0');
    zero.dispatchEvent(new PointerEvent('pointerdown', { button: 0 }));
    await oneEvent(pad, 'dial-number-change');
    zero.dispatchEvent(new PointerEvent('pointerup'));
    zero.click();
    expect(pad.number).to.equal('+');
  });

  it('gives 0 for a short press', async () => {
    const pad = await show(scene());
    const zero = key(pad, '0');
    zero.dispatchEvent(new PointerEvent('pointerdown', { button: 0 }));
    zero.dispatchEvent(new PointerEvent('pointerup'));
    zero.click();
    await sleep(longPressMs + 50);
    expect(pad.number).to.equal('0');
  });

  for (const name of ['Space', 'Enter']) {
    it(`gives a plus when 0 is held with ${name}, and 0 when it is tapped`, async () => {
      const pad = await show(scene());
      key(pad, '0').focus();
      await sendKeys({ down: name });
      await oneEvent(pad, 'dial-number-change');
      await sendKeys({ up: name });
      await sendKeys({ press: name });
      expect(pad.number).to.equal('+0');
    });
  }

  it('cleans what is pasted anywhere inside', async () => {
    const pad = await show(scene());
    paste(key(pad, '1'), ' Tel. +1 (202) 555-0100 ');
    expect(pad.number).to.equal('+12025550100');
    paste(key(pad, '1'), '＋８６ ５７１ ٠٠٠٠ 0143');
    expect(pad.number).to.equal('+8657100000143');
  });

  it('puts what is pasted into the field where the cursor is', async () => {
    const pad = await show(scene(), html`<dial-pad number="+1100"></dial-pad>`);
    field(pad).setSelectionRange(2, 2);
    paste(field(pad), '202-555-0');
    expect(pad.number).to.equal('+12025550100');
  });

  it('deletes the last digit', async () => {
    const pad = await show(scene(), html`<dial-pad number="123"></dial-pad>`);
    find(pad, '[part=erase]').click();
    expect(pad.number).to.equal('12');
  });

  it('calls the number dialed last again', async () => {
    const stage = scene(({ phone, dialer }) => {
      dialer.call('+18135550143');
      phone.lastLine.end({ reason: 'busy' });
    });
    await stage.dialer.wrapUp.complete({ disposition: 'sale' });
    const pad = await show(stage);
    const redial = find<HTMLButtonElement>(pad, '.dock button');
    await waitUntil(() => !redial.disabled);
    redial.click();
    await waitUntil(() => stage.phone.dialed.length === 2);
    expect(stage.phone.dialed[1]?.number).to.equal('+18135550143');
  });

  it('asks the page first: no call after preventDefault', async () => {
    const stage = scene();
    const pad = await show(stage, html`<dial-pad number="123"></dial-pad>`);
    pad.addEventListener('dial-before-call', (event) => event.preventDefault());
    primary(pad).click();
    await sleep(0);
    expect(stage.phone.dialed).to.deep.equal([]);
  });

  it('waits for the decision of the page', async () => {
    const stage = scene();
    const pad = await show(stage, html`<dial-pad number="123"></dial-pad>`);
    let decide = (_allowed: boolean) => {};
    const decision = new Promise<boolean>((resolve) => {
      decide = resolve;
    });
    pad.addEventListener('dial-before-call', (event: DialBeforeCallEvent) => event.waitUntil(decision));
    primary(pad).click();
    await pad.updateComplete;
    passGuard();
    expect(primary(pad).disabled, 'cannot be asked twice').to.equal(true);
    expect(stage.phone.dialed).to.have.length(0);
    decide(true);
    await waitUntil(() => stage.phone.dialed.length === 1);
  });

  it('sends tones during a call, and ends it from the same place', async () => {
    const stage = scene(({ phone, dialer }) => {
      dialer.call('+18135550143', { customer: maya });
      phone.lastLine.pickUp();
    });
    const pad = await show(stage);
    key(pad, '4').click();
    key(pad, '0').click();
    await pad.updateComplete;
    expect(stage.phone.lastLine.commands).to.deep.equal(['sendTones 4', 'sendTones 0']);
    expect(field(pad).value).to.equal('40');
    primary(pad).click();
    expect(stage.phone.lastLine.commands).to.include('hangUp');
  });

  it('does not cancel a call by the second half of a double click', async () => {
    const stage = scene();
    const pad = await show(stage, html`<dial-pad number="123"></dial-pad>`);
    primary(pad).click();
    await waitUntil(() => stage.dialer.state.snapshot.calls.length === 1);
    await pad.updateComplete;
    primary(pad).click();
    expect(stage.phone.lastLine.commands).to.deep.equal([]);
    passGuard();
    primary(pad).click();
    expect(stage.phone.lastLine.commands).to.deep.equal(['hangUp']);
  });

  it('says what is wrong with a number, in place, and keeps the number', async () => {
    const pad = await show(scene(), html`<dial-pad number="abc def"></dial-pad>`);
    primary(pad).click();
    await waitUntil(() => pad.renderRoot.querySelector('.problem')?.textContent?.includes('cannot be dialed'));
    expect(find(pad, '.problem code').textContent).to.equal('number-invalid');
    expect(field(pad).value).to.equal('abc def');
  });

  it('says aloud what is wrong, in the region for it', async () => {
    const pad = await show(scene(), html`<dial-pad number="abc def"></dial-pad>`);
    primary(pad).click();
    const alert = () => pad.closest('dial-provider')?.shadowRoot?.querySelector('[role=alert]')?.textContent;
    await waitUntil(() => alert() === 'This number cannot be dialed. Correct the number.');
  });

  it('shows a blocked microphone with code and cure, and tests it again', async () => {
    const stage = scene(({ phone }) => {
      phone.setMicrophone({ status: 'failed', error: { code: 'microphone-denied', message: '' } });
    });
    stage.phone.microphoneError = new DialerError('microphone-missing', '');
    const pad = await show(stage, html`<dial-pad number="123"></dial-pad>`);
    await waitUntil(() => find(pad, '.name').textContent === 'Microphone is blocked.');
    expect(find(pad, 'code').textContent).to.equal('microphone-denied');
    expect(primary(pad).textContent).to.include('Test again');
    primary(pad).click();
    await waitUntil(() => find(pad, 'code').textContent === 'microphone-missing');
    stage.phone.microphoneError = undefined;
    passGuard();
    primary(pad).click();
    await waitUntil(() => primary(pad).textContent?.includes('Call'));
    expect(field(pad).value).to.equal('123');
  });

  it('connects again after the server could not be reached', async () => {
    const stage = scene(({ phone }) => {
      phone.setConnection({ status: 'failed', error: { code: 'server-unreachable', message: '' } });
    });
    const pad = await show(stage);
    await waitUntil(() => find(pad, '.name').textContent?.includes('cannot be reached'));
    primary(pad).click();
    await waitUntil(() => stage.dialer.state.snapshot.connection.status === 'connected');
  });

  it('keeps number and keys left to right in a right-to-left page', async () => {
    document.documentElement.dir = 'rtl';
    const pad = await show(scene(), html`<dial-pad number="+1 202"></dial-pad>`);
    expect(getComputedStyle(field(pad)).direction).to.equal('ltr');
    expect(key(pad, '1').getBoundingClientRect().left).to.be.lessThan(key(pad, '3').getBoundingClientRect().left);
    expect(getComputedStyle(find(pad, '.dock')).direction).to.equal('rtl');
    document.documentElement.dir = '';
  });

  it('does nothing, quietly, without a dialer', async () => {
    const provider = await mountNow(html`<dial-provider><dial-pad number="1"></dial-pad></dial-provider>`);
    const pad = provider.querySelector('dial-pad') as DialPad;
    await pad.updateComplete;
    expect(primary(pad).disabled).to.equal(true);
  });
});
