import type { Lead } from './lead.js';

/**
 * Whether somebody is already busy with the same account or one of the same numbers: then this lead has to wait.
 * @param held the leads that have a lease
 */
export function collides(lead: Lead, held: readonly Lead[]): boolean {
  return held.some(
    (other) =>
      other.id !== lead.id &&
      ((lead.accountId !== undefined && other.accountId === lead.accountId) ||
        other.numbers.some(({ e164 }) => lead.numbers.some((number) => number.e164 === e164))),
  );
}
