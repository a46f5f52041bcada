import type { Customer, Disposition } from '@dialdeck/core';
import type { CrmCapability } from '@dialdeck/core/crm';
import * as z from 'zod/mini';

/*
 * What a CRM answers, for those who get it from outside: bounded, and cut down to the fields we know.
 * The core checks again what an adapter hands on; here it is checked where it enters.
 */

const name = z.string().check(z.minLength(1), z.maxLength(500));
const words = z.string().check(z.maxLength(2_000));
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

const matchSchema = z.object({ number: name, customers: listOf(customerSchema, 1_000) });

const verdictSchema = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('allow') }),
  z.object({
    verdict: z.enum(['warn', 'block']),
    code: z.string().check(z.minLength(1), z.maxLength(100)),
    text: words,
  }),
]);

const entrySchema = z.object({
  id: name,
  type: z.enum(['call', 'note', 'callback', 'email', 'meeting', 'other']),
  at: time,
  text: z.string().check(z.maxLength(32_000)),
  author: maybe(words),
  callId: maybe(words),
  url: maybe(words),
});

const flag = maybe(z.boolean());

const dispositionSchema = z.object({
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
  minTalkSeconds: maybe(z.number()),
  maxTalkSeconds: maybe(z.number()),
  category: maybe(words),
} satisfies Record<keyof Disposition, z.ZodMiniType>);

/** What each method of the port answers. */
export const answerSchemas = {
  matchCustomers: listOf(matchSchema, 1_000),
  searchCustomers: listOf(customerSchema, 1_000),
  listCustomers: z.object({ customers: listOf(customerSchema, 1_000), nextCursor: cursor }),
  getCustomer: maybe(customerSchema),
  createCustomer: customerSchema,
  updateCustomer: customerSchema,
  checkDial: verdictSchema,
  openRecord: z.pipe(
    z.unknown(),
    z.transform((): void => undefined),
  ),
  upsertCall: z.object({ ref: name }),
  uploadRecording: z.object({ ref: name, url: maybe(words) }),
  timeline: z.object({ entries: listOf(entrySchema, 1_000), nextCursor: cursor }),
  listDispositions: listOf(dispositionSchema, 500),
} satisfies Record<CrmCapability, z.ZodMiniType>;
