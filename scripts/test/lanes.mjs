import { browserReason, rigReason } from './requirements.mjs';
import { check, vitest, webTestRunner } from './steps.mjs';

const packages = ['core', 'crm', 'elements', 'sandbox'];
const elementSources = 'packages/elements/src/**/!(*.test|*.stories).ts';

// It knows neither `inert` nor container queries yet: what it does not know of HTML is a warning, of CSS nothing.
const templateRules = [
  '--rules.no-unknown-tag-name=error',
  '--rules.no-unknown-property=error',
  '--rules.no-unknown-slot=error',
  '--rules.no-invalid-css=off',
  '--strict',
  '--noColor',
];

const perPackage = (name) => [
  check(`publint ${name}`, 'publint', [`packages/${name}`, '--strict']),
  check(`attw ${name}`, 'attw', ['--pack', `packages/${name}`, '--profile', 'esm-only']),
];

const checks = () => [
  check('format and lint', 'biome', ['ci', '--colors=off', '--diagnostic-level=error', '--max-diagnostics=20', '.']),
  check('types', 'tsc', ['-p', 'tsconfig.json', '--noEmit']),
  check('templates', 'lit-analyzer', [elementSources, ...templateRules]),
  check('unused code', 'knip', []),
  check('lock file', 'node', ['scripts/lockfile.mjs', '--check']),
  check('error pages', 'node', ['scripts/docs.mjs', '--check']),
  check('event schemas', 'node', ['scripts/event-schemas.mjs', '--check']),
  ...packages.flatMap(perPackage),
  check('size', 'node', ['scripts/size.mjs']),
];

/** What `npm test` runs, in this order. `reason` tells why a lane cannot run here. */
export const lanes = [
  { name: 'checks', steps: checks },
  { name: 'unit', steps: () => [vitest('vitest')] },
  { name: 'elements', reason: browserReason, steps: () => [webTestRunner('web-test-runner')] },
  {
    name: 'demo',
    reason: browserReason,
    steps: () => [
      check('npm start -- --check', 'node', ['scripts/check.mjs', '--check'], { limitMs: 180_000 }),
      vitest('journeys', ['-c', 'tests/e2e/vitest.config.ts'], 900_000),
    ],
  },
  { name: 'pbx', reason: rigReason, steps: () => [vitest('rig', ['-c', 'tests/pbx/vitest.config.ts'], 600_000)] },
];
