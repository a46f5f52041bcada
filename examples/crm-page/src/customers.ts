import type { Customer } from '@dialdeck/core';
import { say, type Word } from './words.js';

export const stages = ['new', 'qualified', 'offer', 'agreed', 'won'] as const;

export interface Deal {
  readonly title: string;
  /** US dollars. */
  readonly amount: number;
  readonly stage: (typeof stages)[number];
  /** Days from today. */
  readonly closesIn: number;
  readonly source: string;
  readonly seats: number;
  readonly nextStep: string;
}

/** Something that happened before this page was opened. */
export interface PastActivity {
  readonly kind: 'mail' | 'note';
  readonly daysAgo: number;
  readonly title: string;
  readonly text: string;
}

/** A row of the CRM's own database. */
export interface CrmRecord {
  readonly id: string;
  readonly name: string;
  readonly company: string;
  readonly title: string;
  readonly city: string;
  readonly timeZone: string;
  /** E.164, with the kind of number. */
  readonly numbers: readonly {
    readonly number: string;
    readonly kind: Extract<Word, 'mobile' | 'office' | 'frontDesk'>;
  }[];
  readonly mail: string;
  readonly owner: string;
  readonly deal: Deal;
  readonly past: readonly PastActivity[];
  readonly doNotCall?: { readonly since: string; readonly reason: string } | undefined;
}

/** The same person as the dialer wants to know them. */
export function customerOf(record: CrmRecord): Customer {
  return {
    id: record.id,
    name: record.name,
    company: record.company,
    title: record.title,
    timeZone: record.timeZone,
    numbers: record.numbers.map(({ number, kind }) => ({ number: readableNumber(number), label: say(kind) })),
    fields: [
      { label: say('mail'), value: record.mail },
      { label: say('owner'), value: record.owner },
      { label: say('nextStep'), value: record.deal.nextStep },
    ],
    url: new URL(`#/customers/${record.id}`, location.href).href,
    doNotCall: record.doNotCall,
  };
}

/** `+18135550143` as it is read: `+1 813 555 0143`. */
export const readableNumber = (number: string): string => number.replace(/^(\+1)(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3 $4');
