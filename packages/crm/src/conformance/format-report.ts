import type { CheckResult, ConformanceReport } from './conformance-report.js';

/**
 * The report as a page a vendor can publish.
 *
 * @param format `markdown`: a summary, what failed with its cure, and a table of all checks; `json`: the report itself
 */
export function formatReport(report: ConformanceReport, format: 'markdown' | 'json' = 'markdown'): string {
  if (format === 'json') return `${JSON.stringify(report, undefined, 2)}\n`;
  const { adapter, date, passed, failed, skipped, capabilities, checks } = report;
  const title = adapter.version === undefined ? adapter.name : `${adapter.name} ${adapter.version}`;
  const failures = checks.filter(({ status }) => status === 'failed');
  return [
    `# ${plain(title)}: ${report.conforms ? 'conforms' : 'does not conform'} to the Dialdeck CRM port`,
    '',
    `${passed} passed, ${failed} failed, ${skipped} skipped on ${date.slice(0, 10)}, in ${seconds(report.ms)} s.`,
    '',
    `Methods: ${capabilities.map((method) => `\`${method}\``).join(', ') || 'none'}.`,
    ...(failures.length > 0 ? ['', '## What failed', ...failures.flatMap(failureLines)] : []),
    '',
    '## All checks',
    '',
    '| check | result | what it promises | remark |',
    '| --- | --- | --- | --- |',
    ...checks.map((check) => `| ${check.id} | ${check.status} | ${plain(check.title)} | ${remark(check)} |`),
    '',
  ].join('\n');
}

const failureLines = ({ id, title, reason = '', cure = '' }: CheckResult) => [
  '',
  `### ${id}`,
  '',
  `It ${plain(title)}.`,
  '',
  `- Promised and seen: ${plain(reason)}`,
  `- What to do: ${plain(cure)}`,
];

const remark = ({ status, reason = '' }: CheckResult) => (status === 'skipped' ? plain(reason) : '');

const seconds = (ms: number) => (ms / 1_000).toFixed(1);

/** What an adapter said is a stranger's text: no markup, no lines, no columns of its own. */
const plain = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replace(/[\\`*_[\]<>|#]/g, (mark) => `\\${mark}`)
    .slice(0, 600);
