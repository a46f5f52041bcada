import { DialerError } from '@dialdeck/core';
import { numberKeyOf } from './number-key.js';
import type { Person } from './person.js';

/** What `createSandbox` takes. Everything may be left out. */
export interface SandboxOptions {
  /** What numbers nobody described do, and chance in scripts: the same seed, the same answers. @defaultValue 1 */
  readonly seed?: number | string | undefined;
  /** How many times faster people act, 0.1 to 100. Signalling and sound keep their own time. @defaultValue 1 */
  readonly speed?: number | undefined;
  /** Who can be called. They come before the ready-made people of the same number. */
  readonly people?: readonly Person[] | undefined;
  /** Whether the ready-made people are there too. @defaultValue `true` */
  readonly readyMade?: boolean | undefined;
  /** Whether numbers nobody described exist, and behave by seed and number. @defaultValue `true` */
  readonly strangers?: boolean | undefined;
  /** Which name people show, theirs in English or in Chinese. @defaultValue `en` */
  readonly language?: 'en' | 'zh' | undefined;
  /** Domain of the SIP addresses. @defaultValue `sandbox.invalid` */
  readonly domain?: string | undefined;
  /** Milliseconds every SIP message takes, 0 to 5000. @defaultValue 0 */
  readonly networkDelayMs?: number | undefined;
  /** Number to password, for agents who must give the right one. @defaultValue any password will do */
  readonly passwords?: Readonly<Record<string, string>> | undefined;
}

export type ResolvedSandboxOptions = {
  readonly [Key in keyof SandboxOptions]-?: Exclude<SandboxOptions[Key], undefined>;
};

const defaults: ResolvedSandboxOptions = {
  seed: 1,
  speed: 1,
  people: [],
  readyMade: true,
  strangers: true,
  language: 'en',
  domain: 'sandbox.invalid',
  networkDelayMs: 0,
  passwords: {},
};

interface Rule {
  readonly holds: (value: unknown) => boolean;
  readonly rule: string;
  readonly fix: string;
}

const isWithin = (least: number, most: number) => (value: unknown) =>
  typeof value === 'number' && value >= least && value <= most;
const isBoolean = (value: unknown) => typeof value === 'boolean';
const isText = (value: unknown) => typeof value === 'string' && value.trim() !== '';
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const yesOrNo = { holds: isBoolean, rule: 'true or false', fix: 'Pass a boolean, or leave it out.' };

const rules: Readonly<Record<keyof SandboxOptions, Rule>> = {
  seed: {
    holds: (value) => isText(value) || (typeof value === 'number' && Number.isFinite(value)),
    rule: 'a number or a text that is not empty',
    fix: "Pass something like 7 or 'demo'.",
  },
  speed: {
    holds: isWithin(0.1, 100),
    rule: 'a number from 0.1 to 100',
    fix: 'Pass 1 for real time, 10 for ten times faster.',
  },
  people: { holds: Array.isArray, rule: 'a list of people', fix: 'Pass [person({ number, name })].' },
  readyMade: yesOrNo,
  strangers: yesOrNo,
  language: { holds: (value) => value === 'en' || value === 'zh', rule: "'en' or 'zh'", fix: "Pass 'en' or 'zh'." },
  domain: {
    holds: (value) => isText(value) && /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(String(value)),
    rule: 'a host name in lower case',
    fix: "Pass something like 'sandbox.invalid'.",
  },
  networkDelayMs: { holds: isWithin(0, 5000), rule: 'milliseconds from 0 to 5000', fix: 'Pass 50 for a slow line.' },
  passwords: {
    holds: (value) => isRecord(value) && Object.values(value).every(isText),
    rule: 'numbers with their passwords',
    fix: "Pass something like { '1001': 'secret' }.",
  },
};

/** @throws DialerError `sandbox-invalid`, naming the first wrong field. */
export function resolveSandboxOptions(options: SandboxOptions = {}): ResolvedSandboxOptions {
  if (!isRecord(options))
    refuse('options', options, { holds: isRecord, rule: 'an object', fix: 'Pass { … } or nothing.' });
  for (const [field, value] of Object.entries(options)) {
    const rule = Object.hasOwn(rules, field) ? rules[field as keyof SandboxOptions] : undefined;
    if (!rule)
      refuse(field, value, { holds: isText, rule: `one of ${Object.keys(rules).join(', ')}`, fix: 'Remove it.' });
    if (value !== undefined && !rule.holds(value)) refuse(field, field === 'passwords' ? '…' : value, rule);
  }
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const resolved: ResolvedSandboxOptions = { ...defaults, ...given };
  checkPeople(resolved.people);
  return resolved;
}

function checkPeople(people: readonly Person[]): void {
  const seen = new Set<string>();
  people.forEach((one, index) => {
    checkPerson(one, `people[${index}]`);
    const key = numberKeyOf(one.number);
    if (seen.has(key)) {
      const fix = 'Give everybody a number of their own.';
      refuse(`people[${index}].number`, one.number, { holds: isText, rule: 'used once', fix });
    }
    seen.add(key);
  });
}

const isScript = (value: unknown) => value === undefined || typeof value === 'function';

const personRules: Readonly<Partial<Record<keyof Person, Rule>>> = {
  number: {
    holds: (value) =>
      isText(value) && /^\+?[0-9 ().-]+$/.test(String(value)) && /^\d{2,20}$/.test(numberKeyOf(String(value))),
    rule: 'a telephone number of 2 to 20 digits',
    fix: "Pass something like '+1 202 555 0150'.",
  },
  name: { holds: isText, rule: 'a text that is not empty', fix: 'Give this person a name.' },
  onCall: { holds: isScript, rule: 'a function', fix: 'Pass async (call) => { … }.' },
  onAnswered: { holds: isScript, rule: 'a function', fix: 'Pass async (call) => { … }.' },
  voice: {
    holds: (value) =>
      value === undefined || (isRecord(value) && (value.pitch === undefined || isWithin(60, 400)(value.pitch))),
    rule: 'a pitch of 60 to 400 hertz',
    fix: 'Pass { pitch: 180 }, or leave it out.',
  },
};

/** @throws DialerError `sandbox-invalid`, naming the first wrong field. */
export function checkPerson(one: Person, path: string): void {
  const personRule = { holds: isRecord, rule: 'a person', fix: 'Pass person({ number, name }).' };
  if (!isRecord(one)) refuse(path, one, personRule);
  for (const [field, rule] of Object.entries(personRules)) {
    const value = one[field as keyof Person];
    if (!rule.holds(value)) refuse(`${path}.${field}`, value, rule);
  }
}

function refuse(field: string, value: unknown, { rule, fix }: Rule): never {
  throw new DialerError('sandbox-invalid', `${field}: ${shown(value)} is not ${rule}. ${fix}`);
}

function shown(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  try {
    return String(JSON.stringify(value)).slice(0, 80);
  } catch {
    return typeof value;
  }
}
