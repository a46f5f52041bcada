/// <reference types="mocha" />
import { aTimeout, waitUntil as until } from '@open-wc/testing-helpers';
import { sendKeys } from '@web/test-runner-commands';
import axe from 'axe-core';
import { expect } from 'chai';
import { html } from 'lit';
import { maya, type Scene, scene, tom } from '../provider/provider.stories.js';
import { mountNow, passGuard } from '../testing/mount-now.js';
import type { DialCall } from './call.js';

/** The panel is loaded when it is first wanted, which takes its time on a busy machine. */
const waitUntil = (isSo: () => unknown, what?: string) => until(isSo as () => boolean, what, { timeout: 5000 });

async function show(of: Scene, locale = 'en'): Promise<DialCall> {
  const provider = await mountNow(of.show(html`<dial-call></dial-call>`));
  Object.assign(provider, { locale });
  await aTimeout(0);
  const call = provider.querySelector<DialCall>('dial-call');
  if (!call) throw new Error('no call');
  await call.updateComplete;
  return call;
}

const query = <T extends HTMLElement = HTMLButtonElement>(call: DialCall, selector: string) =>
  call.renderRoot.querySelector<T>(selector);
const textOf = (call: DialCall, selector: string) => query(call, selector)?.textContent ?? '';
const add = (call: DialCall) => query(call, '[part=add]');

const one = () =>
  scene(({ phone, dialer }) => {
    dialer.call('+18135550143', { customer: maya });
    phone.lastLine.pickUp();
  });

/** Maya waits, Tom is talked to. */
async function two(locale?: string) {
  const stage = one();
  stage.dialer.call('+13125550178', { customer: tom });
  stage.phone.lastLine.pickUp();
  const call = await show(stage, locale);
  const label = locale ? '合并' : 'Join calls';
  await waitUntil(() => textOf(call, '[part=add]').includes(label), 'the button joins calls');
  return { stage, call };
}

async function merged() {
  const { stage, call } = await two();
  add(call)?.click();
  await waitUntil(() => textOf(call, '[part=add]').includes('Split'), 'merged');
  return { stage, call };
}

const states = (stage: Scene) =>
  stage.dialer.state.snapshot.calls.map((call) => call.status === 'active' && (call.held ? 'held' : 'talks'));

describe('dial-call, a conference', () => {
  it('joins the two calls with the button, says so once, and shows nobody on hold', async () => {
    const { stage, call } = await two();
    const spoken: string[] = [];
    const regions = (call.getRootNode() as Document).querySelector('dial-provider')?.shadowRoot;
    const observer = new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) spoken.push(node.textContent ?? '');
    });
    if (regions) observer.observe(regions, { childList: true, subtree: true, characterData: true });
    add(call)?.click();
    await waitUntil(() => textOf(call, '.body').includes('hear you and each other'));
    expect(states(stage)).to.deep.equal(['talks', 'talks']);
    expect(query(call, '[part=line]')).to.equal(null);
    await waitUntil(() => regions?.textContent?.includes('hear you and each other'), 'announced');
    query(call, '[part=mute]')?.click();
    await waitUntil(() => query(call, '[part=mute]')?.getAttribute('aria-pressed') === 'true');
    await aTimeout(50);
    observer.disconnect();
    expect(spoken.filter((words) => words.includes('hear you and each other'))).to.have.length(1);
    const findings = await axe.run(call, { rules: { region: { enabled: false } } });
    expect(findings.violations.map(({ id }) => id)).to.deep.equal([]);
  });

  it('joins and splits with G: the one that is shown is talked on', async () => {
    const { stage, call } = await two();
    query(call, '.dock button')?.focus();
    await sendKeys({ press: 'g' });
    await waitUntil(() => textOf(call, '[part=add]').includes('Split'));
    const shown = textOf(call, '.stage');
    await sendKeys({ press: 'g' });
    await waitUntil(() => textOf(call, '[part=add]').includes('Join calls'));
    expect(states(stage).sort()).to.deep.equal(['held', 'talks']);
    const talks = stage.dialer.state.snapshot.calls.find((each) => each.status === 'active' && !each.held);
    expect(shown).to.include(talks?.customers[0]?.name);
    expect(textOf(call, '[part=line]')).to.include(shown.includes('Tom') ? 'Maya' : 'Tom');
  });

  it('holds both with one button, and brings both back', async () => {
    const { stage, call } = await merged();
    query(call, '[part=hold]')?.click();
    await waitUntil(() => textOf(call, '.body').includes('hear nobody'));
    expect(states(stage)).to.deep.equal(['held', 'held']);
    query(call, '[part=hold]')?.click();
    await waitUntil(() => textOf(call, '.body').includes('hear you and each other'));
  });

  it('ends one, and the other goes on as a normal call', async () => {
    const { stage, call } = await merged();
    passGuard();
    const drop = [...call.renderRoot.querySelectorAll<HTMLButtonElement>('[part=drop]')].find(({ textContent }) =>
      textContent?.includes('Maya'),
    );
    drop?.click();
    await waitUntil(() => textOf(call, '[part=add]').includes('Add person'));
    expect(states(stage)).to.deep.equal(['talks']);
    expect(textOf(call, '.stage')).to.include('Tom');
    expect(textOf(call, '.dock')).to.include('End call');
  });

  it('ends both with End, by mouse and by key', async () => {
    for (const how of ['click', 'key']) {
      const { stage, call } = await merged();
      passGuard();
      if (how === 'click') query(call, '[part=end-both]')?.click();
      else {
        query(call, '[part=end-both]')?.focus();
        await sendKeys({ down: 'Shift' });
        await sendKeys({ press: 'X' });
        await sendKeys({ up: 'Shift' });
      }
      await waitUntil(() => stage.dialer.state.snapshot.calls.length === 0, how);
    }
  });

  it('asks whom to call when nobody else is there, and joins after the answer', async () => {
    const stage = one();
    const call = await show(stage);
    add(call)?.click();
    await waitUntil(() => query(call, '[part=target]'));
    expect(query(call, '[part=send-now]'), 'nothing is transferred').to.equal(null);
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => call.shadowRoot?.activeElement === add(call));
    add(call)?.click();
    await waitUntil(() => call.shadowRoot?.activeElement === query(call, '[part=target]'));
    await sendKeys({ type: '1002' });
    passGuard();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => stage.phone.lines.length === 2);
    await waitUntil(() => add(call)?.disabled, 'not before the answer');
    stage.phone.lastLine.pickUp();
    await waitUntil(() => textOf(call, '[part=add]').includes('Join calls') && !add(call)?.disabled);
    add(call)?.click();
    await waitUntil(() => textOf(call, '[part=add]').includes('Split'));
    expect(states(stage)).to.deep.equal(['talks', 'talks']);
  });

  it('says in place why calls could not be joined', async () => {
    const { stage, call } = await two();
    for (const line of stage.phone.lines) line.refusesJoin = true;
    add(call)?.click();
    await waitUntil(() => textOf(call, '.problem').includes('could not be merged'));
  });

  it('speaks Chinese', async () => {
    const { call } = await two('zh-CN');
    add(call)?.click();
    await waitUntil(() => textOf(call, '.body').includes('互相听到'));
    expect(textOf(call, '.dock')).to.include('挂断两个通话');
  });
});
