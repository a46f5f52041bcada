import type { Customer, CustomerField, CustomerNumber } from '../customers/customer.js';
import { DialerError } from '../errors.js';
import type { Disposition } from '../wrap-up/wrap-up-state.js';
import type { CrmMatch, CrmReceipt } from './crm-adapter.js';
import { listOf, maybe, ShapeError, shape, text, yesOrNo } from './shape-reader.js';

/*
 * What a CRM answers is text of strangers: checked field by field, bounded, and cut down to the fields we know.
 */

const name = text(1, 500);
const words = text(0, 2_000);

const customer = shape<Customer>({
  id: name,
  name: words,
  company: maybe(words),
  title: maybe(words),
  numbers: listOf(shape<CustomerNumber>({ number: name, label: maybe(words) }), 100),
  fields: maybe(listOf(shape<CustomerField>({ label: words, value: words }), 100)),
  timeZone: maybe(words),
  url: maybe(words),
  doNotCall: maybe(shape<NonNullable<Customer['doNotCall']>>({ since: maybe(words), reason: maybe(words) })),
});

const answers = {
  matchCustomers: listOf(shape<CrmMatch>({ number: name, customers: listOf(customer, 1_000) }), 1_000),
  searchCustomers: listOf(customer, 1_000),
  listDispositions: listOf(shape<Disposition>({ id: name, label: name, doNotCall: maybe(yesOrNo) }), 500),
  upsertCall: shape<CrmReceipt>({ ref: name }),
} as const;

type Answers = { [Method in keyof typeof answers]: ReturnType<(typeof answers)[Method]> };

/** @throws DialerError `crm-answer-invalid`, naming the field but never its value */
export function readCrmAnswer<Method extends keyof Answers>(method: Method, answer: unknown): Answers[Method] {
  try {
    return answers[method](answer, 'answer') as Answers[Method];
  } catch (cause) {
    const where = cause instanceof ShapeError ? cause.path : 'answer';
    throw new DialerError('crm-answer-invalid', `${method}: ${where} has a wrong value; correct the adapter.`, {
      cause,
    });
  }
}
