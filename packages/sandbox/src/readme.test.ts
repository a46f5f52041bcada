import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readyMadePeople } from './people.js';
import { resolveSandboxOptions } from './sandbox-options.js';

// Formatters pad tables with spaces.
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8').replace(/ +/g, ' ');

describe('the README', () => {
  it.each(readyMadePeople)('says what $name does, as it is', ({ number, name, does, zh }) => {
    expect(readme).toContain(`| ${number} | ${name} ${zh?.name} | ${does} |`);
  });

  it('names every option', () => {
    const missing = Object.keys(resolveSandboxOptions()).filter((option) => !readme.includes(`\`${option}\``));
    expect(missing).toEqual([]);
  });
});
