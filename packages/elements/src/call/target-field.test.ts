/// <reference types="mocha" />
import { waitUntil as until } from '@open-wc/testing-helpers';
import { sendKeys } from '@web/test-runner-commands';
import axe from 'axe-core';
import { expect } from 'chai';
import { html } from 'lit';
import { maya, scene } from '../provider/provider.stories.js';
import { mountNow, passGuard } from '../testing/mount-now.js';
import type { DialCall } from './call.js';
import type { DialFindPeopleEvent, FoundPerson } from './find-people-event.js';

const waitUntil = (isSo: () => unknown, what?: string) => until(isSo as () => boolean, what, { timeout: 5000 });

const colleagues: readonly FoundPerson[] = [
  { name: 'Ana Souza', number: '1002', note: 'Contracts' },
  { name: 'Andrew Lee', number: '+13125550100' },
];

/** The transfer panel is open, and the page answers with `answer`. */
async function panel(answer: (event: DialFindPeopleEvent) => void) {
  const stage = scene(({ phone, dialer }) => {
    dialer.call('+18135550143', { customer: maya });
    phone.lastLine.pickUp();
  });
  const provider = await mountNow(stage.show(html`<dial-call></dial-call>`));
  const call = provider.querySelector<DialCall>('dial-call') as DialCall;
  await call.updateComplete;
  provider.addEventListener('dial-find-people', answer);
  const find = <T extends HTMLElement>(selector: string) => call.renderRoot.querySelector<T>(selector);
  find('[part=transfer]')?.click();
  await waitUntil(() => call.shadowRoot?.activeElement === find('[part=target]') && find('[part=target]'));
  const field = find<HTMLInputElement>('[part=target]') as HTMLInputElement;
  const options = () => [...call.renderRoot.querySelectorAll<HTMLElement>('[role=option]')];
  return { stage, provider, call, find, field, options };
}

describe('the field for whom to send a call to', () => {
  it('finds people by name, says how many once, and is worked with the arrow keys', async () => {
    const { stage, provider, call, find, field, options } = await panel((event) => {
      event.respondWith(colleagues.filter(({ name }) => name.toLowerCase().startsWith(event.text)));
    });
    await sendKeys({ type: 'an' });
    await waitUntil(() => options().length === 2);
    expect(field.getAttribute('aria-expanded')).to.equal('true');
    await waitUntil(() => provider.shadowRoot?.textContent?.includes('Found: 2.'), 'announced');
    // A colour that still fades is no colour to judge.
    for (const animation of call.shadowRoot?.getAnimations() ?? [])
      if (animation instanceof CSSTransition) animation.finish();
    const findings = await axe.run(call, { rules: { region: { enabled: false } } });
    expect(findings.violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).to.deep.equal([]);
    await sendKeys({ press: 'ArrowUp' });
    await waitUntil(() => field.getAttribute('aria-activedescendant') === options()[1]?.id);
    await sendKeys({ press: 'ArrowDown' });
    await waitUntil(() => options()[0]?.ariaSelected === 'true');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => options().length === 0);
    expect(field.value).to.equal('1002');
    expect(stage.phone.lines, 'nobody was called yet').to.have.length(1);
    passGuard();
    find('[part=send-now]')?.click();
    await waitUntil(() => stage.phone.lastLine.commands.includes('transfer 1002'));
  });

  it('takes a click, and Escape closes the list before the panel', async () => {
    const { find, field, options } = await panel((event) => event.respondWith(Promise.resolve(colleagues)));
    await sendKeys({ type: 'a' });
    await waitUntil(() => options().length === 2);
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => options().length === 0);
    expect(find('[part=target]')).to.equal(field);
    await sendKeys({ type: 'n' });
    await waitUntil(() => options().length === 2);
    options()[1]?.click();
    await waitUntil(() => field.value === '+13125550100');
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !find('[part=target]'));
  });

  it('shows the answer to what was typed last, and asks nobody about a number', async () => {
    const asked: string[] = [];
    const late: (() => void)[] = [];
    const { field, options } = await panel((event) => {
      asked.push(event.text);
      event.respondWith(
        event.text === 'a'
          ? new Promise((resolve) => late.push(() => resolve(colleagues)))
          : colleagues.filter(({ name }) => name.includes('Lee')),
      );
    });
    await sendKeys({ type: 'a' });
    await waitUntil(() => asked.length === 1);
    await sendKeys({ type: 'nd' });
    await waitUntil(() => options().length === 1);
    for (const answer of late) answer();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(options()).to.have.length(1);
    field.select();
    await sendKeys({ type: '1003' });
    await waitUntil(() => options().length === 0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(asked).to.deep.equal(['a', 'and']);
  });

  it('finds customers by name after the people of the page', async () => {
    const { stage, options } = await panel((event) => event.respondWith(colleagues.slice(0, 1)));
    const numbers = [{ number: '+12025550199', label: 'Mobile' }];
    await stage.dialer.customers.create({ name: 'Anita Rao', numbers });
    await sendKeys({ type: 'ani' });
    await waitUntil(() => options().length === 2);
    expect(options()[1]?.textContent).to.include('Anita Rao').and.to.include('+12025550199').and.to.include('Mobile');
  });

  it('survives whatever the page answers', async () => {
    const { options } = await panel((event) => {
      event.respondWith(Promise.reject(new Error('offline')));
      event.respondWith([null, { name: '' }, { name: '<img src=x onerror=alert(1)>', number: '1004' }] as never);
      event.respondWith('nobody' as never);
    });
    await sendKeys({ type: 'x' });
    await waitUntil(() => options().length === 1);
    expect(options()[0]?.querySelector('img')).to.equal(null);
    expect(options()[0]?.textContent).to.include('<img');
  });
});
