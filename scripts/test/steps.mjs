import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.mjs';

/** One command that is right or wrong. */
export const check = (name, command, args, options) => ({
  name,
  async run() {
    const { ok, output } = await run(command, args, options);
    return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, output };
  },
});

/** A test runner that writes its counts to a file. A run that says nothing has failed. */
const counted = (name, { command, args, env, read, limitMs }) => ({
  name,
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'dialdeck-test-'));
    const file = join(folder, 'results.json');
    try {
      const { ok, output } = await run(command, args(file), { env: env?.(file), limitMs });
      const counts = readCounts(file, read);
      // A runner may fail without a failed test: an error outside of any test, or no test found.
      if (!ok && counts.failed === 0) counts.failed = 1;
      return { ...counts, output };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

function readCounts(file, read) {
  try {
    return read(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

export const vitest = (name, args = [], limitMs = 300_000) =>
  counted(name, {
    command: 'vitest',
    args: (file) => ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    read: ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites }) => ({
      passed: numPassedTests,
      failed: numFailedTests || (numFailedTestSuites > 0 ? 1 : 0),
      skipped: numPendingTests + numTodoTests,
    }),
    limitMs,
  });

export const webTestRunner = (name, args = [], limitMs = 300_000) =>
  counted(name, {
    command: 'wtr',
    args: () => args,
    env: (file) => ({ WTR_RESULTS: file }),
    read: (counts) => counts,
    limitMs,
  });
