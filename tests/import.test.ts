import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, unknown>>;
}

const manifestOf = (name: string): Manifest => JSON.parse(readFileSync(`packages/${name}/package.json`, 'utf8'));

const packages = ['core', 'crm', 'elements', 'sandbox'];

/** Every address an application can import, `./define/*.js` written out. */
const entries = packages.flatMap((name) => {
  const { name: scope, exports } = manifestOf(name);
  // Rule packs and tables are data, imported with the attribute that says so.
  const modules = Object.keys(exports).filter((path) => !path.endsWith('.json'));
  return modules.flatMap((path) =>
    path.includes('*')
      ? defineModules().map((file) => `${scope}/define/${file}`)
      : [path === '.' ? scope : `${scope}${path.slice(1)}`],
  );
});

function defineModules(): string[] {
  return readdirSync('packages/elements/dist/define').filter((file) => file.endsWith('.js'));
}

/** The Node of the tools, and the one of this machine when it is another. */
const nodes = [
  ...new Set(
    [process.execPath, ...(process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'node'))]
      .filter((path) => existsSync(path))
      .map((path) => execFileSync(path, ['-p', 'process.execPath'], { encoding: 'utf8' }).trim()),
  ),
];

describe.each(nodes)('an application that renders on a server with %s', (node) => {
  it('imports every entry without a DOM', () => {
    const program = `
      for (const entry of ${JSON.stringify(entries)}) {
        await import(entry).catch((error) => { console.log(entry + ': ' + error.stack); });
      }`;
    const { stdout, stderr, status } = spawnSync(node, ['--input-type=module', '--eval', program], {
      encoding: 'utf8',
    });
    expect({ stdout, stderr, status }).toEqual({ stdout: '', stderr: '', status: 0 });
  });
});

describe('the packages', () => {
  it('have the public entries of the contract', () => {
    expect(entries).toEqual(
      expect.arrayContaining([
        '@dialdeck/core',
        '@dialdeck/core/jssip',
        '@dialdeck/core/indexeddb',
        '@dialdeck/core/errors',
        '@dialdeck/core/testing',
        '@dialdeck/crm/bridge',
        '@dialdeck/crm/conformance',
        '@dialdeck/crm/rest',
        '@dialdeck/elements',
        '@dialdeck/elements/define/all.js',
        '@dialdeck/elements/define/pad.js',
        '@dialdeck/elements/dialdeck.js',
        '@dialdeck/sandbox',
      ]),
    );
  });

  it('write no module of another package into their own output', () => {
    const strangers = packages.filter((name) =>
      existsSync(`packages/${name}/dist/node_modules`) ? true : existsSync(`packages/${name}/dist/_virtual`),
    );
    expect(strangers).toEqual([]);
  });
});
