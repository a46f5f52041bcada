import { createMemoryStorage } from '@dialdeck/core';
import { expect, it } from 'vitest';
import { localWorld } from '../testing/local-world.js';
import { runConformance } from './run-conformance.js';

it('the CRM of this browser passes the conformance kit; only what it has no use for is skipped', async () => {
  const report = await runConformance(() => localWorld(createMemoryStorage()), { name: 'Local CRM' });
  expect(report.checks.filter(({ status }) => status === 'failed')).toEqual([]);
  expect(report.conforms).toBe(true);
  // No server that is busy, refuses or signs anybody out; recordings are in the storage already.
  const skipped = report.checks.filter(({ status }) => status === 'skipped').map(({ id }) => id);
  expect(skipped).toEqual(['error.busy', 'error.refused', 'error.signed-out', 'recording.once']);
});
