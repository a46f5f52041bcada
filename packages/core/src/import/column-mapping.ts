import { headingFields } from './column-headings.js';

/** What a column is for. `attribute`: kept under its heading; `ignore`: left out. */
export type LeadField =
  | 'number'
  | 'name'
  | 'firstName'
  | 'lastName'
  | 'company'
  | 'externalId'
  | 'accountId'
  | 'owner'
  | 'priority'
  | 'timeZone'
  | 'postalCode'
  | 'listId'
  | 'attribute'
  | 'ignore';

/** What a column is, by what stands in it. */
export type ColumnKind = 'number' | 'mail' | 'date' | 'text' | 'empty';

/** What one column becomes. */
export interface ColumnMapping {
  /** The first column is 0. */
  readonly column: number;
  readonly field: LeadField;
  /** For numbers: `mobile`, `office`, …. For attributes: the key; default the heading. */
  readonly label?: string | undefined;
}

export interface ColumnGuess extends ColumnMapping {
  readonly heading: string;
  readonly kind: ColumnKind;
}

const onlyOnce: ReadonlySet<LeadField> = new Set([
  'name',
  'firstName',
  'lastName',
  'company',
  'externalId',
  'accountId',
  'owner',
  'priority',
  'timeZone',
  'postalCode',
  'listId',
]);

const mail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const date = /^(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})([ T]\d{1,2}:\d{2}.*)?$/;

/** What most of the values of a column are. */
export function kindOf(values: readonly string[], isNumber: (value: string) => boolean): ColumnKind {
  const given = values.map((value) => value.trim()).filter((value) => value !== '');
  if (given.length === 0) return 'empty';
  const most = (test: (value: string) => boolean) => given.filter(test).length >= given.length * 0.6;
  if (most((value) => mail.test(value))) return 'mail';
  if (most((value) => date.test(value))) return 'date';
  return most(isNumber) ? 'number' : 'text';
}

export interface GuessInput {
  readonly headings: readonly string[];
  /** The first rows, without the headings. */
  readonly rows: readonly (readonly string[])[];
  /** Whether a value can be dialed. */
  readonly isNumber: (value: string) => boolean;
}

/** Guesses by the headings in English and Chinese, and by what stands in the columns where a heading says nothing. */
export function guessColumns({ headings, rows, isNumber }: GuessInput): readonly ColumnGuess[] {
  const taken = new Set<LeadField>();
  const guesses = headings.map((heading, column): ColumnGuess => {
    const kind = kindOf(
      rows.map((row) => row[column] ?? ''),
      isNumber,
    );
    const known = headingFields(heading);
    const isFree = known !== undefined && !(onlyOnce.has(known.field) && taken.has(known.field));
    const guess = known && isFree ? known : { field: 'attribute' as const };
    taken.add(guess.field);
    return { heading, kind, column, ...guess };
  });
  // Nobody calls a list without numbers: take what looks like one.
  if (taken.has('number')) return guesses;
  return guesses.map((guess) =>
    guess.field === 'attribute' && guess.kind === 'number' ? { ...guess, field: 'number' as const } : guess,
  );
}

/** Whether the first row names the columns: it has texts, and nothing that could be dialed, a mail address or a date. */
export function looksLikeHeadings(row: readonly string[], isNumber: (value: string) => boolean): boolean {
  const given = row.map((value) => value.trim()).filter((value) => value !== '');
  const isData = (value: string) => isNumber(value) || mail.test(value) || date.test(value) || /^\d+$/.test(value);
  return given.length > 0 && !given.some(isData);
}
