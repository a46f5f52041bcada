import type { Customer, CustomerDirectory } from '../customers/customer.js';
import type { Clock } from '../shared/clock.js';
import { askCrm } from './ask-crm.js';
import type { CrmAdapter } from './crm-adapter.js';
import { readCrmAnswer } from './crm-answers.js';
import { createMatchCache } from './match-cache.js';
import { createNumberBatch } from './number-batch.js';

/** The customers of a CRM, remembered for a while. */
export interface CrmDirectory extends CustomerDirectory {
  /** Finds customers by what an agent types; empty when the CRM cannot search. @throws CrmError, DialerError `crm-answer-invalid` */
  search(text: string, signal?: AbortSignal): Promise<readonly Customer[]>;
  /** Asks the CRM anew for a number, as after somebody changed its customer. */
  forget(number: string): void;
}

/** How long a CRM may take to answer a question. */
const limitMs = 10_000;

/** {@link CrmDirectory} by a clock of the caller's. */
export function createCachedDirectory(adapter: CrmAdapter, clock: Clock): CrmDirectory {
  const cache = createMatchCache(clock);
  const batch = createNumberBatch(async (numbers, signal) => {
    const answer = await askCrm((limit) => adapter.matchCustomers?.(numbers, limit) ?? [], { clock, limitMs, signal });
    const matches = new Map(readCrmAnswer('matchCustomers', answer).map((match) => [match.number, match.customers]));
    return new Map(numbers.map((number) => [number, Object.freeze([...(matches.get(number) ?? [])])]));
  });

  return {
    async findByNumber(number, signal) {
      const known = cache.get(number);
      if (known) return known;
      const customers = await batch.ask(number, signal);
      cache.set(number, customers);
      return customers;
    },
    async search(text, signal) {
      const ask = adapter.searchCustomers;
      if (!ask || text.trim() === '') return [];
      return readCrmAnswer(
        'searchCustomers',
        await askCrm((limit) => ask.call(adapter, text, limit), { clock, limitMs, signal }),
      );
    },
    forget: (number) => cache.delete(number),
  };
}
