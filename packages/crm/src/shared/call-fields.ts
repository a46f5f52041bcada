import type { CrmCallChanges, CrmCallLog } from '@dialdeck/core/crm';

/** How one field of a call stands in a CRM. `null` empties it there. */
export type FieldMapping = {
  readonly [Field in keyof CrmCallLog]?: (value: CrmCallLog[Field] | null) => Readonly<Record<string, unknown>>;
};

/** The fields to write, and only those that changed: what a person edited in the CRM stays. */
export function fieldsOf(changes: CrmCallChanges, mapping: FieldMapping): Readonly<Record<string, unknown>> {
  const parts = (Object.keys(mapping) as (keyof FieldMapping)[])
    .filter((field) => Object.hasOwn(changes, field))
    .map((field) => (mapping[field] as (value: unknown) => Readonly<Record<string, unknown>>)(changes[field] ?? null));
  return Object.assign({}, ...parts);
}

/** A date as CRMs write it (RFC 3339, UTC). */
export const dateOf = (time: number | null | undefined): string | null =>
  time === null || time === undefined ? null : new Date(time).toISOString();

/** Text that fits a field: the whole of it stays in the dialer's record, and the cut is shown. */
export const fitting = (text: string | null | undefined, most: number): string | null =>
  text === null || text === undefined || text.length <= most ? (text ?? null) : `${text.slice(0, most - 2)} …`;
