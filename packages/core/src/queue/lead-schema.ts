import { isTimeZone } from '../compliance/local-time.js';
import { DialerError } from '../errors.js';
import { newId } from '../shared/ids.js';
import { z } from '../shared/schema.js';
import { type Campaign, makeCampaign } from './campaign.js';
import { type Lead, makeLead } from './lead.js';

const text = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most));
const instant = z.int().check(z.gte(0), z.lte(8.64e15));
const e164 = z.string().check(z.regex(/^\+[1-9]\d{1,14}$/, { error: 'must be E.164, such as +12025550100' }));
const zone = text(64).check(z.refine(isTimeZone, { error: 'must be an IANA time zone, such as Europe/Paris' }));

const leadSchema = z.strictObject({
  id: z.optional(text(64)),
  campaignId: text(64),
  listId: text(64),
  externalId: z.optional(text(200)),
  name: z.optional(text(200)),
  company: z.optional(text(200)),
  accountId: z.optional(text(200)),
  numbers: z
    .array(z.strictObject({ e164, label: z.optional(text(40)), order: z.optional(z.int().check(z.gte(0), z.lte(99))) }))
    .check(z.minLength(1), z.maxLength(10)),
  attributes: z.optional(
    z
      .record(text(64), z.union([z.string().check(z.maxLength(1_000)), z.number(), z.boolean()]))
      .check(z.refine((attributes) => Object.keys(attributes).length <= 50, { error: 'must have at most 50 keys' })),
  ),
  owner: z.optional(text(200)),
  priority: z.optional(z.number().check(z.gte(-99), z.lte(99))),
  timeZone: z.optional(zone),
  postalCode: z.optional(text(20)),
  hotAt: z.optional(instant),
  nextAttemptAt: z.optional(instant),
  validUntil: z.optional(instant),
});

const cap = z.strictObject({
  count: z.int().check(z.gte(0)),
  per: z.string().check(z.regex(/^(PT[1-9]\d*H|P[1-9]\d*D|lifetime)$/)),
  rolling: z.optional(z.boolean()),
  minGap: z.optional(z.string().check(z.regex(/^PT[1-9]\d*[MH]$/))),
  by: z.enum(['number', 'lead', 'person', 'account']),
});

const ms = z.number().check(z.gte(0), z.lte(3.2e10));

const retryRule = z.strictObject({
  delayMs: ms,
  max: z.int().check(z.gte(0), z.lte(100)),
  nextNumber: z.optional(z.boolean()),
  rotateDayPart: z.optional(z.boolean()),
  countsAsAttempt: z.optional(z.boolean()),
});

const outcome = z.enum([
  'busy',
  'no-answer',
  'machine',
  'congestion',
  'declined',
  'invalid',
  'blocked',
  'abandoned',
  'cancelled',
  'contacted',
  'callback',
  'wrong-number',
  'not-interested',
  'refused',
  'completed',
  'interrupted',
]);

const campaignSchema = z.strictObject({
  id: text(64),
  startedAt: instant,
  name: z.optional(text(200)),
  isActive: z.optional(z.boolean()),
  mode: z.optional(z.enum(['manual', 'preview', 'progressive', 'power'])),
  timeZone: z.optional(zone),
  lists: z.optional(
    z
      .array(z.strictObject({ id: text(64), share: z.number().check(z.gte(0)), isActive: z.boolean() }))
      .check(z.maxLength(200)),
  ),
  retry: z.optional(z.partialRecord(outcome, retryRule)),
  callbacks: z.optional(
    z.strictObject({
      toleranceMs: ms,
      retryAfterMs: ms,
      retries: z.int().check(z.gte(0), z.lte(100)),
      anyoneAfterMs: z.optional(ms),
    }),
  ),
  caps: z.optional(z.array(cap).check(z.maxLength(50))),
  maxAttempts: z.optional(z.int().check(z.gte(1), z.lte(1_000))),
  leaseMs: z.optional(z.number().check(z.gte(5_000), z.lte(3.6e6))),
  wrapUpMs: z.optional(ms),
  callerIds: z.optional(z.array(e164).check(z.maxLength(100))),
  priority: z.optional(z.number()),
});

function parsed<T>(schema: z.ZodMiniType<T>, data: unknown, what: string): T {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue?.path.join('.') || what;
  throw new DialerError('lead-invalid', `${where}: ${issue?.message ?? 'is invalid'}.`, { cause: result.error });
}

/**
 * Takes one lead from outside.
 * @param now milliseconds since 1970; becomes `createdAt`
 * @throws DialerError `lead-invalid` with the field in its message
 */
export function readLead(data: unknown, now: number): Lead {
  const given = parsed(leadSchema, data, 'lead');
  const numbers = given.numbers.map(({ e164: number, label, order }, index) => ({
    e164: number,
    order: order ?? index,
    ...(label === undefined ? {} : { label }),
  }));
  return makeLead({ ...given, numbers, id: given.id ?? newId(), createdAt: now });
}

/**
 * Takes a campaign from outside; what it does not say has the defaults of {@link makeCampaign}.
 * @throws DialerError `lead-invalid` with the field in its message
 */
export function readCampaign(data: unknown): Campaign {
  return makeCampaign(parsed(campaignSchema, data, 'campaign') as Parameters<typeof makeCampaign>[0]);
}
