import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorCatalogue } from '../packages/core/src/error-catalogue.js';

const sources = readdirSync('packages', { recursive: true, encoding: 'utf8' })
  .filter((file) => /^[^/]+\/src\/.*\.ts$/.test(file))
  .filter((file) => !/\.(test|stories)\.ts$|error-catalogue\.ts$|\/catalogue\/|\/testing\//.test(file))
  .map((file) => readFileSync(join('packages', file), 'utf8'))
  .join('\n');

describe('the catalogue of errors', () => {
  it.each(Object.keys(errorCatalogue))('names %s because something really reports it', (code) => {
    expect(sources).toContain(`'${code}'`);
  });

  it.each(Object.entries(errorCatalogue))(
    'says what %s means, why and what to do, in every language',
    (_code, entry) => {
      const texts = [...Object.values(entry.en), ...Object.values(entry.zh)];
      expect(texts).toHaveLength(6);
      for (const text of texts) expect(text.trim()).toMatch(/[.。]$/);
    },
  );
});
