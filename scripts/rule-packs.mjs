// Rule packs: `node scripts/rule-packs.mjs RULES.json` makes them from a list of calling rules,
// `node scripts/rule-packs.mjs --check FILE…` says what is wrong with one that somebody edited.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemsOfRulePack, rulePackJsonSchema } from '../packages/core/src/compliance/rule-pack.ts';

const folder = 'packages/core/src/compliance/packs';

const notice =
  'Engineering input, not legal advice: collected from the sources named, each with its certainty. Have counsel check it before you call.';

const callingCodes = { US: '+1', CA: '+1', GB: '+44', AU: '+61', FR: '+33', DE: '+49', IN: '+91', CN: '+86' };

const everyDay = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const own = { basis: 'default', source: 'Dialdeck, own choice', date: '2026-11', certainty: 'high' };

/** Cautious values of our own where no law was found, or where it was reported and not confirmed. */
const defaults = {
  GB: [
    {
      ...own,
      id: 'default-hours',
      field: 'callingWindow',
      value: [
        { days: everyDay.slice(0, 5), spans: [['09:00', '20:00']] },
        { days: ['sat'], spans: [['10:00', '17:00']] },
        { days: ['sun'], spans: [] },
      ],
      note: 'No statutory calling hours were found.',
    },
    {
      ...own,
      id: 'default-abandonment',
      field: 'abandonment.maxRate',
      value: 0.03,
      note: 'There is no safe harbour: any abandoned call can be misuse. Aim at 0.01 or less.',
    },
  ],
  DE: [
    {
      ...own,
      id: 'default-hours',
      field: 'callingWindow',
      value: [
        { days: everyDay.slice(0, 5), spans: [['09:00', '20:00']] },
        { days: ['sat'], spans: [['10:00', '18:00']] },
        { days: ['sun'], spans: [] },
      ],
      note: 'No statutory calling hours were found.',
    },
  ],
  IN: [
    {
      ...own,
      id: 'default-hours',
      field: 'callingWindow',
      value: [{ days: everyDay, spans: [['10:00', '21:00']] }],
      note: 'The practice for promotional calls.',
    },
  ],
  'US-PA': [
    {
      ...own,
      id: 'default-sunday',
      field: 'callingWindow',
      value: [{ days: ['sun'], spans: [['13:30', '21:00']] }],
      effectiveFrom: '2026-10-18',
      note: 'Keeps the earlier Sunday hours while the reported ban on Sunday calls is not confirmed.',
    },
  ],
};

const kebab = (field) =>
  field
    .replace(/\./g, '-')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();

/** Whom a cap of attempts counts: where the source names the consumer, all of that consumer's numbers. */
const countedBy = ({ scope = 'consumer' }) => (scope.startsWith('consumer') ? 'person' : 'number');

function ruleOf({ jurisdiction: _, sourceDate, source, note, ...rule }, id) {
  const off = rule.certainty === 'low';
  return {
    id,
    enabled: !off,
    ...(off && { offBecause: 'The certainty is low: a weak source, or not confirmed in a primary text.' }),
    basis: 'law',
    ...rule,
    ...(rule.field === 'attempts.max' && { value: { ...rule.value, by: countedBy(rule.value) } }),
    source,
    date: sourceDate === '-' ? 'not dated' : sourceDate,
    ...(note && { note: note.replace(/Primary text listed but not readable[^;]*/, 'Primary text not read') }),
  };
}

/** Ids stay from one version to the next: the field, and a number only for the second rule of a field. */
function packOf(jurisdiction, rules) {
  const seen = new Map();
  const numbered = rules.map((rule) => {
    const times = (seen.get(rule.field) ?? 0) + 1;
    seen.set(rule.field, times);
    return ruleOf(rule, times === 1 ? kebab(rule.field) : `${kebab(rule.field)}-${times}`);
  });
  const [country] = jurisdiction.split('-');
  return {
    $schema: './rule-pack.schema.json',
    format: 1,
    id: jurisdiction.toLowerCase(),
    version: '1.0.0',
    jurisdiction,
    ...(country !== jurisdiction && { within: country }),
    scope: 'b2c',
    numberPrefixes: [callingCodes[country]],
    notice,
    rules: [...numbered, ...(defaults[jurisdiction] ?? []).map((rule) => ({ enabled: true, ...rule }))],
  };
}

const write = (name, data) => writeFileSync(join(folder, name), `${JSON.stringify(data, null, 2)}\n`);

function generate(path) {
  const { rules } = JSON.parse(readFileSync(path, 'utf8'));
  mkdirSync(folder, { recursive: true });
  for (const [jurisdiction, own] of Map.groupBy(rules, (rule) => rule.jurisdiction)) {
    const pack = packOf(jurisdiction, own);
    const problems = problemsOfRulePack(pack);
    if (problems.length > 0) throw new Error(`${pack.id}: ${problems.join('\n')}`);
    write(`${pack.id}.json`, pack);
  }
  write('rule-pack.schema.json', rulePackJsonSchema());
  spawnSync('npx', ['biome', 'format', '--write', folder], { stdio: 'inherit' });
}

function problemsOf(file) {
  try {
    return problemsOfRulePack(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    return [error.message];
  }
}

function describe(file) {
  const { id, version, rules } = JSON.parse(readFileSync(file, 'utf8'));
  const off = rules.filter(({ enabled }) => !enabled);
  console.log(`${file}: ${id} ${version} is valid: ${rules.length} rules, ${off.length} off. Not legal advice.`);
  for (const rule of off) console.log(`  off: ${rule.id}. ${rule.offBecause}`);
}

function check(files) {
  for (const file of files) {
    const problems = problemsOf(file);
    if (problems.length === 0) describe(file);
    else {
      process.exitCode = 1;
      console.error(`${file} is not a valid rule pack:`);
      for (const problem of problems) console.error(`  ${problem}`);
    }
  }
}

const [first, ...files] = process.argv.slice(2);
if (first === '--check' && files.length > 0) check(files);
else if (first && first !== '--check') generate(first);
else {
  console.error('Usage: node scripts/rule-packs.mjs --check FILE…   or   node scripts/rule-packs.mjs RULES.json');
  process.exitCode = 2;
}
