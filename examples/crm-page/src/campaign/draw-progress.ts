import type { DialQueueState, Lead } from '@dialdeck/core/queue';
import { readableNumber } from '../customers.js';
import { element } from '../element.js';
import { localeTag } from '../words.js';
import { sayAttempt, sayCampaign, sayReason, sayState } from './campaign-words.js';
import type { Progress } from './progress.js';

const percent = (share: number) =>
  new Intl.NumberFormat(localeTag(), { style: 'percent', maximumFractionDigits: 1 }).format(share);

const timeOf = (at: number) =>
  new Intl.DateTimeFormat(localeTag(), { hour: 'numeric', minute: '2-digit', second: '2-digit' }).format(at);

const minutes = (ms: number) => `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1_000) % 60).padStart(2, '0')}`;

const fact = (name: string, value: string, given: { readonly id?: string; readonly class?: string } = {}) =>
  element('div', given, element('dt', {}, name), element('dd', {}, value));

const wide = { class: 'wide' };

/** The status in one sentence, which is also what screen readers are told. */
export function statusText({ status, nextDueAt }: Pick<DialQueueState, 'status' | 'nextDueAt'>, left: number): string {
  if (status !== 'waiting') return sayCampaign(status);
  const due = nextDueAt === undefined ? '' : `${sayCampaign('nextDue', { time: timeOf(nextDueAt) })}.`;
  return `${sayCampaign(left === 0 ? 'finished' : 'waiting')}. ${due}`.trim();
}

/** The figures: calls, answers, talk time, abandonment, and why no more lines are dialed. */
export function drawFigures(progress: Progress, state: DialQueueState | undefined): HTMLElement {
  const { abandonment, pacing, leads = [] } = state ?? {};
  const share = abandonment && {
    abandoned: abandonment.abandoned,
    live: abandonment.live,
    rate: percent(abandonment.rate),
    bound: percent(abandonment.upperBound),
    limit: percent(abandonment.limit),
  };
  return element(
    'dl',
    { class: 'facts' },
    fact(sayCampaign('calls'), String(progress.calls), { id: 'campaign-calls' }),
    fact(sayCampaign('answers'), String(progress.answers)),
    fact(sayCampaign('talkTime'), minutes(progress.talkMs)),
    fact(sayCampaign('lines'), String(leads.filter(({ phase }) => phase === 'dialing' || phase === 'talking').length)),
    fact(sayCampaign('abandoned'), share ? sayCampaign('abandonedOf', share) : sayCampaign('noLedger'), wide),
    pacing && state?.status !== 'stopped' ? fact(sayCampaign('why'), sayReason(pacing.reason), wide) : undefined,
  );
}

/** Leads by state, those that have any. */
export function drawStates({ leads }: Progress): HTMLElement {
  const present = Object.entries(leads).filter(([, count]) => count > 0) as [Lead['state'], number][];
  const items = present.map(([state, count]) =>
    element('li', { 'data-state': state }, element('strong', {}, String(count)), ` ${sayState(state)}`),
  );
  return element('ul', { class: 'lead-states', 'aria-label': sayCampaign('leads') }, ...items);
}

/** Who is on the line now. */
export function drawHeld(state: DialQueueState | undefined): HTMLElement {
  const held = (state?.leads ?? []).map(({ lead, number, phase }) =>
    element(
      'li',
      {},
      element('strong', {}, lead.name ?? number),
      element('span', { class: 'number muted' }, readableNumber(number)),
      element('span', { class: 'phase' }, sayCampaign(`phase.${phase}`)),
    ),
  );
  const nobody = element('li', { class: 'muted' }, sayCampaign('nobody'));
  return element('ul', { class: 'held' }, ...(held.length > 0 ? held : [nobody]));
}

/** The log of calls, the newest first, each with the rules that allowed it. */
export function drawLog({ attempts }: Progress, names: ReadonlyMap<string, string>): HTMLElement {
  const items = attempts.map(({ leadId, number, times, outcome, allowedUnder }) =>
    element(
      'li',
      { 'data-outcome': outcome ?? 'open' },
      element('strong', {}, names.get(leadId) ?? number),
      element('time', { datetime: new Date(times.invite).toISOString() }, timeOf(times.invite)),
      element(
        'p',
        {},
        element('span', { class: 'number' }, readableNumber(number)),
        ` · ${sayAttempt(outcome ?? 'open')}`,
      ),
      element('p', { class: 'rules' }, `${sayCampaign('allowedUnder')}: ${allowedUnder.join(', ')}`),
    ),
  );
  const none = element('li', { class: 'muted' }, sayCampaign('noCalls'));
  return element('ol', { class: 'call-log' }, ...(items.length > 0 ? items : [none]));
}
