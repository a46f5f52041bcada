import { sameLine } from '../customers/same-line.js';
import { DialerError } from '../errors.js';
import type { ErasedPart } from '../records/data-eraser.js';
import { digitsOf } from '../records/search-words.js';
import type { ImportStore } from '../storage/import-store.js';
import type { PersonInQueue } from './erase-person.js';

/** Whom to forget, and how they are called. */
export interface PersonInImports extends PersonInQueue {
  readonly names: readonly string[];
}

const shortestName = 3;

/**
 * Forgets a person in the reports of imports: rows that were left out and show the number, the name or the id.
 * @throws DialerError `lead-busy` when an import that is not finished brings the person: finish or cancel it first
 */
export async function eraseFromImports(store: ImportStore, person: PersonInImports): Promise<readonly ErasedPart[]> {
  const { customerId, numbers = [], names } = person;
  const externalIds = customerId === undefined ? [] : [customerId];
  const keys = { numbers: numbers.flatMap((number) => [number, `+${digitsOf(number)}`]), externalIds };
  for (const { id, state } of await store.list()) {
    if (state !== 'reading' && state !== 'committing') continue;
    const brought = await store.find(id, keys);
    if (brought.some((lead) => externalIds.length === 0 || (lead.externalId ?? customerId) === customerId)) {
      throw new DialerError('lead-busy', 'An import that is not finished has this person; finish or cancel it first.');
    }
  }
  const called = names.filter((name) => name.length >= shortestName);
  const isTheirs = (value: string) =>
    value === customerId ||
    numbers.some((number) => sameLine(number, value)) ||
    called.some((name) => value.includes(name));
  return [{ what: 'rejected-rows', count: await store.forget(isTheirs) }];
}
