import { fakeCrmHarness } from '@dialdeck/core/testing';
import { expect } from 'chai';
import { formatReport } from './format-report.js';
import { runConformance } from './run-conformance.js';

describe('the conformance kit in a page', () => {
  it('runs every check and prints a report, without a test framework', async () => {
    const report = await runConformance(() => fakeCrmHarness(), { name: 'Fake CRM' });
    expect(report.checks.filter(({ status }) => status !== 'passed')).to.deep.equal([]);
    expect(formatReport(report)).to.contain('# Fake CRM: conforms to the Dialdeck CRM port');
  });
});
