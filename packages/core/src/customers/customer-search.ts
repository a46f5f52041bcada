import { DialerError } from '../errors.js';
import { digitsOf, hasWord, looksLikeNumber, searchWordsOf } from '../records/search-words.js';
import type { LocalCustomer } from './local-customer.js';

/** What a customer is found by. */
export interface CustomerQuery {
  /** Words or digits: each begins a word of name, company, title or a custom value, or is part of a number. */
  readonly text?: string | undefined;
  /** @defaultValue 50, at most 500 */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

/** By name, then by id. */
export interface LocalCustomerPage {
  readonly customers: readonly LocalCustomer[];
  /** Absent on the last page. */
  readonly nextCursor?: string | undefined;
}

const textsOf = ({ name, company, title, custom = {} }: LocalCustomer) =>
  [name, company, title, ...Object.values(custom).map(String)].filter((text) => text !== undefined);

/** Whether a customer is meant. */
export function matchesCustomer(customer: LocalCustomer, text: string): boolean {
  const words = textsOf(customer).flatMap((each) => searchWordsOf(each.slice(0, 500)));
  const numbers = customer.numbers.map(({ number }) => digitsOf(number));
  return text
    .split(/\s+/)
    .filter((part) => part !== '')
    .every((part) => {
      const digits = looksLikeNumber(part) ? digitsOf(part) : undefined;
      if (digits !== undefined && numbers.some((number) => number.includes(digits))) return true;
      const wanted = searchWordsOf(part);
      return wanted.length > 0 ? wanted.every((word) => hasWord(words, word)) : digits === undefined;
    });
}

const order = (a: LocalCustomer, b: LocalCustomer) => compare(a.name, b.name) || compare(a.id, b.id);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** One page of those that match: O(customers). */
export function pageOfCustomers(customers: Iterable<LocalCustomer>, query: CustomerQuery): LocalCustomerPage {
  const { text = '', limit = 50, cursor } = checked(query);
  const after = cursor === undefined ? undefined : positionOf(cursor);
  const found = [...customers]
    .filter((customer) => matchesCustomer(customer, text))
    .sort(order)
    .filter((customer) => !after || order(after as LocalCustomer, customer) < 0);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    customers: page,
    ...(last && found.length > limit ? { nextCursor: JSON.stringify([last.name, last.id]) } : {}),
  };
}

function checked(query: CustomerQuery): CustomerQuery {
  const { text, limit = 50, cursor } = query;
  const isCursor = cursor === undefined || positionOf(cursor) !== undefined;
  const isLimit = Number.isInteger(limit) && limit >= 1 && limit <= 500;
  if (isCursor && isLimit && (text === undefined || typeof text === 'string')) return query;
  throw new DialerError(
    'query-invalid',
    'customers.search: pass text, a limit of 1 to 500, and nextCursor as it came.',
  );
}

/** Where the page before ended; `undefined` for what is no cursor. */
export function positionOf(cursor: string): Pick<LocalCustomer, 'name' | 'id'> | undefined {
  try {
    const [name, id] = JSON.parse(cursor);
    return typeof name === 'string' && typeof id === 'string' ? { name, id } : undefined;
  } catch {
    return undefined;
  }
}
