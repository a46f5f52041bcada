import type { CallRecord, Dialer } from '@dialdeck/core';
import type { CrmRecord } from './customers.js';
import { byId, element, icon } from './element.js';
import { localeTag, say, sayOutcome } from './words.js';

interface Entry {
  readonly at: number;
  readonly icon: string;
  readonly title: string;
  readonly text: string;
  readonly missed: boolean;
  readonly withTime: boolean;
}

const pad = (value: number) => String(value).padStart(2, '0');

const length = (ms: number) => {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${pad(seconds % 60)}`;
};

function entryOf(call: CallRecord): Entry {
  const result = sayOutcome(call.outcome);
  const missed = call.outcome === 'missed';
  const arrow = call.direction === 'incoming' ? 'phone-in' : 'phone-out';
  return {
    at: call.startedAt,
    icon: missed ? 'phone-missed' : arrow,
    title: call.talkMs > 0 ? say('resultAndLength', { result, length: length(call.talkMs) }) : result,
    text: call.note ?? '',
    missed,
    withTime: true,
  };
}

function itemOf(entry: Entry): HTMLLIElement {
  const style = entry.withTime
    ? ({ dateStyle: 'medium', timeStyle: 'short' } as const)
    : ({ dateStyle: 'medium' } as const);
  const when = new Intl.DateTimeFormat(localeTag(), style).format(entry.at);
  return element(
    'li',
    {},
    icon(entry.icon, entry.missed ? 'icon missed' : 'icon'),
    element('strong', {}, entry.title),
    element('time', { datetime: new Date(entry.at).toISOString() }, when),
    entry.text ? element('p', {}, entry.text) : undefined,
  );
}

const pastOf = (record: CrmRecord): Entry[] =>
  record.past.map(({ kind, daysAgo, title, text }) => ({
    at: Date.now() - daysAgo * 86_400_000,
    icon: kind,
    title,
    text,
    missed: false,
    withTime: false,
  }));

let latest = 0;

/** Draws what happened with this customer: the CRM's own entries and the dialer's calls, newest first. */
export async function drawActivity(record: CrmRecord, { records }: Dialer): Promise<void> {
  const turn = ++latest;
  try {
    const page = await records.search({ customerId: record.id, limit: 20 });
    // Another customer may have been opened meanwhile.
    if (turn !== latest) return;
    const ended = page.records.filter((call) => call.outcome !== 'in-progress').map(entryOf);
    const entries = [...ended, ...pastOf(record)].sort((a, b) => b.at - a.at);
    byId('activity').replaceChildren(...entries.map(itemOf));
  } catch {
    if (turn === latest) byId('activity').replaceChildren(element('li', {}, icon('ban'), say('recordsFailed')));
  }
}
