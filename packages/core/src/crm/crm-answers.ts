import type { Customer } from '../customers/customer.js';
import { DialerError } from '../errors.js';
import { z } from '../shared/schema.js';
import type { Disposition } from '../wrap-up/wrap-up-state.js';
import type { CrmCapability } from './crm-adapter.js';

/*
 * What a CRM answers is text of strangers: checked field by field, bounded, and cut down to the fields we know. Used
 * where an answer enters: by the core for what an adapter hands on, and by connectors for what a server or a page sends.
 */

const name = z.string().check(z.minLength(1), z.maxLength(500));
const words = z.string().check(z.maxLength(2_000));
/** Absent is allowed; so is `null`, which many servers write for it. */
const maybe = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.pipe(
    z.nullish(schema),
    z.transform((value) => value ?? undefined),
  );
const listOf = <Schema extends z.ZodMiniType>(schema: Schema, most: number) => z.array(schema).check(z.maxLength(most));
const cursor = maybe(z.string().check(z.minLength(1), z.maxLength(2_000)));
const time = z.int().check(z.gte(0));

export const customerSchema = z.object({
  id: name,
  name: words,
  company: maybe(words),
  title: maybe(words),
  numbers: listOf(z.object({ number: name, label: maybe(words) }), 100),
  fields: maybe(listOf(z.object({ label: words, value: words }), 100)),
  timeZone: maybe(words),
  url: maybe(words),
  doNotCall: maybe(z.object({ since: maybe(words), reason: maybe(words) })),
  consents: maybe(listOf(z.object({ about: name, given: z.boolean(), at: time, source: maybe(words) }), 100)),
} satisfies Record<keyof Customer, z.ZodMiniType>);

const verdict = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('allow') }),
  z.object({
    verdict: z.enum(['warn', 'block']),
    code: z.string().check(z.minLength(1), z.maxLength(100)),
    text: words,
  }),
]);

const timelineEntry = z.object({
  id: name,
  type: z.enum(['call', 'note', 'callback', 'email', 'meeting', 'other']),
  at: time,
  text: z.string().check(z.maxLength(32_000)),
  author: maybe(words),
  callId: maybe(words),
  url: maybe(words),
});

const flag = maybe(z.boolean());
const seconds = maybe(time);

const disposition = z.object({
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
} satisfies Record<keyof Disposition, z.ZodMiniType>);

const nothing = z.pipe(
  z.unknown(),
  z.transform((): void => undefined),
);

/** What each method of the port answers. */
export const crmAnswerSchemas = {
  matchCustomers: listOf(z.object({ number: name, customers: listOf(customerSchema, 1_000) }), 1_000),
  searchCustomers: listOf(customerSchema, 1_000),
  listCustomers: z.object({ customers: listOf(customerSchema, 1_000), nextCursor: cursor }),
  getCustomer: maybe(customerSchema),
  createCustomer: customerSchema,
  updateCustomer: customerSchema,
  checkDial: verdict,
  openRecord: nothing,
  upsertCall: z.object({ ref: name }),
  uploadRecording: z.object({ ref: name, url: maybe(words) }),
  timeline: z.object({ entries: listOf(timelineEntry, 1_000), nextCursor: cursor }),
  listDispositions: listOf(disposition, 500),
} satisfies Record<CrmCapability, z.ZodMiniType>;

type Answers = { [Method in CrmCapability]: z.infer<(typeof crmAnswerSchemas)[Method]> };

/** @throws DialerError `crm-answer-invalid`, naming the field but never its value */
export function readCrmAnswer<Method extends CrmCapability>(method: Method, answer: unknown): Answers[Method] {
  const read = crmAnswerSchemas[method].safeParse(answer);
  if (read.success) return read.data as Answers[Method];
  const path = read.error.issues[0]?.path ?? [];
  const where = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  throw new DialerError('crm-answer-invalid', `${method}: answer${where} has a wrong value; correct the adapter.`);
}
