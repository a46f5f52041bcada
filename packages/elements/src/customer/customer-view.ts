import type { Customer, DialerState } from '@dialdeck/core';

/** The call or wrap-up that the note belongs to. */
export interface Subject {
  readonly callId: string;
  readonly kind: 'call' | 'wrap-up';
  readonly number: string;
  readonly note: string;
}

/** What the customer panel shows. */
export type CustomerView =
  /** No call, and the host chose nobody. */
  | { readonly kind: 'none' }
  /** A call with a number that is not in the CRM. */
  | { readonly kind: 'unknown'; readonly number: string; readonly name?: string | undefined; readonly subject: Subject }
  /** Several records have the number; nobody is shown before one is chosen. */
  | { readonly kind: 'several'; readonly customers: readonly Customer[]; readonly subject: Subject }
  | { readonly kind: 'one'; readonly customer: Customer; readonly subject?: Subject | undefined };

const digits = (number: string) => number.replace(/\D/g, '');

const concerns = (customer: Customer, number: string, matches: readonly Customer[]): boolean =>
  matches.some(({ id }) => id === customer.id) ||
  (matches.length === 0 && customer.numbers.some((one) => digits(one.number) === digits(number)));

/** Decides what is shown: the host's customer, else who is on the phone, else who was. */
export function customerViewOf(state: DialerState | undefined, customer?: Customer): CustomerView {
  const call = state?.calls.find(({ id }) => id === state.activeCallId);
  const current = call ?? state?.wrapUp;
  const subject: Subject | undefined = current && {
    callId: call ? call.id : (state?.wrapUp?.callId ?? ''),
    kind: call ? 'call' : 'wrap-up',
    number: current.number,
    note: current.note,
  };
  const matches = current?.customers ?? [];
  if (customer) {
    const about = subject && concerns(customer, subject.number, matches);
    return { kind: 'one', customer, subject: about ? subject : undefined };
  }
  if (!current || !subject) return { kind: 'none' };
  const [only] = matches;
  if (only && matches.length === 1) return { kind: 'one', customer: only, subject };
  if (matches.length > 1) return { kind: 'several', customers: matches, subject };
  return { kind: 'unknown', number: current.number, name: current.name, subject };
}

/** The time where the person is, and the place their time zone is named after: `10:42 AM, New York`. */
export function localTimeOf(
  timeZone: string | undefined,
  { now, locale }: { now: number; locale: string },
): string | undefined {
  if (!timeZone) return undefined;
  try {
    const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone }).format(now);
    const place = timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? '';
    return /^zh/.test(locale) ? time : `${time}, ${place}`;
  } catch {
    // A name that is no time zone comes from the CRM; the panel does without.
    return undefined;
  }
}
