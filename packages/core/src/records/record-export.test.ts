import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { createMemoryStorage } from '../storage/memory.js';
import { sampleRecord } from '../testing/storage-contract.js';
import type { CallRecord } from './call-record.js';
import { csvField, csvLine } from './csv.js';
import { exportRecords, exportToBlob, type RecordExportOptions } from './record-export.js';
import { searchIn } from './search-in.js';

async function textOf(records: readonly CallRecord[], options?: RecordExportOptions): Promise<string> {
  const parts: string[] = [];
  for await (const part of exportRecords(async (query) => searchIn(records, query), options)) parts.push(part);
  return parts.join('');
}

describe('a field of a spreadsheet', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1-2', "'+1-2"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', `"'\t=1"`],
    ['\r=1', `"'\r=1"`],
    [' =1', "' =1"],
    ['＝1', "'＝1"],
    ['\u202e=1', "'\u202e=1"],
    ['+12025550100', '+12025550100'],
    ['say "hi"', '"say ""hi"""'],
    ['a,b', '"a,b"'],
    ['two\nlines', '"two\nlines"'],
    ['plain 文字', 'plain 文字'],
  ])('%j is written as %j', (text, field) => {
    expect(csvField(text)).toBe(field);
  });

  it('is read back as it was, but for the apostrophe before a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 5 }), (fields) => {
        const { data } = Papa.parse<string[]>(csvLine(fields).slice(0, -2), { delimiter: ',', newline: '\r\n' });
        const back = (data[0] ?? []).map((field, at) => (field === `'${fields[at]}` ? fields[at] : field));
        expect(back).toEqual(fields);
        for (const field of data[0] ?? []) expect(/^[=+\-@\t\r\n]/.test(field) && !/^\+\d+$/.test(field)).toBe(false);
      }),
    );
  });
});

/** What begins a formula in Excel, LibreOffice and Sheets, once the invisible before it was skipped. */
const triggers = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];
const invisible = ['', ' ', '\u00a0', '\u200b', '\u202e', '\ufeff', '\0', '\u3000', '"', "'"];
const payloads = [
  '1+1',
  'HYPERLINK("javascript:alert(1)","x")',
  "cmd|' /C calc'!A0",
  'SUM(A1:A9)',
  '+12',
  '2025550100',
];

/** A reader of its own: one line of RFC 4180 into its cells. */
function cellsOf(line: string): readonly string[] {
  const cells = `,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,"]*))/g);
  return Array.from(cells, ([, quoted, bare = '']) => quoted?.replaceAll('""', '"') ?? bare);
}

/** Whether a spreadsheet would compute the cell. */
function computes(cell: string): boolean {
  const seen = cell.normalize('NFKC').replace(/[\p{Cf}\p{Cc}\s]/gu, '');
  return /^[=+\-@]/.test(seen) && !/^\+\d{3,20}$/.test(cell);
}

describe('a line of a spreadsheet, whatever strangers are called', () => {
  const part = fc.oneof(fc.constantFrom(...triggers, ...invisible, ...payloads), fc.string({ unit: 'binary' }));
  const hostile = fc.array(part, { maxLength: 5 }).map((parts) => parts.join(''));

  it('has no cell that is computed, and as many cells as fields', () => {
    const isSafe = (fields: readonly string[]) => {
      const cells = cellsOf(csvLine(fields).slice(0, -2));
      expect(cells).toHaveLength(fields.length);
      expect(cells.filter(computes)).toEqual([]);
    };
    fc.assert(fc.property(fc.array(hostile, { minLength: 1, maxLength: 4 }), isSafe), { numRuns: 2_000 });
  });
});

describe('an export', () => {
  const records = Array.from({ length: 1_203 }, (_, minute) =>
    sampleRecord('me', minute, { note: `=cmd|' /C calc'!A${minute}` }),
  );

  it('has every record once, newest first, in every format', async () => {
    const ids = [...records].reverse().map(({ id }) => id);
    const csv = Papa.parse<Record<string, string>>((await textOf(records)).slice(1), {
      header: true,
      skipEmptyLines: true,
    });
    expect(csv.data.map((row) => row.id)).toEqual(ids);
    expect(csv.data[0]).toMatchObject({
      number: '+12025550100',
      'talk-seconds': '30',
      note: expect.stringMatching(/^'=cmd/),
    });
    const json = JSON.parse(await textOf(records, { format: 'json' })) as CallRecord[];
    expect(json.map(({ id }) => id)).toEqual(ids);
    const lines = (await textOf(records, { format: 'ndjson' })).trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as CallRecord).id)).toEqual(ids);
  });

  it('begins with the UTF-8 mark unless told not to, and is valid when empty', async () => {
    expect(await textOf([])).toMatch(/^\ufeffid,started/);
    expect(await textOf([], { bom: false })).toMatch(/^id,started/);
    expect(JSON.parse(await textOf([], { format: 'json' }))).toEqual([]);
    expect(await textOf([], { format: 'ndjson' })).toBe('');
  });

  it('has only what was searched for, and stops when told to', async () => {
    expect(
      (await textOf(records, { query: { to: records[3]?.startedAt }, format: 'ndjson' })).trimEnd().split('\n'),
    ).toHaveLength(3);
    await expect(textOf(records, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
    await expect(textOf(records, { format: 'xlsx' as never })).rejects.toMatchObject({ code: 'query-invalid' });
  });

  it('is a file of its type', async () => {
    const storage = createMemoryStorage();
    for (const record of records.slice(0, 30)) await storage.saveRecord(record);
    const file = await exportToBlob(storage.searchRecords, { format: 'ndjson' });
    expect(file.type).toBe('application/x-ndjson');
    expect((await file.text()).trimEnd().split('\n')).toHaveLength(30);
  });
});
