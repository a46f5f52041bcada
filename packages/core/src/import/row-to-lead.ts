import { isTimeZone } from '../compliance/local-time.js';
import type { LeadNumber } from '../queue/lead.js';
import type { ColumnMapping, LeadField } from './column-mapping.js';
import { type FileRow, longestShown } from './file-row.js';
import type { ImportPlan } from './import-plan.js';
import type { ImportedLead } from './imported-lead.js';
import type { CellReader } from './number-cell.js';
import type { RejectedRow, RowRule } from './rejected-row.js';

export type RowAnswer =
  | { readonly lead: ImportedLead; readonly rejected?: undefined }
  | { readonly rejected: RejectedRow; readonly lead?: undefined };

/** Most characters of a field; as the lead schema has them. */
const longest: Readonly<Partial<Record<LeadField, number>>> = {
  name: 200,
  firstName: 100,
  lastName: 99,
  company: 200,
  externalId: 200,
  accountId: 200,
  owner: 200,
  timeZone: 64,
  postalCode: 20,
  listId: 64,
  attribute: 1_000,
};

const mostNumbers = 10;
const mostAttributes = 50;
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
const controls = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g;
const hanzi = /\p{Script=Han}/u;

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** What is known of the row so far. */
interface Draft {
  readonly texts: Partial<Record<LeadField, string>>;
  readonly attributes: Record<string, string>;
  readonly numbers: Pick<LeadNumber, 'e164' | 'label' | 'state'>[];
  /** A number that is none, in case there is no other. */
  badNumber?: { readonly column: number; readonly value: string } | undefined;
}

type Fault = { readonly rule: RowRule; readonly column: number; readonly value: string };

/** Makes a lead of each row, or says which rule it breaks. */
export function createRowReader(plan: ImportPlan, readNumbers: CellReader): (row: FileRow) => RowAnswer {
  const { mapping, columns } = plan;
  const zones = new Map<string, boolean>();
  const isZone = (zone: string) => {
    const known = zones.get(zone) ?? isTimeZone(zone);
    // Files have few zones; a hostile one may not fill the memory.
    if (zones.size < 1_000) zones.set(zone, known);
    return known;
  };
  const reject = ({ line }: FileRow, { rule, column, value }: Fault): RowAnswer => ({
    rejected: { line, field: columns[column] ?? '', value: value.slice(0, longestShown), rule },
  });
  return (row) => {
    if (row.broken) return reject(row, { rule: row.broken, column: 0, value: row.values[0] ?? '' });
    const draft: Draft = { texts: {}, attributes: {}, numbers: [] };
    for (const each of mapping) {
      const value = plainText(row.values[each.column] ?? '');
      if (!value || each.field === 'ignore') continue;
      const rule =
        faultOf(each, value, isZone) ?? (each.field === 'number' ? addNumbers(draft, each, value) : undefined);
      if (rule) return reject(row, { rule, column: each.column, value });
      if (each.field === 'attribute') addAttribute(draft, each.label ?? columns[each.column] ?? '', value);
      else if (each.field !== 'number') draft.texts[each.field] = value;
    }
    if (draft.numbers.length > 0) return { lead: leadOf(draft, plan.listId) };
    const { badNumber } = draft;
    const column = badNumber?.column ?? mapping.find(({ field }) => field === 'number')?.column ?? 0;
    return reject(row, {
      rule: badNumber ? 'number-invalid' : 'number-missing',
      column,
      value: badNumber?.value ?? '',
    });
  };

  function addNumbers(draft: Draft, { column, label }: ColumnMapping, value: string): RowRule | undefined {
    for (const e164 of readNumbers(value)) {
      if (e164 === undefined) draft.badNumber ??= { column, value };
      else if (!draft.numbers.some((known) => known.e164 === e164))
        draft.numbers.push({ e164, state: 'valid', ...(label === undefined ? {} : { label: label.slice(0, 40) }) });
    }
    return draft.numbers.length > mostNumbers ? 'too-many' : undefined;
  }
}

const plainText = (value: string): string => value.replace(controls, '').trim();

function faultOf({ field }: ColumnMapping, value: string, isZone: (zone: string) => boolean): RowRule | undefined {
  if (value.includes('\ufffd')) return 'unreadable';
  if (value.length > (longest[field] ?? Number.POSITIVE_INFINITY)) return 'too-long';
  if (field === 'timeZone' && !isZone(value)) return 'time-zone-invalid';
  if (field === 'priority' && !(Math.abs(Number(value)) <= 99)) return 'priority-invalid';
  return undefined;
}

function addAttribute({ attributes }: Draft, heading: string, value: string): void {
  const key = heading.trim().slice(0, 64);
  if (key === '' || key === '__proto__' || Object.keys(attributes).length >= mostAttributes) return;
  attributes[key] = value;
}

function leadOf({ texts, attributes, numbers }: Draft, listId: string): ImportedLead {
  const lead: Writable<ImportedLead> = { listId: texts.listId ?? listId, numbers };
  const name = texts.name ?? fullName(texts);
  if (name !== undefined) lead.name = name;
  for (const field of ['company', 'externalId', 'accountId', 'owner', 'timeZone', 'postalCode'] as const)
    if (texts[field] !== undefined) lead[field] = texts[field];
  if (texts.priority !== undefined) lead.priority = Number(texts.priority);
  for (const _ in attributes) {
    lead.attributes = attributes;
    break;
  }
  return lead;
}

/** Family name first and without a space where names are written so. */
function fullName({ firstName, lastName }: Draft['texts']): string | undefined {
  if (firstName === undefined || lastName === undefined) return firstName ?? lastName;
  return hanzi.test(firstName + lastName) ? lastName + firstName : `${firstName} ${lastName}`;
}
