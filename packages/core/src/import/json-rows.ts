import { type FileRow, longestRow, longestShown, mostColumns, type RowReader } from './file-row.js';
import { createItemCutter } from './json-items.js';

/** What stands under each key of an object, as text. */
export function fieldsOf(row: unknown): ReadonlyMap<string, string> | undefined {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return undefined;
  const entries = Object.entries(row).slice(0, mostColumns);
  return new Map(entries.map(([key, value]) => [key, textOf(value)]));
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join('; ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

function rowOf(
  text: string,
  { line, columns }: { readonly line: number; readonly columns: readonly string[] },
): FileRow {
  const fields = text.length > longestRow ? undefined : fieldsOf(parsed(text));
  if (fields) return { line, values: columns.map((column) => fields.get(column) ?? '') };
  const broken = text.length > longestRow ? 'row-too-long' : 'row-broken';
  return { line, values: [text.slice(0, longestShown)], broken };
}

/** Reads one JSON object a line. */
export function createNdjsonReader(columns: readonly string[]): RowReader {
  let rest = '';
  let line = 0;
  const read = (text: string): readonly FileRow[] => {
    line += 1;
    return text.trim() === '' ? [] : [rowOf(text, { line, columns })];
  };
  return {
    push(text) {
      const lines = (rest + text).split('\n');
      const last = lines.pop() ?? '';
      // A line without an end is kept only as far as it takes to say what it is.
      rest = last.length > longestRow ? last.slice(0, longestRow + 1) : last;
      return lines.flatMap(read);
    },
    end: () => read(rest),
  };
}

/** Reads the items of a JSON list one by one, without holding the list. */
export function createJsonReader(columns: readonly string[]): RowReader {
  const items = createItemCutter();
  let line = 0;
  const read = (text: string): FileRow => {
    line += 1;
    return rowOf(text, { line, columns });
  };
  return { push: (text) => items.push(text).map(read), end: () => items.end().map(read) };
}
