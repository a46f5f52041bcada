import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { readRulePack } from './read-rule-pack.js';
import { problemsOfRulePack, type RulePack } from './rule-pack.js';

const folder = fileURLToPath(new URL('./packs/', import.meta.url));
const files = readdirSync(folder).filter((file) => file !== 'rule-pack.schema.json');
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
const packs = files.map((file) => readRulePack(read(file)));
const rules = packs.flatMap((pack) => pack.rules.map((rule) => ({ name: `${pack.id}:${rule.id}`, rule })));

const scratch = mkdtempSync(join(tmpdir(), 'rule-pack-'));
afterAll(() => rmSync(scratch, { recursive: true }));

function check(text: string) {
  const file = join(scratch, 'edited.json');
  writeFileSync(file, text);
  const script = fileURLToPath(new URL('../../../../scripts/rule-packs.mjs', import.meta.url));
  return spawnSync(process.execPath, [script, '--check', file], { encoding: 'utf8' });
}

describe('the packs we ship', () => {
  it('cover the 26 jurisdictions, and each state has its country beside it', () => {
    expect(packs).toHaveLength(26);
    const known = packs.map(({ jurisdiction }) => jurisdiction);
    expect(packs.filter(({ within }) => within !== undefined && !known.includes(within))).toEqual([]);
  });

  it('say that they are not legal advice', () => {
    for (const { notice } of packs) expect(notice).toMatch(/not legal advice/i);
  });

  it('name a source and a date for every rule', () => {
    expect(rules.length).toBeGreaterThanOrEqual(82);
    expect(rules.filter(({ rule }) => rule.source.trim() === '' || rule.date.trim() === '')).toEqual([]);
  });

  it('leave a rule of low certainty off and say so, and all others on', () => {
    const low = rules.filter(({ rule }) => rule.certainty === 'low');
    expect(low.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['cn:calling-window', 'cn:attempts-max', 'us-md:attempts-max', 'us-pa:calling-window-2']),
    );
    for (const { rule } of low) expect([rule.enabled, rule.offBecause]).toEqual([false, expect.stringMatching(/low/)]);
    expect(rules.filter(({ rule }) => rule.certainty !== 'low' && !rule.enabled)).toEqual([]);
  });

  it('carry the dates between which a rule holds', () => {
    const dated = rules.filter(({ rule }) => rule.effectiveFrom ?? rule.effectiveTo).map(({ name }) => name);
    expect(dated.sort()).toEqual([
      'fr:consent-required',
      'fr:dnc-registry',
      'us-pa:calling-window',
      'us-pa:calling-window-2',
      'us-pa:default-sunday',
    ]);
  });
});

describe('a pack that counsel edited', () => {
  const edited = (change: (pack: RulePack) => unknown) => {
    const pack: RulePack = structuredClone(read('us-fl.json'));
    change(pack);
    return problemsOfRulePack(pack);
  };
  const first = (pack: RulePack): Record<string, unknown> => pack.rules[0] as unknown as Record<string, unknown>;

  it('is accepted as it was', () => {
    expect(edited(() => undefined)).toEqual([]);
  });

  it.each<[string, (pack: RulePack) => unknown, RegExp]>([
    [
      'a time that no clock shows',
      (pack) => Object.assign(first(pack), { value: [{ days: ['mon'], spans: [['8:00', '20:00']] }] }),
      /rules\[0\] \(calling-window\)\.value\[0\]\.spans\[0\]\[0\]: must be a time of day like 08:00/,
    ],
    [
      'a span that ends before it starts',
      (pack) => Object.assign(first(pack), { value: [{ days: ['mon'], spans: [['20:00', '08:00']] }] }),
      /spans\[0\]: must end after it starts/,
    ],
    [
      'a day that no week has',
      (pack) => Object.assign(first(pack), { value: [{ days: ['monday'], spans: [] }] }),
      /days\[0\]: must be "mon" or "tue"/,
    ],
    [
      'a field spelled wrong, which would silently forbid nothing',
      (pack) => Object.assign(first(pack), { field: 'callingWindows' }),
      /\(calling-window\)\.field: is not a field that a rule can have/,
    ],
    [
      'a key spelled wrong',
      (pack) => Object.assign(first(pack), { effectivFrom: '2026-01-01' }),
      /does not know effectivFrom/,
    ],
    ['a rule without a source', (pack) => Reflect.deleteProperty(first(pack), 'source'), /\.source: must be string/],
    ['an empty source', (pack) => Object.assign(first(pack), { source: ' ' }), /\.source: must not be empty/],
    [
      'a day that the calendar does not have',
      (pack) => Object.assign(first(pack), { effectiveFrom: '2026-02-29' }),
      /effectiveFrom: is not a day of the calendar/,
    ],
    [
      'a rule that ends before it starts',
      (pack) => Object.assign(first(pack), { effectiveFrom: '2026-02-02', effectiveTo: '2026-02-01' }),
      /ends before it takes effect/,
    ],
    [
      'a rule of low certainty switched on by nobody',
      (pack) => Object.assign(first(pack), { certainty: 'low' }),
      /low certainty: keep enabled false, or say in reviewed who checked it/,
    ],
    [
      'a rule that is off without a reason',
      (pack) => Object.assign(first(pack), { enabled: false }),
      /fill offBecause/,
    ],
    ['one id for two rules', (pack) => Object.assign(first(pack), { id: 'attempts-max' }), /one id for two rules/],
    ['a notice without its warning', (pack) => Object.assign(pack, { notice: 'ok' }), /not legal advice/],
    ['no rules at all', (pack) => Object.assign(pack, { rules: [] }), /at least one rule/],
  ])('with %s is refused, with the place', (_, change, problem) => {
    expect(edited(change).join('\n')).toMatch(problem);
  });

  it('may switch on a rule of low certainty when somebody answers for it', () => {
    const reviewed = { certainty: 'low', reviewed: { by: 'M. Ortiz, counsel', on: '2026-11-02' } };
    expect(edited((pack) => Object.assign(first(pack), reviewed))).toEqual([]);
  });

  it.each([null, undefined, 'text', 7, [], {}])('does not crash the reader when it is %j', (data) => {
    expect(problemsOfRulePack(data).length).toBeGreaterThan(0);
    expect(() => readRulePack(data)).toThrow(expect.objectContaining({ code: 'rule-pack-invalid' }));
  });
});

describe('the check command', () => {
  it('says that a pack is valid, and what is off', () => {
    const { status, stdout } = check(JSON.stringify(read('us-md.json')));
    expect(stdout).toMatch(
      /us-md 1\.0\.0 is valid: 2 rules, 1 off\. Not legal advice\.\n {2}off: attempts-max\. The certainty is low/,
    );
    expect(status).toBe(0);
  });

  it.each([
    ['a wrong value', JSON.stringify({ ...read('us-fl.json'), version: '1' }), /version: must look like 1\.0\.0/],
    ['a file that is no JSON', '{ "id": ', /JSON/],
  ])('fails on %s and names it', (_, text, problem) => {
    const { status, stderr } = check(text);
    expect(stderr).toMatch(problem);
    expect(status).toBe(1);
  });
});
