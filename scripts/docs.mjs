// Writes the pages of docs/reference/errors*.md from the catalogue; with `--check` it only compares.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import './typescript-imports.mjs';

// After the line above has run, which a static import would not wait for.
const { errorCatalogue } = await import('../packages/core/src/error-catalogue.ts');

const languages = {
  en: {
    file: 'docs/reference/errors.md',
    title: 'Errors and warnings',
    intro: [
      'An error is thrown as a `DialerError`, or rejects a promise, or stands in the state; branch on its `code`.',
      'A warning stands in `state.warnings` while it lasts. Codes are never renamed.',
      'Busy, no answer and declined are outcomes of a call, not errors.',
    ].join('\n'),
    kinds: { error: 'Errors', warning: 'Warnings' },
    labels: { cause: 'Cause', cure: 'What to do' },
    fatal: 'Trying again without a change cannot help.',
    colon: ': ',
  },
  zh: {
    file: 'docs/reference/errors.zh-CN.md',
    title: '错误与警告',
    intro: [
      '错误以 `DialerError` 抛出，或使 Promise 被拒绝，或出现在状态中；请按 `code` 判断。',
      '警告在持续期间出现在 `state.warnings` 中。代码发布后不会改名。',
      '占线、无人接听和拒接是通话的结果，不是错误。',
    ].join('\n'),
    kinds: { error: '错误', warning: '警告' },
    labels: { cause: '原因', cure: '处理' },
    fatal: '不作修改而重试没有用处。',
    colon: '：',
  },
};

function entry(code, { fatal, ...texts }, language) {
  const { labels, colon, fatal: fatalText } = languages[language];
  const { meaning, cause, cure } = texts[language];
  const lines = [
    `### \`${code}\``,
    '',
    `${meaning}${fatal ? ` **${fatalText}**` : ''}`,
    '',
    `- ${labels.cause}${colon}${cause}`,
    `- ${labels.cure}${colon}${cure}`,
  ];
  return lines.join('\n');
}

function page(language) {
  const { title, intro, kinds } = languages[language];
  const section = (kind) =>
    [
      `## ${kinds[kind]}`,
      ...Object.entries(errorCatalogue)
        .filter(([, { kind: is }]) => is === kind)
        .map(([code, data]) => entry(code, data, language)),
    ].join('\n\n');
  return `# ${title}\n\n${intro}\n\n${section('error')}\n\n${section('warning')}\n`;
}

/** The pages as the catalogue says they are: `[file, text]`. */
export const errorPages = () => Object.keys(languages).map((language) => [languages[language].file, page(language)]);

const textOf = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

function main() {
  const stale = errorPages().filter(([file, text]) => textOf(file) !== text);
  if (!process.argv.includes('--check')) {
    mkdirSync('docs/reference', { recursive: true });
    for (const [file, text] of stale) writeFileSync(file, text);
    return;
  }
  for (const [file] of stale) console.error(`${file} is not what the catalogue says: run npm run docs`);
  process.exitCode = stale.length > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
