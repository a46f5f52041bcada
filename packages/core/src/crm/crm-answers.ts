import type { Customer, CustomerConsent, CustomerField, CustomerNumber } from '../customers/customer.js';
import { DialerError } from '../errors.js';
import type { Disposition } from '../wrap-up/wrap-up-state.js';
import type { CrmMatch, CrmReceipt } from './crm-adapter.js';
import type { RecordingReceipt } from './crm-recording.js';
import type { TimelineEntry, TimelinePage } from './crm-timeline.js';
import type { CustomerPage } from './customer-changes.js';
import type { DialVerdict } from './dial-check.js';
import { listOf, maybe, oneOf, type Read, ShapeError, shape, text, wholeNumber, yesOrNo } from './shape-reader.js';

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
  consents: maybe(
    listOf(shape<CustomerConsent>({ about: name, given: yesOrNo, at: wholeNumber, source: maybe(words) }), 100),
  ),
});

const cursor = maybe(text(1, 2_000));

const verdictWithText = shape<Exclude<DialVerdict, { readonly verdict: 'allow' }>>({
  verdict: oneOf(['warn', 'block']),
  code: text(1, 100),
  text: words,
});

const dialVerdict: Read<DialVerdict> = (value, path) => {
  const allow = typeof value === 'object' && value !== null && Reflect.get(value, 'verdict') === 'allow';
  return allow ? { verdict: 'allow' } : verdictWithText(value, path);
};

const flag = maybe(yesOrNo);
const seconds = maybe(wholeNumber);

const disposition = shape<Disposition>({
  id: name,
  label: name,
  doNotCall: flag,
  selectable: flag,
  noteRequired: flag,
  callback: flag,
  humanAnswered: flag,
  answeringMachine: flag,
  customerContact: flag,
  sale: flag,
  notInterested: flag,
  unworkable: flag,
  completed: flag,
  minTalkSeconds: seconds,
  maxTalkSeconds: seconds,
  category: maybe(name),
});

const answers = {
  matchCustomers: listOf(shape<CrmMatch>({ number: name, customers: listOf(customer, 1_000) }), 1_000),
  searchCustomers: listOf(customer, 1_000),
  listDispositions: listOf(disposition, 500),
  upsertCall: shape<CrmReceipt>({ ref: name }),
  listCustomers: shape<CustomerPage>({ customers: listOf(customer, 1_000), nextCursor: cursor }),
  getCustomer: maybe(customer),
  createCustomer: customer,
  updateCustomer: customer,
  checkDial: dialVerdict,
  uploadRecording: shape<RecordingReceipt>({ ref: name, url: maybe(words) }),
  timeline: shape<TimelinePage>({
    entries: listOf(
      shape<TimelineEntry>({
        id: name,
        type: oneOf(['call', 'note', 'callback', 'email', 'meeting', 'other']),
        at: wholeNumber,
        text: text(0, 32_000),
        author: maybe(words),
        callId: maybe(words),
        url: maybe(words),
      }),
      1_000,
    ),
    nextCursor: cursor,
  }),
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
