import type { Customer } from '../customers/customer.js';
import type { Clock } from '../shared/clock.js';

/** Who was behind a number a moment ago. */
export interface MatchCache {
  get(number: string): readonly Customer[] | undefined;
  set(number: string, customers: readonly Customer[]): void;
  delete(number: string): void;
}

const hitMs = 2 * 3_600_000;
/** Short, because a new customer is often created in the minutes after the call. */
const missMs = 5 * 60_000;
const mostNumbers = 1_000;

export function createMatchCache(clock: Clock): MatchCache {
  const matches = new Map<string, { readonly at: number; readonly customers: readonly Customer[] }>();
  return {
    get(number) {
      const match = matches.get(number);
      if (!match) return undefined;
      const age = clock.now() - match.at;
      // A clock that was set back would keep an answer for ever.
      if (age >= 0 && age < (match.customers.length > 0 ? hitMs : missMs)) return match.customers;
      matches.delete(number);
      return undefined;
    },
    set(number, customers) {
      matches.delete(number);
      matches.set(number, { at: clock.now(), customers });
      const [eldest] = matches.keys();
      if (matches.size > mostNumbers && eldest !== undefined) matches.delete(eldest);
    },
    delete: (number) => void matches.delete(number),
  };
}
