import { pageOfCustomers, positionOf } from '../../customers/customer-search.js';
import type { LocalCustomer } from '../../customers/local-customer.js';
import { lineKey, sameLine } from '../../customers/same-line.js';
import { digitsOf, looksLikeNumber, searchWordsOf } from '../../records/search-words.js';
import type { CustomerStore } from '../../storage/customer-store.js';
import type { CustomerRow } from './customer-tables.js';
import type { Database } from './database.js';
import { translated } from './storage-error.js';

/** Of a number every end is a term, so that any part of it begins one. */
const endsOf = (text: string) => Array.from(text, (_, at) => text.slice(at));

function rowOf(customer: LocalCustomer): CustomerRow {
  const { id, name, company, title, custom = {}, numbers } = customer;
  const texts = [name, company, title, ...Object.values(custom).map(String)].filter((text) => text !== undefined);
  const words = texts.flatMap((text) => searchWordsOf(text.slice(0, 500)));
  return {
    id,
    customer,
    lines: [...new Set(numbers.map(({ number }) => lineKey(number)))],
    terms: [
      ...new Set([
        ...words.flatMap(({ text, dense }) =>
          dense ? endsOf(text).map((end) => `z${end.slice(0, 8)}`) : [`w${text.slice(0, 20)}`],
        ),
        ...numbers.flatMap(({ number }) => endsOf(digitsOf(number).slice(0, 40)).map((end) => `#${end}`)),
      ]),
    ],
  };
}

/** What the first useful part of a text looks like in the index; `undefined` when everybody has to be looked at. */
function prefixesOf(text: string): readonly string[] | undefined {
  const parts = text.split(/\s+/).filter((part) => searchWordsOf(part).length > 0);
  const longest = parts.sort((a, b) => b.length - a.length)[0];
  if (longest === undefined) return undefined;
  const [word] = searchWordsOf(longest);
  const ofWord = word && (word.dense ? `z${word.text.slice(0, 8)}` : `w${word.text.slice(0, 20)}`);
  return [ofWord, looksLikeNumber(longest) ? `#${digitsOf(longest)}` : undefined].filter((each) => each !== undefined);
}

const beginsWith = (prefix: string) => IDBKeyRange.bound(prefix, `${prefix}\uffff`);

/** The customers of `openBrowserStorage`. A search costs O(those that the longest word finds). */
export function openBrowserCustomers(database: Database): CustomerStore {
  /** The next of all, without reading those of other pages. */
  async function inOrder(limit: number, cursor: string | undefined): Promise<readonly CustomerRow[]> {
    const last = cursor === undefined ? undefined : positionOf(cursor);
    const range = last && IDBKeyRange.lowerBound([last.name, last.id], true);
    return database.getAllFromIndex('customers', 'byName', range, limit + 1);
  }

  async function candidates(text: string): Promise<readonly CustomerRow[]> {
    const prefixes = prefixesOf(text);
    if (!prefixes) return database.getAll('customers');
    const found = await Promise.all(
      prefixes.map((each) => database.getAllFromIndex('customers', 'byTerm', beginsWith(each))),
    );
    return [...new Map(found.flat().map((row) => [row.id, row])).values()];
  }

  return {
    get: (id) => translated(async () => (await database.get('customers', id))?.customer),
    save: (customer) =>
      translated(async () => {
        const transaction = database.transaction('customers', 'readwrite', { durability: 'strict' });
        const stored = await transaction.store.get(customer.id);
        const newer = !stored || stored.customer.revision < customer.revision;
        if (newer) await transaction.store.put(rowOf(customer));
        await transaction.done;
        return newer;
      }),
    remove: (id) =>
      translated(async () => {
        const transaction = database.transaction('customers', 'readwrite', { durability: 'strict' });
        const stored = await transaction.store.getKey(id);
        await transaction.store.delete(id);
        await transaction.done;
        return stored !== undefined;
      }),
    findByNumber: (number) =>
      translated(async () => {
        const rows = await database.getAllFromIndex('customers', 'byLine', lineKey(number));
        const found = rows
          .map(({ customer }) => customer)
          .filter((each) => each.numbers.some((own) => sameLine(own.number, number)));
        return pageOfCustomers(found, { limit: 500 }).customers;
      }),
    search: (query) =>
      translated(async () => {
        const { text = '', limit = 50, cursor } = query;
        // Whatever is wrong with the question is said by pageOfCustomers.
        const rows = text === '' && limit > 0 ? await inOrder(limit, cursor) : await candidates(text);
        return pageOfCustomers(
          rows.map(({ customer }) => customer),
          query,
        );
      }),
  };
}
