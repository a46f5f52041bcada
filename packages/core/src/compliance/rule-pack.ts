import * as z from 'zod/mini';

// As `shared/schema.ts`; this file stands alone, because the check command runs it as it is.
z.config({ jitless: true });

/*
 * A rule pack is data: the calling rules of one jurisdiction, each with its source, date and certainty.
 * A customer's counsel edits the JSON and checks it with `node scripts/rule-packs.mjs --check FILE`.
 * Engineering input, not legal advice.
 */

const matching = (pattern: RegExp, error: string) => z.string().check(z.regex(pattern, { error }));
const text = z.string().check(z.regex(/\S/, { error: 'must not be empty' }));

const isRealDate = (value: string) =>
  !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value);
const isoDate = matching(/^\d{4}-\d{2}-\d{2}$/, 'must be a date like 2026-01-31').check(
  z.refine(isRealDate, { error: 'is not a day of the calendar' }),
);

const windowDays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'public-holiday'] as const;
const wallTime = matching(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time of day like 08:00, at most 24:00');
const span = z
  .tuple([wallTime, wallTime])
  .check(z.refine(([from, to]) => from < to, { error: 'must end after it starts' }));

const callingHours = z.strictObject({ days: z.array(z.enum(windowDays)).check(z.minLength(1)), spans: z.array(span) });
const positive = z.number().check(z.positive({ error: 'must be more than 0' }));
const share = z
  .number()
  .check(z.refine((value) => value >= 0 && value <= 1, { error: 'must be a share between 0 and 1 (3 % is 0.03)' }));
const count = z.int().check(z.gte(0, { error: 'must be 0 or more' }));

const attemptCap = z.strictObject({
  count,
  per: matching(/^(PT[1-9]\d*H|P[1-9]\d*D|lifetime)$/, 'must be a period like PT24H or P30D, or lifetime'),
  rolling: z.optional(z.boolean()),
  minGap: z.optional(matching(/^PT[1-9]\d*[MH]$/, 'must be a gap like PT30M')),
  by: z.enum(['number', 'lead', 'person', 'account']),
  scope: z.optional(text),
});

const abandonmentWindow = z.strictObject({
  type: text,
  length: matching(/^P([1-9]\d*D|1M)$/, 'must be a period like P30D, or P1M for a calendar month'),
  mode: text,
});

/** What every rule carries, whatever it rules. */
const provenance = {
  id: matching(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens'),
  /** A rule that is off is named in every answer and never decides it. */
  enabled: z.boolean(),
  /** `law`: a rule of the jurisdiction. `default`: our own cautious value where no law was found. */
  basis: z.enum(['law', 'default']),
  source: text,
  date: text,
  certainty: z.enum(['high', 'medium', 'low']),
  applies: z.optional(text),
  unit: z.optional(text),
  note: z.optional(text),
  /** Why the rule is off. */
  offBecause: z.optional(text),
  /** Who answers for a rule of low certainty that was switched on. */
  reviewed: z.optional(z.strictObject({ by: text, on: isoDate })),
  /** First and last day, in the called party's time, on which the rule holds. */
  effectiveFrom: z.optional(isoDate),
  effectiveTo: z.optional(isoDate),
};

const ruleOf = <Field extends string, Value extends z.ZodMiniType>(field: Field, value: Value) =>
  z.strictObject({ ...provenance, field: z.literal(field), value });

/** Facts a company has to know and no check of a single call can decide. */
const informationFields = [
  'abandonment.definition',
  'abandonment.formula',
  'abandonment.message',
  'adad.telemarketing',
  'call.terminateOnRequest',
  'callerIdSeries',
  'cli.required',
  'cli.returnNumberValidDays',
  'complaints.channel',
  'consent.autodialerToMobile',
  'consent.oneToOne',
  'consent.recordRetention',
  'consent.revocationHonourWithin',
  'consent.statute',
  'dialing.sequential',
  'dnc.internalListRetention',
  'dnc.registry',
  'penalty.max',
  'platformLimit.aliyun.outboundbot',
  'platformLimit.aliyun.voice',
  'platformLimit.tencent.ccc',
  'records.retention',
  'ring.minRings',
] as const;

const information = z.strictObject({
  ...provenance,
  field: z.enum(informationFields),
  value: z.union([z.string(), z.number(), z.boolean(), z.record(z.string(), z.unknown())]),
});

const rule = z
  .discriminatedUnion('field', [
    ruleOf('callingWindow', z.nullable(z.array(callingHours).check(z.minLength(1)))),
    ruleOf('attempts.max', attemptCap),
    ruleOf('dnc.scrubMaxAgeDays', positive),
    ruleOf('consent.required', z.boolean()),
    ruleOf('refusal.lockDays', positive),
    ruleOf('refusal.lock', z.literal('permanent')),
    ruleOf('abandonment.redialLockHours', positive),
    ruleOf('amd.redialLock', z.strictObject({ hours: positive, unless: text })),
    ruleOf('abandonment.maxRate', z.nullable(share)),
    ruleOf('abandonment.referenceRate', share),
    ruleOf('abandonment.window', abandonmentWindow),
    ruleOf('abandonment.connectSeconds', positive),
    ruleOf('ring.minSeconds', positive),
    information,
  ])
  .check(
    z.refine(({ certainty, enabled, reviewed }) => certainty !== 'low' || !enabled || reviewed !== undefined, {
      error: 'has low certainty: keep enabled false, or say in reviewed who checked it and when',
    }),
    z.refine(({ enabled, offBecause }) => enabled || offBecause !== undefined, {
      error: 'is off and does not say why: fill offBecause',
    }),
    z.refine(({ effectiveFrom = '', effectiveTo = '9999' }) => effectiveFrom <= effectiveTo, {
      error: 'ends before it takes effect',
    }),
  );

/** The schema of a pack; `rule-pack.schema.json` beside the packs is made from it. */
export const rulePackSchema = z.strictObject({
  $schema: z.optional(z.string()),
  format: z.literal(1),
  id: matching(/^[a-z]{2}(-[a-z0-9]+)*$/, 'must look like us or us-fl'),
  version: matching(/^\d+\.\d+\.\d+$/, 'must look like 1.0.0'),
  jurisdiction: matching(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'must look like US or US-FL (ISO 3166)'),
  /** The jurisdiction whose rules hold as well: `US` for `US-FL`. */
  within: z.optional(matching(/^[A-Z]{2}$/, 'must look like US')),
  effectiveFrom: z.optional(isoDate),
  effectiveTo: z.optional(isoDate),
  scope: z.enum(['b2c', 'b2b']),
  /** How E.164 numbers that may lie in the jurisdiction begin. */
  numberPrefixes: z
    .array(matching(/^\+[1-9]\d*$/, 'must look like +44'))
    .check(z.minLength(1, { error: 'must name at least one prefix' })),
  notice: matching(/not legal advice/i, 'must say that the pack is not legal advice'),
  rules: z.array(rule).check(
    z.minLength(1, { error: 'must hold at least one rule' }),
    z.refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, {
      error: 'must not use one id for two rules',
    }),
  ),
});

/** The calling rules of one jurisdiction. */
export type RulePack = z.infer<typeof rulePackSchema>;
/** One rule of a pack. `field` says what it rules and what its `value` is. */
export type Rule = RulePack['rules'][number];
/** The rules that say `Field`. */
export type RuleOf<Field extends Rule['field']> = Extract<Rule, { field: Field }>;
/** The same as JSON Schema, for editors: without the checks that JSON Schema has no words for. */
export const rulePackJsonSchema = (): object => z.toJSONSchema(rulePackSchema);

/**
 * What is wrong with a pack, one sentence a line: where, and what it must be. Empty when nothing is.
 */
export function problemsOfRulePack(data: unknown): readonly string[] {
  const { error } = rulePackSchema.safeParse(data);
  return (error?.issues ?? []).map((issue) => `${placeOf(data, issue.path)}${sentence(issue)}`);
}

/** `rules[3] (calling-window).value[0].spans: `, with the id of the rule, because nobody counts rules. */
function placeOf(data: unknown, path: readonly PropertyKey[]): string {
  let at: unknown = data;
  let place = '';
  for (const key of path) {
    at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined;
    place += typeof key === 'number' ? `[${key}]` : `${place === '' ? '' : '.'}${String(key)}`;
    const id = typeof at === 'object' && at !== null ? Reflect.get(at, 'id') : undefined;
    if (typeof id === 'string') place += ` (${id})`;
  }
  return place === '' ? '' : `${place}: `;
}

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `must be ${issue.expected}`;
  if (issue.code === 'unrecognized_keys') return `does not know ${issue.keys.join(', ')}`;
  if (issue.code === 'invalid_value')
    return `must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`;
  if (issue.code === 'invalid_union' && issue.path.at(-1) === 'field') return 'is not a field that a rule can have';
  return issue.message;
}
