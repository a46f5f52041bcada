import type { CrmCallChanges, CrmCallLog } from '@dialdeck/core/crm';
import type { RawEngagementProperties } from '@hubspot/calling-extensions-sdk';
import { type FieldMapping, fieldsOf, fitting } from '../shared/call-fields.js';

/** HubSpot holds 65,536 characters of HTML. */
const mostHtml = 65_000;

/** A note as HubSpot wants it: HTML, in which the note stays text. */
export function htmlOf(note: string): string {
  const html = escaped(note);
  // Every character becomes five at most.
  return html.length <= mostHtml ? html : escaped(fitting(note, mostHtml / 5) ?? '');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '<br>',
};

const escaped = (text: string) => text.replace(/[&<>"\n]/g, (mark) => entities[mark] ?? mark);

const statuses: Readonly<Record<string, string>> = {
  answered: 'COMPLETED',
  busy: 'BUSY',
  'no-answer': 'NO_ANSWER',
  missed: 'NO_ANSWER',
  cancelled: 'CANCELED',
};

/** The properties of an engagement to write. @param dispositions HubSpot's outcome for each of the dialer's results */
export function engagementFields(
  { direction, startedAt }: CrmCallLog,
  changes: CrmCallChanges,
  dispositions: Readonly<Record<string, string>>,
): RawEngagementProperties {
  const numberField = direction === 'outgoing' ? 'hs_call_to_number' : 'hs_call_from_number';
  const outcomeOf = (id: string) => (Object.hasOwn(dispositions, id) ? { hs_call_disposition: dispositions[id] } : {});
  const mapping: FieldMapping = {
    direction: (value) => ({ hs_call_direction: value === 'incoming' ? 'INBOUND' : 'OUTBOUND' }),
    number: (number) => ({ [numberField]: number, hs_call_title: `Call ${number ?? ''}` }),
    talkMs: (ms) => ({ hs_call_duration: String(ms ?? 0) }),
    outcome: (outcome) => ({ hs_call_status: statuses[outcome ?? ''] ?? 'FAILED' }),
    disposition: (id) => (id === null || id === undefined ? { hs_call_disposition: '' } : outcomeOf(id)),
    note: (note) => ({ hs_call_body: htmlOf(note ?? '') }),
  };
  return { hs_timestamp: startedAt, ...fieldsOf(changes, mapping) };
}
