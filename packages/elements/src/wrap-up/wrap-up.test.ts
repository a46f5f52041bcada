/// <reference types="mocha" />
import { waitUntil } from '@open-wc/testing-helpers';
import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import { maya, type Scene, scene } from '../provider/provider.stories.js';
import { mountNow } from '../testing/mount-now.js';
import type { DialWrapUp } from './wrap-up.js';

async function show(of: Scene): Promise<DialWrapUp> {
  const provider = await mountNow(of.show(html`<dial-wrap-up></dial-wrap-up>`));
  const element = provider.querySelector<DialWrapUp>('dial-wrap-up');
  if (!element) throw new Error('no wrap-up');
  await element.updateComplete;
  return element;
}

const ended = () =>
  scene(({ phone, dialer, wait }) => {
    dialer.call('+18135550143', { customer: maya }).setNote('25 seats');
    phone.lastLine.pickUp();
    wait(278_000);
    phone.lastLine.end();
  }, 278_000);

const radios = (element: DialWrapUp) => [...element.renderRoot.querySelectorAll<HTMLInputElement>('input[type=radio]')];
const labels = (element: DialWrapUp) =>
  [...element.renderRoot.querySelectorAll('.res span')].map((one) => one.textContent);
const save = (element: DialWrapUp) => element.renderRoot.querySelector<HTMLButtonElement>('.dock button');
const records = async (of: Scene) => (await of.dialer.records.search()).records;

describe('dial-wrap-up', () => {
  it('offers the results as one radio group, do not call last and red', async () => {
    const element = await show(ended());
    expect(element.renderRoot.querySelector('[role=radiogroup]')?.getAttribute('aria-label')).to.equal('Result');
    expect(labels(element)).to.have.length(8);
    expect(labels(element).at(-1)).to.equal('Do not call');
    expect(element.renderRoot.querySelector('.stage')?.textContent).to.include('Talked 4:38');
  });

  it('saves result and note, and is gone', async () => {
    const stage = ended();
    const element = await show(stage);
    radios(element)[0]?.click();
    await element.updateComplete;
    save(element)?.click();
    await waitUntil(() => stage.dialer.state.snapshot.wrapUp === undefined);
    const [record] = await records(stage);
    expect(record?.disposition).to.equal('sale');
    expect(record?.note).to.equal('25 seats');
  });

  it('saves with two presses of the same digit', async () => {
    const stage = ended();
    const element = await show(stage);
    save(element)?.focus();
    await sendKeys({ press: '3' });
    await element.updateComplete;
    expect(radios(element)[2]?.checked).to.equal(true);
    await sendKeys({ press: '3' });
    await waitUntil(() => stage.dialer.state.snapshot.wrapUp === undefined);
    expect((await records(stage))[0]?.disposition).to.equal('send-offer');
  });

  it('chooses do not call only with Shift', async () => {
    const element = await show(ended());
    save(element)?.focus();
    await sendKeys({ press: '8' });
    await element.updateComplete;
    expect(radios(element).some(({ checked }) => checked)).to.equal(false);
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'Digit8' });
    await sendKeys({ up: 'Shift' });
    await element.updateComplete;
    expect(radios(element).at(-1)?.checked).to.equal(true);
  });

  it('asks for a result instead of saving without one', async () => {
    const stage = ended();
    const element = await show(stage);
    save(element)?.click();
    await element.updateComplete;
    expect(element.renderRoot.querySelector('.problem')?.textContent).to.equal('Choose a result to go on.');
    expect(stage.dialer.state.snapshot.wrapUp).not.to.equal(undefined);
  });

  it('keeps a note that is typed here, and saves with Control Enter', async () => {
    const stage = ended();
    const element = await show(stage);
    radios(element)[3]?.click();
    await element.updateComplete;
    element.renderRoot.querySelector('textarea')?.focus();
    await sendKeys({ type: '!' });
    expect(stage.dialer.state.snapshot.wrapUp?.note).to.equal('25 seats!');
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ up: 'Control' });
    await waitUntil(() => stage.dialer.state.snapshot.wrapUp === undefined);
  });

  it('takes a time to call back', async () => {
    const stage = ended();
    const element = await show(stage);
    radios(element)[1]?.click();
    await element.updateComplete;
    const field = element.renderRoot.querySelector<HTMLInputElement>('input[type=datetime-local]');
    if (field) field.value = '2031-07-14T16:00';
    field?.dispatchEvent(new Event('change'));
    await element.updateComplete;
    save(element)?.click();
    await waitUntil(() => stage.dialer.state.snapshot.wrapUp === undefined);
    expect((await records(stage))[0]?.callbackAt).to.equal(new Date(2031, 6, 14, 16).getTime());
  });

  it('still knows what was chosen after a call came in between', async () => {
    const element = await show(ended());
    radios(element)[2]?.click();
    const parent = element.parentElement;
    element.remove();
    await element.updateComplete;
    parent?.append(element);
    await element.updateComplete;
    expect(radios(element)[2]?.checked).to.equal(true);
  });

  it('starts afresh for the next call', async () => {
    const stage = ended();
    const element = await show(stage);
    radios(element)[0]?.click();
    await element.updateComplete;
    stage.dialer.call('+13125550178');
    stage.phone.lastLine.end({ reason: 'busy' });
    await element.updateComplete;
    expect(element.renderRoot.querySelector('.stage')?.textContent).to.include('1 more to finish');
    save(element)?.click();
    await waitUntil(() => element.renderRoot.querySelector('.stage')?.textContent?.includes('Busy'));
    expect(radios(element).some(({ checked }) => checked)).to.equal(false);
  });
});
