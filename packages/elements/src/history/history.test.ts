import { type Dialer, DialerError } from '@dialdeck/core';
import { expect } from 'chai';
import { html } from 'lit';
import '../define/history.js';
import { axeFindings, mount, until } from '../testing/mount.js';
import { dialerWith, morning, recordOf } from '../testing/records-fixture.js';

const show = (dialer: Dialer | undefined, width = 360, locale = 'en') => {
  const place = mount(
    html`<dial-provider .dialer=${dialer} locale=${locale}><dial-history></dial-history></dial-provider>`,
    width,
  );
  const element = place.querySelector('dial-history')!;
  const all = <Type extends Element>(selector: string) => [...element.shadowRoot!.querySelectorAll<Type>(selector)];
  const textOf = (selector: string) => all(selector).map((node) => node.textContent!.trim());
  return { element, place, all, textOf };
};

const type = (field: HTMLInputElement, value: string) => {
  field.value = value;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
};

describe('dial-history', () => {
  it('shows who was called, what came of it, and how long was talked', async () => {
    const { dialer } = await dialerWith(morning);
    const { all, textOf } = show(dialer);
    await until(() => all('.row').length === 6);
    expect(textOf('.row .name')).to.deep.equal([
      'Grace Lindholm',
      'Unknown caller',
      'Tom Becker',
      'Jean-Baptiste Vandenbroucke-Oliveira',
      'Priya Raman',
      'Maya Okafor',
    ]);
    expect(textOf('[part=result]')).to.deep.equal([
      'Send offer',
      'Missed',
      'Sale',
      'Call back',
      'Do not call',
      'No answer',
    ]);
    expect(textOf('[part=length]')).to.deep.equal(['4:38', '–', '12:04', '1:47', '0:52', '–']);
  });

  it('reddens the icon of a missed call only', async () => {
    const { dialer } = await dialerWith(morning);
    const { all } = show(dialer);
    await until(() => all('.row').length === 6);
    expect(all('.mark').map((mark) => mark.classList.contains('bad'))).to.deep.equal([
      false,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it('shows a call as soon as it is stored', async () => {
    const { dialer, phone } = await dialerWith();
    const { all, textOf } = show(dialer);
    await until(() => all('.message').length === 1);
    expect(textOf('.message p')).to.deep.equal(['No calls yet.']);
    dialer.call('+12025550102');
    phone.lastLine.end({ reason: 'busy' });
    await until(() => textOf('[part=result]').join() === 'Busy');
  });

  it('finds a call by its name, and says when none fits', async () => {
    const { dialer } = await dialerWith(morning);
    const { all, textOf } = show(dialer);
    await until(() => all('.row').length === 6);
    const field = all<HTMLInputElement>('input')[0]!;
    type(field, 'becker');
    await until(() => all('.row').length === 1);
    expect(textOf('.row .name')).to.deep.equal(['Tom Becker']);
    type(field, 'nobody at all');
    await until(() => all('.row').length === 0 && all('.message').length === 1);
    expect(textOf('.message p')).to.deep.equal(['No call fits this search.']);
  });

  it('says what went wrong when the storage fails, and tries again', async () => {
    const { dialer } = await dialerWith(morning);
    let fails = true;
    const search: Dialer['records']['search'] = async (query) => {
      if (fails) throw new DialerError('storage-failed', 'The disk is on fire.');
      return dialer.records.search(query);
    };
    const { all } = show({ ...dialer, records: { ...dialer.records, search } });
    const retry = await until(() => all<HTMLButtonElement>('[role=alert] .btn')[0]);
    await until(() => all('[role=alert]')[0]!.textContent!.includes('storage failed'));
    expect(all('[role=alert]')[0]!.textContent).to.include('storage-failed');
    fails = false;
    retry.click();
    await until(() => all('.row').length === 6);
  });

  it('calls back with the mouse', async () => {
    const { dialer, phone } = await dialerWith(morning);
    const { all } = show(dialer);
    await until(() => all('.row').length === 6);
    all<HTMLButtonElement>('.call')[2]!.click();
    await until(() => phone.dialed.length === 1);
    expect(phone.dialed[0]!.number).to.equal('+13125550178');
  });

  it('lets the page stop a call', async () => {
    const { dialer, phone } = await dialerWith(morning);
    const { all, place } = show(dialer);
    await until(() => all('.row').length === 6);
    const asked: string[] = [];
    place.addEventListener('dial-before-call', (event) => {
      asked.push(event.number);
      event.preventDefault();
    });
    all<HTMLButtonElement>('.call')[0]!.click();
    expect(asked).to.deep.equal(['+16175550127']);
    await Promise.resolve();
    expect(phone.dialed).to.deep.equal([]);
  });

  it('is one stop of the tab key, and the arrows go from row to row', async () => {
    const { dialer } = await dialerWith(morning);
    const { all, element } = show(dialer);
    await until(() => all('.row').length === 6);
    const buttons = all<HTMLButtonElement>('.call');
    const press = async (key: string) => {
      element.shadowRoot!.activeElement!.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      );
      await element.updateComplete;
      return buttons.indexOf(element.shadowRoot!.activeElement as HTMLButtonElement);
    };
    buttons[0]!.focus();
    await element.updateComplete;
    expect(await press('ArrowDown')).to.equal(1);
    expect(await press('End')).to.equal(5);
    expect(await press('ArrowDown')).to.equal(5);
    expect(await press('ArrowUp')).to.equal(4);
    expect(await press('Home')).to.equal(0);
    expect(buttons.map(({ tabIndex }) => tabIndex)).to.deep.equal([0, -1, -1, -1, -1, -1]);
  });

  it('cannot call while the phone is offline', async () => {
    const { dialer, phone } = await dialerWith(morning);
    await dialer.disconnect();
    const { all } = show(dialer);
    await until(() => all('.row').length === 6);
    const [first] = all<HTMLButtonElement>('.call');
    expect(first!.getAttribute('aria-disabled')).to.equal('true');
    first!.click();
    await Promise.resolve();
    expect(phone.dialed).to.deep.equal([]);
  });

  it('brings older calls, and keeps them when a record changes', async () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      recordOf({ id: `r${index}`, startedAt: Date.UTC(2026, 0, 5) - index * 60_000 }),
    );
    const { dialer, phone } = await dialerWith(many);
    const { all } = show(dialer);
    await until(() => all('.row').length === 50);
    all<HTMLButtonElement>('.more .btn')[0]!.click();
    await until(() => all('.row').length === 60);
    dialer.call('+12025550102');
    phone.lastLine.end({ reason: 'busy' });
    await until(() => all('.row [part=result]')[0]!.textContent === 'Busy');
    expect(all('.row').length).to.equal(60);
  });

  it('writes what came from outside as text', async () => {
    const { dialer } = await dialerWith([recordOf({ id: 'r1', name: '<img src=x onerror=alert(1)>' })]);
    const { all, textOf } = show(dialer);
    await until(() => all('.row').length === 1);
    expect(textOf('.name')).to.deep.equal(['<img src=x onerror=alert(1)>']);
    expect(all('img')).to.deep.equal([]);
  });

  it('is a table of columns from 520 pixels on', async () => {
    const { dialer } = await dialerWith(morning);
    const narrow = show(dialer, 360);
    const wide = show(dialer, 700);
    await until(() => narrow.all('.row').length === 6 && wide.all('.row').length === 6);
    expect(getComputedStyle(narrow.all('.cols')[0]!).display).to.equal('none');
    expect(getComputedStyle(wide.all('.cols')[0]!).display).to.equal('grid');
    expect(wide.all('.row')[0]!.clientHeight).to.be.lessThan(narrow.all('.row')[0]!.clientHeight);
  });

  for (const width of [320, 700]) {
    it(`has nothing that axe finds wrong at ${width} pixels`, async () => {
      const { dialer } = await dialerWith(morning);
      const { all, place } = show(dialer, width);
      await until(() => all('.row').length === 6);
      expect(await axeFindings(place)).to.deep.equal([]);
    });
  }

  it('speaks Chinese', async () => {
    const { dialer } = await dialerWith(morning);
    const { textOf } = show(dialer, 360, 'zh-CN');
    await until(() => textOf('[part=result]').includes('成交'));
    expect(textOf('h2')).to.deep.equal(['记录']);
  });
});
