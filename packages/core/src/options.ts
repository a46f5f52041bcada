import { DialerError, type DialerErrorCode } from './errors.js';

/*
 * Options come from a program, not from strangers, and are checked before the first byte of zod would be there:
 * see docs/decisions/008.
 */

/** One thing that is wrong: where, and the rule with its cure; or a field that is not known. */
interface Problem {
  readonly path: readonly (string | number)[];
  readonly rule?: string | undefined;
}

/** Says what is wrong with a value of type `T`. */
export interface Check<T> {
  problems(value: unknown): readonly Problem[];
  /** Whether it may be left out. */
  readonly optional?: boolean | undefined;
  /** The fields of an object. */
  readonly fields?: readonly string[] | undefined;
  /** Only for the compiler. */
  readonly type?: (value: T) => T;
}

/** The checks of every field of `T`. Forgetting one does not compile. */
export type Shape<T> = { readonly [Field in keyof Required<T>]: Check<Required<T>[Field] | T[Field]> };

/**
 * A value that must pass a test.
 * @param rule the rule and its cure: "must be 60 or more. Pass seconds, such as 300."
 */
export const must = <T>(test: (value: unknown) => boolean, rule: string): Check<T> => ({
  problems: (value) => (test(value) ? [] : [{ path: [], rule }]),
});

/** The same, but it may be left out. */
export const optional = <T>({ problems }: Check<T>): Check<T | undefined> => ({
  optional: true,
  problems: (value) => (value === undefined ? [] : problems(value)),
});

/** A list whose every item must pass. @param rule for what is no list */
export const listOf = <T>(item: Check<T>, rule: string): Check<readonly T[]> => ({
  problems: (value) =>
    Array.isArray(value)
      ? value.flatMap((each, index) =>
          item.problems(each).map(({ path, ...why }) => ({ path: [index, ...path], ...why })),
        )
      : [{ path: [], rule }],
});

/** The first, and when nothing is wrong with that, the next. */
export const both = <T>(first: Check<T>, ...rest: readonly Check<T>[]): Check<T> => ({
  problems: (value) => {
    for (const check of [first, ...rest]) {
      const found = check.problems(value);
      if (found.length > 0) return found;
    }
    return [];
  },
});

/** One check or the other: objects are for the second. */
export const either = <T>(plain: Check<T>, structured: Check<T & object>): Check<T> => ({
  problems: (value) => (Object(value) === value ? structured : plain).problems(value),
});

/** An object with these fields and no others, so that misspelled ones are found. @param rule for what is no object */
export function objectOf<T>(
  shape: Shape<T>,
  rule = 'must be an object. Pass one with the documented fields.',
): Check<T> {
  const checks = Object.entries(shape as Readonly<Record<string, Check<unknown>>>);
  const fields = checks.map(([field]) => field);
  return {
    fields,
    problems: (value) =>
      Object(value) !== value || Array.isArray(value)
        ? [{ path: [], rule }]
        : [
            ...checks.flatMap(([field, check]) =>
              check
                .problems(Reflect.get(value as object, field))
                .map(({ path, ...why }) => ({ path: [field, ...path], ...why })),
            ),
            ...Object.keys(value as object)
              .filter((field) => !fields.includes(field))
              .map((field) => ({ path: [field] })),
          ],
  };
}

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
 * Checks the options that a host passed and gives them back.
 *
 * @param how what the message starts with, such as `createSipPhone`, and the code to throw
 * @throws DialerError `config-invalid` (or `code`); the message has one line per wrong field
 */
export function parseOptions<T>(
  check: Check<T>,
  input: unknown,
  how: { readonly what: string; readonly code?: DialerErrorCode | undefined },
): T {
  const problems = check.problems(input);
  if (problems.length === 0) return input as T;
  const lines = problems.map((problem) => lineOf(problem, input, check.fields ?? []));
  throw new DialerError(how.code ?? 'config-invalid', [`${how.what}: ${countOf(lines.length)}`, ...lines].join('\n'));
}

const countOf = (wrong: number) => (wrong === 1 ? '1 option is wrong.' : `${wrong} options are wrong.`);

function lineOf({ path, rule }: Problem, input: unknown, fields: readonly string[]): string {
  if (rule === undefined) return unknownLine(path, fields);
  const field = nameOf(path);
  const value = valueAt(input, path);
  if (value === undefined) return `- ${field} is missing; it ${rule}`;
  return `- ${field} is ${path.some((part) => secretField.test(String(part))) ? '(not shown)' : show(value)}; it ${rule}`;
}

function unknownLine(path: Problem['path'], fields: readonly string[]): string {
  const key = String(path.at(-1));
  if (secretField.test(key) && fields.includes('credentials')) {
    return `- ${key} is not an option; secrets are asked for when needed. Pass credentials: () => ({ ${key} }).`;
  }
  const nearest = path.length === 1 ? nearestOf(key, fields) : undefined;
  const cure = nearest === undefined ? 'Remove it.' : `Did you mean ${nearest}?`;
  return `- ${nameOf(path)} is not an option; only documented fields are allowed. ${cure}`;
}

/** `servers[0].url`, the way a developer would write it. */
function nameOf(path: Problem['path']): string {
  const name = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return name === '' ? 'options' : name.replace(/^\./, '');
}

function valueAt(input: unknown, path: Problem['path']): unknown {
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

/** A field that begins or ends as what was written does. */
function nearestOf(key: string, fields: readonly string[]): string | undefined {
  const alike = (at: number, to?: number) => (field: string) =>
    field.slice(at, to).toLowerCase() === key.slice(at, to).toLowerCase();
  return fields.find(alike(0, 5)) ?? fields.find(alike(0, 4)) ?? fields.find(alike(-6));
}
