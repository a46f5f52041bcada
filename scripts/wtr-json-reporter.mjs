import { writeFileSync } from 'node:fs';

const count = (suite, totals) => {
  for (const test of suite?.tests ?? []) {
    if (test.skipped) totals.skipped += 1;
    else if (test.passed) totals.passed += 1;
    else totals.failed += 1;
  }
  for (const inner of suite?.suites ?? []) count(inner, totals);
  return totals;
};

/** Writes `{ passed, failed, skipped }` to the file named by `WTR_RESULTS`. A file that fails to load counts as failed. */
export const jsonReporter = () => ({
  onTestRunFinished({ sessions }) {
    if (!process.env.WTR_RESULTS) return;
    const totals = { passed: 0, failed: 0, skipped: 0 };
    for (const { testResults, passed, errors = [] } of sessions) {
      const before = totals.failed;
      count(testResults, totals);
      if ((!passed || errors.length > 0) && totals.failed === before) totals.failed += 1;
    }
    writeFileSync(process.env.WTR_RESULTS, JSON.stringify(totals));
  },
});
