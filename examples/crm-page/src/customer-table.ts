import { type CrmRecord, readableNumber } from './customers.js';
import { searchRecords } from './directory.js';
import { byId, element, icon } from './element.js';
import { addressOf } from './views.js';
import { say } from './words.js';

/** Starts a call; the page has one such function. */
export type Dial = (number: string, record?: CrmRecord) => void;

/** A button that calls a number, or the word that nobody may call it. */
export function dialButton(record: CrmRecord, { dial, wide }: { dial: Dial; wide: boolean }): HTMLElement[] {
  if (record.doNotCall)
    return [element('span', { class: 'stop', title: say('doNotCall') }, icon('ban'), wide ? say('doNotCall') : '')];
  return record.numbers.slice(0, wide ? undefined : 1).map(({ number, kind }) => {
    const readable = readableNumber(number);
    const label = say('call', { name: record.name, label: say(kind), number: readable });
    const text = element('span', { class: wide ? 'number' : 'number wide-only' }, readable);
    const button = element('button', {
      class: wide ? 'dial edged' : 'dial',
      type: 'button',
      'aria-label': label,
      'data-number': number,
    });
    button.append(icon('phone'), text, ...(wide ? [' ', element('span', { class: 'muted' }, say(kind))] : []));
    button.addEventListener('click', () => dial(number, record));
    return button;
  });
}

function rowOf(record: CrmRecord, { dial, selected }: { dial: Dial; selected: boolean }): HTMLTableRowElement {
  const name = element('a', { class: 'name clip', href: addressOf(record.id), title: record.name }, record.name);
  return element(
    'tr',
    selected ? { 'aria-current': 'true' } : {},
    element('td', {}, name, element('p', { class: 'clip', title: record.company }, record.company)),
    element(
      'td',
      {},
      element('div', { class: 'clip' }, record.city),
      element('p', { class: 'clip' }, say(record.deal.stage)),
    ),
    element('td', {}, ...dialButton(record, { dial, wide: false })),
  );
}

const head = () =>
  element(
    'thead',
    {},
    element(
      'tr',
      {},
      element('th', { scope: 'col' }, say('name')),
      element('th', { scope: 'col', class: 'col-city' }, say('city')),
      element('th', { scope: 'col', class: 'col-call' }, say('phone')),
    ),
  );

/** Draws the table of all customers that fit the search. */
export function drawCustomers(
  records: readonly CrmRecord[],
  options: { dial: Dial; selectedId: string; search: string },
): void {
  const found = searchRecords(records, options.search);
  const rows = found.map((record) => rowOf(record, { dial: options.dial, selected: record.id === options.selectedId }));
  const nobody = element('tr', {}, element('td', { colspan: '3', class: 'muted' }, say('nobody')));
  byId('customer-table').replaceChildren(head(), element('tbody', {}, ...(rows.length > 0 ? rows : [nobody])));
  byId('count').textContent = say('found', { count: found.length });
}
