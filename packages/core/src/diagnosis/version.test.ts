import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { dialdeckVersion } from './version.js';

it('tells the version that is really running', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(dialdeckVersion).toBe(manifest.version);
});
