import { openBrowserStorage } from '@dialdeck/core/indexeddb';
import { expect } from 'chai';
import { localWorld } from '../testing/local-world.js';
import { runConformance } from './run-conformance.js';

describe('the CRM of this browser', () => {
  it('passes the conformance kit on the IndexedDB of a real browser', async () => {
    let opened = 0;
    const makeWorld = async () => localWorld(await openBrowserStorage({ name: `kit-${opened++}` }));
    const report = await runConformance(makeWorld, { name: 'Local CRM', limitMs: 60_000 });
    expect(report.checks.filter(({ status }) => status === 'failed')).to.deep.equal([]);
    expect(report.conforms).to.equal(true);
  }).timeout(110_000);
});
