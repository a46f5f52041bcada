/// <reference types="mocha" />
import { aTimeout, fixtureSync, waitUntil as until } from '@open-wc/testing-helpers';
import { sendKeys } from '@web/test-runner-commands';
import axe from 'axe-core';
import { expect } from 'chai';
import { html } from 'lit';
import { maya, type Scene, scene } from '../provider/provider.stories.js';
import type { DialCall } from './call.js';

const realNow = performance.now.bind(performance);
let skipped = 0;
performance.now = () => realNow() + skipped;
const passGuard = () => {
  skipped += 1000;
};

async function show(of: Scene, locale = 'en'): Promise<DialCall> {
  const provider = fixtureSync(of.show(html`<dial-call></dial-call>`));
  Object.assign(provider, { locale });
  await aTimeout(0);
  const call = provider.querySelector<DialCall>('dial-call');
  if (!call) throw new Error('no call');
  await call.updateComplete;
  return call;
}

/** The panel is loaded when it is first wanted, which takes its time on a busy machine. */
const waitUntil = (isSo: () => unknown, what?: string) => until(isSo as () => boolean, what, { timeout: 5000 });

const query = <T extends HTMLElement = HTMLButtonElement>(call: DialCall, selector: string) =>
  call.renderRoot.querySelector<T>(selector);
async function find<T extends HTMLElement = HTMLButtonElement>(call: DialCall, selector: string): Promise<T> {
  await waitUntil(() => query(call, selector), selector);
  return query<T>(call, selector) as T;
}
const talking = () =>
  scene(({ phone, dialer }) => {
    dialer.call('+18135550143', { customer: maya });
    phone.lastLine.pickUp();
  });

async function openPanel(call: DialCall, target = '1002'): Promise<void> {
  (await find(call, '[part=transfer]')).click();
  const field = await find<HTMLInputElement>(call, '[part=target]');
  field.value = target;
  field.dispatchEvent(new Event('input'));
  await call.updateComplete;
  passGuard();
}

async function consulting() {
  const stage = talking();
  const call = await show(stage);
  await openPanel(call);
  (await find(call, '[part=ask-first]')).click();
  await find(call, '[part=complete]');
  const [customer, colleague] = stage.phone.lines;
  if (!customer || !colleague) throw new Error('two lines are up');
  return { stage, call, customer, colleague };
}

async function violations(call: DialCall) {
  // A colour that still fades is no colour to judge, and a tab in the background never ends a fade.
  for (const animation of call.shadowRoot?.getAnimations() ?? [])
    if (animation instanceof CSSTransition) animation.finish();
  const { violations: found } = await axe.run(call, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { region: { enabled: false } },
  });
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
}

