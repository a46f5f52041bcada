import { DialerError } from '../errors.js';
import { type CustomFieldDefinition, problemsOfValues } from './custom-field.js';
import type { CustomerEdit, CustomerFields, LocalCustomer } from './local-customer.js';

const longest = 500;
const mostNumbers = 20;
const mostConsents = 100;
const mostValues = 200;

const isText = (value: unknown, least = 0): boolean =>
  typeof value === 'string' && value.trim().length >= least && value.length <= longest;
const maybe = (value: unknown) => value === undefined || isText(value);
const isList = (value: unknown, most: number, fits: (item: Readonly<Record<string, unknown>>) => boolean): boolean =>
  Array.isArray(value) && value.length <= most && value.every((item) => fits(Object(item)));

/** What is wrong with a customer as a whole, one line each. */
export function problemsOfCustomer(
  customer: CustomerFields,
  fields: readonly CustomFieldDefinition[],
): readonly string[] {
  const { name, company, title, numbers, timeZone, doNotCall, consents = [], custom = {} } = customer;
  const checks: readonly (readonly [boolean, string])[] = [
    [isText(name, 1), `- name must be a text of 1 to ${longest} characters.`],
    [
      [company, title, timeZone].every(maybe),
      `- company, title and timeZone must be texts of at most ${longest} characters.`,
    ],
    [
      isList(numbers, mostNumbers, ({ number, label }) => isText(number, 1) && maybe(label)),
      `- numbers must be at most ${mostNumbers} of { number, label? }.`,
    ],
    [
      doNotCall === undefined || [doNotCall?.since, doNotCall?.reason].every(maybe),
      '- doNotCall must be { since?, reason? } with texts.',
    ],
    [
      isList(
        consents,
        mostConsents,
        ({ about, given, at, source }) =>
          isText(about, 1) && typeof given === 'boolean' && Number.isFinite(at) && maybe(source),
      ),
      `- consents must be at most ${mostConsents} of { about, given, at, source? }.`,
    ],
    [Object.keys(Object(custom)).length <= mostValues, `- custom must have at most ${mostValues} values.`],
  ];
  const wrong = checks.filter(([fits]) => !fits).map(([, line]) => line);
  const values = [...problemsOfValues(fields, Object(custom))].map(([id, problem]) => `- custom.${id}: ${problem}.`);
  return [...wrong, ...values];
}

/** @throws DialerError `customer-invalid`, naming every wrong field */
export function checkCustomer(customer: CustomerFields, fields: readonly CustomFieldDefinition[]): void {
  const problems = problemsOfCustomer(Object(customer), fields);
  if (problems.length > 0) throw new DialerError('customer-invalid', ['customers:', ...problems].join('\n'));
}

const writable = ['name', 'company', 'title', 'numbers', 'timeZone', 'doNotCall', 'consents', 'custom'] as const;

/** Only the fields that a person can write: what else a host passes is dropped. */
export function fieldsOf(customer: CustomerFields): CustomerFields {
  const pairs = writable.map((field) => [field, customer[field]] as const).filter(([, value]) => value !== undefined);
  return Object.fromEntries(pairs) as unknown as CustomerFields;
}

/** The customer after an edit; nothing is checked. */
export function editedCustomer(before: LocalCustomer, edit: CustomerEdit): CustomerFields {
  const { custom, ...rest } = edit;
  const values = Object.entries({ ...before.custom, ...custom }).filter(([, value]) => value !== null);
  const merged = { ...fieldsOf(before), ...rest, custom: Object.fromEntries(values) };
  return fieldsOf(
    Object.fromEntries(
      Object.entries(merged).map(([key, value]) => [key, value ?? undefined]),
    ) as unknown as CustomerFields,
  );
}
