import type { CustomerDirectory } from '@dialdeck/core';
import { type CrmRecord, customerOf } from './customers.js';

const digitsOf = (number: string) => number.replace(/\D/g, '');

/**
 * Tells the dialer who is behind a number. A real CRM asks its server here, and
 * passes the signal on, so that a call that ended does not wait for an answer.
 */
export function createDirectory(records: readonly CrmRecord[]): CustomerDirectory {
  return {
    async findByNumber(number) {
      const wanted = digitsOf(number);
      const has = (record: CrmRecord) => record.numbers.some((entry) => digitsOf(entry.number) === wanted);
      return records.filter(has).map(customerOf);
    },
  };
}

/** The records that have every word in their name, company, city, next step or numbers. */
export function searchRecords(records: readonly CrmRecord[], text: string): readonly CrmRecord[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return records.filter((record) => {
    const numbers = record.numbers.map(({ number }) => number).join(' ');
    const all = [record.name, record.company, record.city, record.deal.nextStep, numbers].join(' ').toLowerCase();
    return words.every(
      (word) => all.includes(word) || (digitsOf(word).length > 2 && digitsOf(all).includes(digitsOf(word))),
    );
  });
}
