import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Source {
  readonly file: string;
  readonly text: string;
}

const everything: readonly Source[] = readdirSync('packages', { recursive: true, encoding: 'utf8' })
  .map((file) => posix.normalize(file.replaceAll('\\', '/')))
  .filter((file) => /^[^/]+\/src\/.*\.ts$/.test(file))
  .map((file) => ({ file, text: readFileSync(join('packages', file), 'utf8') }));

const isTest = ({ file }: Source) => /\.(test|stories)\.ts$|^(elements|crm)\/src\/testing\/|\/scripted\//.test(file);
const sources = everything.filter((source) => !isTest(source));

const importsOf = (text: string) =>
  [...text.matchAll(/(?:\bfrom\s+|\bimport\s+|\bimport\()'([^']+)'/g)].map((match) => match[1] ?? '');

/** A rule reads: files under `from` never import `never`, because … */
const rules = [
  { from: /^core\/src\/(?!adapters\/jssip\/)/, never: /^jssip/, because: 'only the SIP adapter knows JsSIP' },
  { from: /^core\/src\/(?!adapters\/)/, never: /\/adapters\//, because: 'the core does not know its adapters' },
  { from: /^core\//, never: /^(lit|@lit|@dialdeck\/)/, because: 'the core knows nothing of components and sandbox' },
  { from: /^sandbox\//, never: /^(lit|@lit|@dialdeck\/elements)/, because: 'the sandbox knows nothing of components' },
  { from: /^core\/src\/shared\//, never: /^\.\.\//, because: 'shared code depends on nothing above it' },
  {
    from: /^crm\//,
    never: /^(lit|@lit|jssip|idb|@dialdeck\/(elements|sandbox))/,
    because: 'connectors need the core alone',
  },
  {
    // The conformance kit is the suite itself: whoever imports it wants to test.
    from: /^(core\/src\/(?!testing\/)|crm\/src\/(?!conformance\/)|elements\/|sandbox\/)/,
    never: /\/testing(\/|$)/,
    because: 'fakes never ship',
  },
  {
    from: /^elements\/src\/(?!dialdeck(-recording)?\.ts)/,
    never: /^(jssip|idb|@dialdeck\/sandbox|@dialdeck\/core\/(?!(errors|numbers)$))/,
    because: 'components see only the public core',
  },
  {
    from: /^elements\/src\/dialdeck\.ts/,
    never: /^(jssip|idb|@dialdeck\/sandbox|@dialdeck\/core\/(?!errors$|jssip$|indexeddb$))/,
    because: 'the drop-in adds the phone and the storage, nothing else',
  },
] as const;

const isOutside = (file: string, target: string) => {
  if (!target.startsWith('.')) return false;
  const [name] = file.split('/');
  return !posix.join(posix.dirname(file), target).startsWith(`${name}/src/`);
};

const buckets = /(^|[/-])(utils?|helpers?|types|constants|common|misc|managers?|services?)\.ts$/;

describe('architecture', () => {
  it.each(rules)('$because', ({ from, never }) => {
    const broken = sources
      .filter(({ file }) => from.test(file))
      .flatMap(({ file, text }) =>
        importsOf(text)
          .filter((target) => never.test(target))
          .map((target) => `${file} imports ${target}`),
      );
    expect(broken).toEqual([]);
  });

  it('crosses from one package to another by its name only', () => {
    const broken = everything.flatMap(({ file, text }) =>
      importsOf(text)
        .filter((target) => isOutside(file, target))
        .map((target) => `${file} imports ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('keeps every source file at 300 lines or fewer', () => {
    const long = everything.filter(({ text }) => text.trimEnd().split('\n').length > 300).map(({ file }) => file);
    expect(long).toEqual([]);
  });

  it('has no file that is named after nothing', () => {
    expect(everything.map(({ file }) => file).filter((file) => buckets.test(file))).toEqual([]);
  });

  it('exports by name only', () => {
    const broken = sources.filter(({ text }) => /^export (default|\*)/m.test(text)).map(({ file }) => file);
    expect(broken).toEqual([]);
  });

  it('looks at real files', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(importsOf("import { a } from './a.js';\nimport './b.js';\nawait import('c');")).toEqual([
      './a.js',
      './b.js',
      'c',
    ]);
  });
});
