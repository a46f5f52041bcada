import type { Customer, Dialer } from '@dialdeck/core';
import { expect } from 'chai';
import { html } from 'lit';
import '../define/customer.js';
import { axeFindings, mount, until } from '../testing/mount.js';
import { daniel, dialerWith, maya, morning, priya } from '../testing/records-fixture.js';

interface Shown {
  readonly dialer: Dialer;
  readonly customer?: Customer | undefined;
  readonly width?: number;
  readonly locale?: string;
}

const show = async ({ dialer, customer, width = 360, locale = 'en' }: Shown) => {
  const place = mount(
    html`<dial-provider .dialer=${dialer} locale=${locale}><dial-customer .customer=${customer}></dial-customer></dial-provider>`,
    width,
  );
  const element = place.querySelector('dial-customer')!;
  await until(() => element.shadowRoot?.querySelector('h2'));
  const all = <Type extends Element>(selector: string) => [...element.shadowRoot!.querySelectorAll<Type>(selector)];
  const textOf = (selector: string) => all(selector).map((node) => node.textContent!.trim().replace(/\s+/g, ' '));
  return { element, place, all, textOf };
};

describe('dial-customer', () => {
  it('shows the card that the page gave it', async () => {
    const { dialer } = await dialerWith();
    const { textOf } = await show({ dialer, customer: maya });
    expect(textOf('h3')).to.deep.equal(['Maya Okafor']);
    expect(textOf('.who p')).to.deep.equal(['Practice manager, Brightwater Dental']);
    expect(textOf('dt')).to.deep.equal(['Mobile', 'Front desk', 'Local time', 'Mail', 'Plan']);
  });

  it('calls the number that was pressed, and says whom', async () => {
    const { dialer, phone } = await dialerWith();
    const { all } = await show({ dialer, customer: maya });
    const [, second] = all<HTMLButtonElement>('.number button');
    expect(second!.getAttribute('aria-label')).to.equal('Call Maya Okafor, +18135550140');
    second!.click();
    await until(() => phone.dialed.length === 1);
    expect(phone.dialed[0]!.number).to.equal('+18135550140');
    expect(dialer.state.snapshot.calls[0]!.customers[0]!.id).to.equal('c1');
  });

  it('cannot call while the phone is offline, and says so', async () => {
    const { dialer } = await dialerWith();
    await dialer.disconnect();
    const { all } = await show({ dialer, customer: maya });
    const buttons = all<HTMLButtonElement>('.number button');
    expect(buttons.map(({ disabled, title }) => `${disabled} ${title}`)).to.deep.equal([
      'true Not ready',
      'true Not ready',
    ]);
  });

  it('offers no call to somebody who asked not to be called', async () => {
    const { dialer } = await dialerWith();
    const { all, textOf } = await show({ dialer, customer: priya });
    expect(all('.number')).to.have.length(1);
    expect(all('.number button')).to.deep.equal([]);
    expect(textOf('.banner')[0])
      .to.include('Do not call')
      .and.to.include('Jul 2')
      .and.to.include('Applies to every campaign.');
  });

  it('shows the last calls with this customer, and each new one', async () => {
    const { dialer, phone } = await dialerWith(morning);
    const { all, textOf } = await show({ dialer, customer: maya });
    await until(() => all('.timeline li').length === 1);
    expect(textOf('.timeline li')[0]).to.include('No answer').and.to.include('Rang for a long time.');
    dialer.call('+18135550143', { customer: maya });
    phone.lastLine.end({ reason: 'busy' });
    await until(() => all('.timeline li').length === 1 || all('.timeline li').length === 2);
    await dialer.wrapUp.complete({ disposition: 'callback' });
    await until(() => textOf('.timeline li')[0]?.includes('Call back'));
  });

  it('keeps the note of the call, and of the work after it', async () => {
    const { dialer, phone } = await dialerWith();
    const call = dialer.call('+18135550143', { customer: maya });
    const { all, element } = await show({ dialer });
    const write = async (note: string) => {
      const field = all<HTMLTextAreaElement>('textarea')[0]!;
      field.value = note;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await element.updateComplete;
    };
    await write('Wants 25 seats.');
    expect(call.state.snapshot.note).to.equal('Wants 25 seats.');
    phone.lastLine.end({ reason: 'busy' });
    await element.updateComplete;
    expect(all<HTMLTextAreaElement>('textarea')[0]!.value).to.equal('Wants 25 seats.');
    await write('Wants 25 seats. Calls back.');
    expect(dialer.state.snapshot.wrapUp!.note).to.equal('Wants 25 seats. Calls back.');
  });

  it('asks which record it is when several have the number', async () => {
    const { dialer } = await dialerWith([], { customers: { findByNumber: async () => [maya, daniel] } });
    dialer.call('+18135550143');
    const { all, textOf, place } = await show({ dialer });
    await until(() => all('[type=radio]').length === 2);
    expect(textOf('h3')).to.deep.equal([]);
    const radios = all<HTMLInputElement>('[type=radio]');
    expect(radios.map(({ checked }) => checked)).to.deep.equal([true, false]);
    const chosen: string[] = [];
    place.addEventListener('dial-choose-customer', ({ customer }) => chosen.push(customer.name));
    radios[1]!.click();
    all<HTMLButtonElement>('[type=submit]')[0]!.click();
    await until(() => textOf('h3')[0] === 'Daniel Okafor');
    expect(chosen).to.deep.equal(['Daniel Okafor']);
  });

  it('opens the record in the CRM, unless the page does that itself', async () => {
    const { dialer } = await dialerWith();
    const { all, place } = await show({ dialer, customer: maya });
    const link = all<HTMLAnchorElement>('.open')[0]!;
    expect(link.href).to.equal('https://crm.example/customers/c1');
    expect(link.rel).to.equal('noopener noreferrer');
    let opened = '';
    place.addEventListener('dial-open-customer', (event) => {
      opened = event.customer.id;
      event.preventDefault();
    });
    const click = new MouseEvent('click', { bubbles: true, cancelable: true });
    link.dispatchEvent(click);
    expect(opened).to.equal('c1');
    expect(click.defaultPrevented).to.equal(true);
  });

  it('does not follow an address that is no web page', async () => {
    const { dialer } = await dialerWith();
    const { all } = await show({ dialer, customer: { ...maya, url: 'javascript:alert(1)' } });
    expect(all('a')).to.deep.equal([]);
  });

  it('writes what came from outside as text', async () => {
    const { dialer } = await dialerWith();
    const evil = '<img src=x onerror=alert(1)>';
    const { all, textOf } = await show({
      dialer,
      customer: { ...maya, name: evil, fields: [{ label: evil, value: evil }] },
    });
    expect(textOf('h3')).to.deep.equal([evil]);
    expect(all('img')).to.deep.equal([]);
  });

  it('says when nobody is chosen, and when the CRM does not know the number', async () => {
    const { dialer } = await dialerWith();
    const { element, textOf } = await show({ dialer });
    expect(textOf('.message')).to.deep.equal(['No customer is chosen.']);
    dialer.call('+12025550199');
    await element.updateComplete;
    await until(() => textOf('.message')[0] === 'Nobody in the CRM has this number.');
  });

  for (const [name, customer] of Object.entries({ 'a customer': maya, 'do not call': priya, nobody: undefined })) {
    it(`has nothing that axe finds wrong: ${name}`, async () => {
      const { dialer } = await dialerWith(morning);
      dialer.call('+18135550143', { customer: maya });
      const { place } = await show({ dialer, customer, width: 700 });
      expect(await axeFindings(place)).to.deep.equal([]);
    });
  }

  it('has nothing that axe finds wrong: several matches', async () => {
    const { dialer } = await dialerWith([], { customers: { findByNumber: async () => [maya, daniel] } });
    dialer.call('+18135550143');
    const { all, place } = await show({ dialer, width: 320 });
    await until(() => all('[type=radio]').length === 2);
    expect(await axeFindings(place)).to.deep.equal([]);
  });

  it('speaks Chinese', async () => {
    const { dialer } = await dialerWith();
    const { textOf } = await show({ dialer, customer: maya, locale: 'zh-CN' });
    await until(() => textOf('h2')[0] === '客户');
    expect(textOf('.open')).to.deep.equal(['在 CRM 中打开']);
  });
});
