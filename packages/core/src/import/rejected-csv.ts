import type { ImportStore } from '../storage/import-store.js';
import { type RejectedRow, rowRules } from './rejected-row.js';

/** A spreadsheet would run a value that begins so as a formula, also behind spaces or in full width; the apostrophe makes it a text. */
const formula = /^[\t\r\n]|^[\s\p{Cf}\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;

const cell = (value: string | number): string => {
  const text = String(value);
  const safe = typeof value === 'string' && formula.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
};

const headings = {
  en: ['line', 'field', 'value', 'rule', 'what is wrong', 'what to do'],
  zh: ['行号', '字段', '内容', '规则', '问题', '处理办法'],
} as const;

const csvRow = (values: readonly (string | number)[]) => `${values.map(cell).join(',')}\r\n`;

/**
 * The rejected rows of an import as a CSV file (UTF-8 with a byte order mark, so that Excel reads it), in the order of the
 * file that was imported. Values are shown as they stood there; what a spreadsheet would run begins with an apostrophe.
 */
export async function rejectedCsv(
  store: Pick<ImportStore, 'rejected' | 'get'>,
  importId: string,
  language: 'en' | 'zh' = 'en',
): Promise<Blob> {
  const parts: (string | Blob)[] = ['\ufeff', csvRow(headings[language])];
  const pieces = (await store.get(importId))?.pieces ?? 0;
  for (let piece = 0; piece < pieces; piece += 1) {
    const rows = (await store.rejected(importId, piece)) ?? [];
    // As a Blob the browser may keep it on the disk.
    parts.push(new Blob(rows.map((row) => rowOf(row, language))));
  }
  return new Blob(parts, { type: 'text/csv;charset=utf-8' });
}

function rowOf({ line, field, value, rule }: RejectedRow, language: 'en' | 'zh'): string {
  const { rule: meaning, cure } = rowRules[rule][language];
  return csvRow([line, field, value, rule, meaning, cure]);
}
