import * as z from 'zod/mini';
import { DialerError, type DialerErrorCode } from './errors.js';

// zod would otherwise probe `new Function`, which a page with a strict CSP reports as a violation.
// Schemas are built after this module ran, because they import it. They are checked with rule and cure as `error`:
// "must be 60 or more. Pass seconds, such as 300."
z.config({ jitless: true });

/**
 * A value that must pass a test. Smaller in a bundle than zod's own checks, and worded by us.
 * @param rule the rule and its cure: "must be 60 or more. Pass seconds, such as 300."
 */
export const must = <T>(test: (value: unknown) => boolean, rule: string) => z.custom<T>(test, { error: rule });

/** A number between two, inclusive. */
export const mustBeWithin = (least: number, most: number, unit: string) =>
  must<number>(
    (value) => Number.isInteger(value) && (value as number) >= least && (value as number) <= most,
    `must be a whole number from ${least} to ${most}. Pass ${unit}.`,
  );

/** Something the host made, told by the methods it must have. */
export const mustHave = <T extends object>(rule: string, ...methods: readonly (keyof T & string)[]) =>
  must<T>(
    (value) =>
      Object(value) === value && methods.every((name) => typeof Reflect.get(Object(value), name) === 'function'),
    rule,
  );

/** Fields whose value is never shown in a message, wherever they stand. */
const secretField = /password|ha1|token|secret|credential/i;

/**
 * Checks what came from outside and gives it back typed.
 *
 * @param schema a strict object, so that misspelled fields are found
 * @param input the untrusted value
 * @param how what the message starts with, such as `createSipPhone`, and the code to throw
 * @throws DialerError `config-invalid` (or `code`); the message has one line per wrong field
 */
export function parseOptions<T>(
  schema: z.ZodMiniType<T>,
  input: unknown,
  how: { readonly what: string; readonly code?: DialerErrorCode | undefined },
): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const fields = fieldsOf(schema);
  const lines = result.error.issues.flatMap((issue) => linesOf(issue, input, fields));
  throw new DialerError(how.code ?? 'config-invalid', [`${how.what}: ${countOf(lines.length)}`, ...lines].join('\n'));
}

const countOf = (wrong: number) => (wrong === 1 ? '1 option is wrong.' : `${wrong} options are wrong.`);

function linesOf(issue: z.core.$ZodIssue, input: unknown, fields: readonly string[]): string[] {
  const field = nameOf(issue.path);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownLine(field, key, fields));
  const value = valueAt(input, issue.path);
  const rule = ruleOf(issue);
  if (value === undefined) return [`- ${field} is missing; it ${rule}`];
  const shown = issue.path.some((part) => secretField.test(String(part))) ? '(not shown)' : show(value);
  return [`- ${field} is ${shown}; it ${rule}`];
}

function unknownLine(parent: string, key: string, fields: readonly string[]): string {
  if (secretField.test(key) && fields.includes('credentials')) {
    return `- ${key} is not an option; secrets are asked for when needed. Pass credentials: () => ({ ${key} }).`;
  }
  const nearest = parent === 'options' ? nearestOf(key, fields) : undefined;
  const name = parent === 'options' ? key : `${parent}.${key}`;
  const cure = nearest === undefined ? 'Remove it.' : `Did you mean ${nearest}?`;
  return `- ${name} is not an option; only documented fields are allowed. ${cure}`;
}

/** Our schemas carry their rule; only a value of the wrong kind altogether is worded here. */
function ruleOf(issue: z.core.$ZodIssue): string {
  if (issue.message !== '' && issue.message !== 'Invalid input') return issue.message;
  return issue.code === 'invalid_type'
    ? `must be an ${issue.expected}. Pass one with the documented fields.`
    : 'is not allowed. Correct it.';
}

/** `servers[0].url`, the way a developer would write it. */
function nameOf(path: readonly PropertyKey[]): string {
  const name = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return name === '' ? 'options' : name.replace(/^\./, '');
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined),
    input,
  );
}

/** Shows a value without ever spilling what is inside an object. */
function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

function fieldsOf(schema: z.ZodMiniType): readonly string[] {
  const { shape } = schema.def as { readonly shape?: object };
  return Object.keys(shape ?? {});
}

/** The field that is nearest to what was written: as much of one begins, or ends, as the other does. */
function nearestOf(key: string, fields: readonly string[]): string | undefined {
  const ranked = fields.map((field) => ({ field, alike: alikeness(key.toLowerCase(), field.toLowerCase()) }));
  const [best] = ranked.sort((a, b) => b.alike - a.alike);
  return best && best.alike >= 0.6 ? best.field : undefined;
}

/** The share of the longer word that both begin or end with, 0 to 1. */
function alikeness(a: string, b: string): number {
  const shared = (at: (text: string, i: number) => string | undefined) => {
    let length = 0;
    while (length < Math.min(a.length, b.length) && at(a, length) === at(b, length)) length++;
    return length;
  };
  const both = shared((text, i) => text[i]) + shared((text, i) => text.at(-1 - i));
  return Math.min(1, both / Math.max(a.length, b.length));
}
