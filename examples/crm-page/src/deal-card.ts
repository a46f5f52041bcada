import { type Dial, dialButton } from './customer-table.js';
import { type CrmRecord, stages } from './customers.js';
import { byId, element, icon } from './element.js';
import { localeTag, say, type Word } from './words.js';

const day = 86_400_000;

const money = (amount: number) =>
  new Intl.NumberFormat(localeTag(), { style: 'currency', currency: 'USD', maximumFractionDigits: 0 }).format(amount);

const dateIn = (days: number) =>
  new Intl.DateTimeFormat(localeTag(), { dateStyle: 'medium' }).format(Date.now() + days * day);

function stageBar({ deal }: CrmRecord): HTMLElement {
  const now = stages.indexOf(deal.stage);
  const steps = stages.map((stage, index) =>
    element('li', index === now ? { 'aria-current': 'step' } : index < now ? { class: 'done' } : {}, say(stage)),
  );
  return element('ol', { class: 'stages' }, ...steps);
}

function facts({ deal, owner }: CrmRecord): HTMLElement {
  const list: readonly (readonly [Word, string])[] = [
    ['amount', money(deal.amount)],
    ['closeDate', dateIn(deal.closesIn)],
    ['owner', owner],
    ['source', deal.source],
    ['seats', String(deal.seats)],
    ['nextStep', deal.nextStep],
  ];
  const pairs = list.map(([word, value]) => element('div', {}, element('dt', {}, say(word)), element('dd', {}, value)));
  return element('dl', { class: 'facts' }, ...pairs);
}

function reach(record: CrmRecord, dial: Dial): HTMLElement {
  if (!record.doNotCall) {
    return element(
      'div',
      { class: 'numbers', role: 'group', 'aria-label': say('numbers') },
      ...dialButton(record, { dial, wide: true }),
    );
  }
  const text = element('div', {}, element('strong', {}, say('doNotCall')), element('p', {}, record.doNotCall.reason));
  return element('div', { class: 'banner' }, icon('ban'), text);
}

/** Draws the deal with the customer: what it is worth, where it stands, and the numbers to call. */
export function drawDeal(record: CrmRecord, dial: Dial): void {
  byId('deal').replaceChildren(
    element('h2', { id: 'deal-title' }, record.deal.title),
    element('p', { class: 'muted' }, say('dealWith', { name: record.name })),
    stageBar(record),
    facts(record),
    reach(record, dial),
  );
}
