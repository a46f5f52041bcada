/** A field of a customer that the host invents. */
export interface CustomFieldDefinition {
  /** 1 to 64 of a-z, A-Z, 0-9, - and _; frozen once used. */
  readonly id: string;
  /** Shown to the agent. */
  readonly label: string;
  readonly type: 'text' | 'number' | 'date' | 'choice';
  /** @defaultValue `false` */
  readonly required?: boolean | undefined;
  /** Of a text, in characters. @defaultValue 500 */
  readonly maxLength?: number | undefined;
  /** Of a number. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** What can be chosen; for `choice`. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[] | undefined;
}

/** By the id of the field; a date is `2026-06-01`. */
export type CustomValues = { readonly [id: string]: string | number };

/** Why a value does not fit, for a form to say in its own words. */
export type CustomFieldProblem =
  | 'required'
  | 'too-long'
  | 'not-a-text'
  | 'not-a-number'
  | 'too-small'
  | 'too-big'
  | 'not-a-date'
  | 'not-a-choice';

const empty = (value: unknown) => value === undefined || value === null || value === '';

/** What is wrong with a value; `undefined` when it fits. */
export function problemOfValue(field: CustomFieldDefinition, value: unknown): CustomFieldProblem | undefined {
  if (empty(value)) return field.required ? 'required' : undefined;
  if (field.type === 'number') return problemOfNumber(field, value);
  if (typeof value !== 'string') return 'not-a-text';
  if (field.type === 'date') return isDate(value) ? undefined : 'not-a-date';
  if (field.type === 'choice')
    return field.choices?.some((choice) => choice.value === value) ? undefined : 'not-a-choice';
  if (field.required && value.trim() === '') return 'required';
  return value.length > (field.maxLength ?? 500) ? 'too-long' : undefined;
}

function problemOfNumber(
  { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: CustomFieldDefinition,
  value: unknown,
) {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'not-a-number';
  if (value < min) return 'too-small';
  return value > max ? 'too-big' : undefined;
}

/** A day of the Gregorian calendar as RFC 3339 writes it. */
function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** Everything that is wrong, by the id of the field. A value without a definition is kept as it is and not judged. */
export function problemsOfValues(
  fields: readonly CustomFieldDefinition[],
  values: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, CustomFieldProblem> {
  const found = fields.map(
    (field) =>
      [field.id, problemOfValue(field, Object.hasOwn(values, field.id) ? values[field.id] : undefined)] as const,
  );
  return new Map(found.filter((each): each is readonly [string, CustomFieldProblem] => each[1] !== undefined));
}
