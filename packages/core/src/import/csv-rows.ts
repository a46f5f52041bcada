import Papa from 'papaparse';
import { type FileRow, longestRow, longestShown, mostColumns, type RowReader } from './file-row.js';

const delimiters = [',', ';', '\t', '|', '，', '；', '\x1f'];

/** The delimiter of a CSV text by its beginning: what `sep=` says, else the one that gives most rows one width. */
export function guessDelimiter(beginning: string): string {
  const said = /^sep=(.)\n/i.exec(beginning)?.[1];
  if (said !== undefined) return said;
  const scores = delimiters.map((delimiter) => ({ delimiter, score: evennessOf(beginning, delimiter) }));
  return scores.reduce((best, each) => (each.score > best.score ? each : best)).delimiter;
}

/** The share of rows that have the most common number of columns; wider ones first among equals. */
function evennessOf(text: string, delimiter: string): number {
  const rows = createCsvReader(delimiter)
    .push(`${text.slice(0, 16_000)}\n`)
    .slice(0, 50);
  const widths = new Map<number, number>();
  for (const { values } of rows) widths.set(values.length, (widths.get(values.length) ?? 0) + 1);
  const [width, count] = [...widths].reduce((best, each) => (each[1] > best[1] ? each : best), [1, 0]);
  return width < 2 ? 0 : count / rows.length + width / 1_000;
}

interface Parsed {
  readonly data: readonly (readonly string[])[];
  readonly errors: readonly { readonly code: string }[];
  readonly meta: { readonly cursor: number };
}

const newlinesIn = (text: string): number => {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
};

/**
 * Reads CSV (RFC 4180, with any delimiter). Quoted values may have line ends. A row that grows beyond
 * {@link longestRow}, as one does whose quotation mark is never closed, is given up at the end of its first line.
 */
export function createCsvReader(delimiter: string): RowReader {
  const parser = new Papa.Parser({ delimiter, newline: '\n', quoteChar: '"' });
  let rest = '';
  let line = 1;
  let isFirst = true;

  function take(isLast: boolean): readonly FileRow[] {
    const { data, errors, meta } = parser.parse(rest, 0, !isLast) as unknown as Parsed;
    // Rather its first line by itself than everything behind it in one value.
    if (isLast && errors.some(({ code }) => code === 'MissingQuotes')) return [...giveUpLine(), ...end()];
    rest = isLast ? '' : rest.slice(meta.cursor);
    const rows: FileRow[] = [];
    for (const values of data) {
      if (!isEmpty(values)) rows.push({ line, values: values.slice(0, mostColumns) });
      line += 1;
      for (const value of values) if (value.includes('\n')) line += newlinesIn(value);
    }
    return rows;
  }

  function push(text: string): readonly FileRow[] {
    rest += text;
    if (isFirst) skipHint();
    let rows = take(false);
    while (rest.length > longestRow) rows = [...rows, ...giveUpLine(), ...take(false)];
    return rows;
  }

  function end(): readonly FileRow[] {
    const rows = take(false);
    return rest === '' ? rows : [...rows, ...take(true)];
  }

  function skipHint(): void {
    isFirst = false;
    const hint = /^sep=.\n/i.exec(rest)?.[0];
    if (hint === undefined) return;
    rest = rest.slice(hint.length);
    line += 1;
  }

  function giveUpLine(): readonly FileRow[] {
    const found = rest.indexOf('\n');
    const end = found < 0 ? rest.length : found + 1;
    const row = brokenRow([rest.slice(0, end)], line);
    rest = rest.slice(end);
    line += 1;
    return [row];
  }

  return { push, end };
}

const isEmpty = (values: readonly string[]) => values.every((value) => value.trim() === '');

const brokenRow = (values: readonly string[], line: number): FileRow => ({
  line,
  values: [(values[0] ?? '').slice(0, longestShown)],
  broken: 'row-too-long',
});
