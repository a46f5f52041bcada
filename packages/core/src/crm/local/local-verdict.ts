import type { LocalCustomer } from '../../customers/local-customer.js';
import type { DialVerdict } from '../dial-check.js';

/** Whether the newest word of a customer about calls was no. */
const refusesCalls = ({ consents = [] }: LocalCustomer): boolean =>
  consents.filter(({ about }) => about === 'calls').at(-1)?.given === false;

/**
 * May somebody with this number be called, as far as the cards tell? Blocks when everybody behind it is on do-not-call;
 * warns when only some are, for colleagues share a line, and when somebody took back the consent to calls.
 */
export function verdictOf(customers: readonly LocalCustomer[]): DialVerdict {
  const listed = customers.filter(({ doNotCall }) => doNotCall !== undefined);
  const reason = listed.map(({ doNotCall }) => doNotCall?.reason).find((each) => each !== undefined) ?? '';
  if (listed.length > 0) {
    const verdict = listed.length === customers.length ? 'block' : 'warn';
    return { verdict, code: 'do-not-call', text: reason };
  }
  return customers.some(refusesCalls) ? { verdict: 'warn', code: 'consent-refused', text: '' } : { verdict: 'allow' };
}