describe('dial-call, sending a caller on', () => {
  it('opens with T, takes the focus, and closes with Escape', async () => {
    const call = await show(talking());
    (await find(call, '.dock button')).focus();
    await sendKeys({ press: 't' });
    const field = await find<HTMLInputElement>(call, '[part=target]');
    await waitUntil(() => call.shadowRoot?.activeElement === field);
    expect(query(call, '[part=send-now]')?.disabled, 'nobody is named yet').to.equal(true);
    expect(query(call, '.dock')?.textContent).to.include('Back to call').and.to.include('End call');
    expect(await violations(call)).to.deep.equal([]);
    await sendKeys({ type: '1002' });
    expect(field.value).to.equal('1002');
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !query(call, '[part=target]'));
    await waitUntil(() => call.shadowRoot?.activeElement === query(call, '[part=transfer]'));
  });

  it('sends at once, shows how it goes, and is gone when the other picks up', async () => {
    const stage = talking();
    const call = await show(stage);
    await openPanel(call, ' 1002 ');
    (await find(call, '[part=send-now]')).click();
    await waitUntil(() => query(call, '.body')?.textContent?.includes('Sending Maya Okafor to 1002.'));
    expect(query(call, '[part=transfer]')?.disabled).to.equal(true);
    stage.phone.lastLine.endTransfer(180);
    await waitUntil(() => query(call, '.body')?.textContent?.includes('It rings there.'));
    const spoken = () => (call.getRootNode() as Document).querySelector('dial-provider')?.shadowRoot?.textContent;
    await waitUntil(() => spoken()?.includes('It rings there.'), 'announced');
    stage.phone.lastLine.endTransfer();
    await waitUntil(() => !query(call, 'section'));
    expect(stage.phone.lastLine.commands).to.deep.equal(['setHeld true', 'transfer 1002']);
  });

  it('says in place that it did not work, and the caller is back', async () => {
    const stage = talking();
    const call = await show(stage);
    await openPanel(call);
    (await find(call, '[part=send-now]')).click();
    await waitUntil(() => stage.phone.lastLine.transfers.length > 0);
    stage.phone.lastLine.endTransfer(486);
    await waitUntil(() => query(call, '.problem')?.textContent?.includes('The transfer did not work.'));
    expect(query<HTMLElement>(call, '.stage')?.dataset['s']).to.equal('active');
    await waitUntil(() => query(call, '[part=transfer]')?.disabled === false);
  });

  it('asks first with Enter, and completes only after the answer', async () => {
    const stage = talking();
    const call = await show(stage);
    await openPanel(call);
    (await find<HTMLInputElement>(call, '[part=target]')).focus();
    await sendKeys({ press: 'Enter' });
    const complete = await find(call, '[part=complete]');
    expect(complete.disabled).to.equal(true);
    expect(query(call, '.line2')?.textContent).to.include('Maya Okafor');
    stage.phone.lastLine.pickUp();
    await waitUntil(() => !complete.disabled);
    expect(await violations(call)).to.deep.equal([]);
    expect(query(call, '.body')?.textContent).to.include('Complete joins Maya Okafor with 1002');
    passGuard();
    complete.click();
    const [customer] = stage.phone.lines;
    await waitUntil(() => customer?.commands.includes('transfer line 1002'));
    await waitUntil(() => query(call, '[part=complete]')?.disabled);
    customer?.endTransfer();
    await waitUntil(() => stage.dialer.state.snapshot.calls.length === 0);
  });

  it('takes no press for a moment after Complete became possible', async () => {
    const { call, customer, colleague } = await consulting();
    colleague.pickUp();
    await waitUntil(() => query(call, '[part=complete]')?.disabled === false);
    (await find(call, '[part=complete]')).click();
    expect(customer.commands).not.to.include('transfer line 1002');
  });

  it('goes back to the caller with Cancel and with Escape', async () => {
    for (const how of ['click', 'Escape']) {
      const { stage, call, customer, colleague } = await consulting();
      passGuard();
      if (how === 'click') (await find(call, '[part=cancel]')).click();
      else {
        (await find(call, '[part=cancel]')).focus();
        await sendKeys({ press: 'Escape' });
      }
      await waitUntil(() => customer.commands.includes('setHeld false'));
      expect(colleague.commands).to.deep.equal(['hangUp']);
      await waitUntil(() => query(call, '.dock')?.textContent?.includes('End call'));
      expect(stage.dialer.state.snapshot.calls).to.have.length(1);
    }
  });

  it('shows a consultation that was begun elsewhere', async () => {
    const stage = talking();
    const [waiting] = stage.dialer.state.snapshot.calls;
    stage.dialer.findCall(waiting?.id ?? '')?.consult('1002');
    const call = await show(stage);
    await find(call, '[part=complete]');
  });

  it('speaks Chinese', async () => {
    const call = await show(talking(), 'zh-CN');
    await waitUntil(() => query(call, '[part=transfer]')?.textContent?.includes('转接'));
    (await find(call, '[part=transfer]')).click();
    await find(call, '[part=ask-first]');
    expect(query(call, '[part=ask-first]')?.textContent).to.include('先询问');
    expect(query(call, '.send')?.textContent).to.include('将Maya Okafor转接至');
  });
});
