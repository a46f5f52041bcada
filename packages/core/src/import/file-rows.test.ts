import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCsvReader, guessDelimiter } from './csv-rows.js';
import type { RowReader } from './file-row.js';
import { createJsonReader, createNdjsonReader } from './json-rows.js';

/** Reads a text in pieces of a length. */
function read(reader: RowReader, text: string, length = text.length || 1) {
  const pushes = Array.from({ length: Math.ceil(text.length / length) }, (_, at) =>
    text.slice(at * length, (at + 1) * length),
  );
  return [...pushes.flatMap((piece) => reader.push(piece)), ...reader.end()];
}

const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
const value = fc.string({ unit: fc.constantFrom('a', '李', '"', ',', ';', '\t', '\n', ' ', '=', "'") });
const pieces = fc.integer({ min: 1, max: 20 });

describe('rows of CSV', () => {
  it('are what was written, with the line each begins at, whatever the values, the delimiter and the pieces', () => {
    const width = 3;
    const table = fc.array(fc.array(value, { minLength: width, maxLength: width }), { maxLength: 8 });
    fc.assert(
      fc.property(table, fc.constantFrom(',', ';', '\t'), pieces, (rows, delimiter, length) => {
        const text = rows.map((row) => `${row.map(quoted).join(delimiter)}\n`).join('');
        let line = 1;
        const expected = rows.flatMap((values) => {
          const from = line;
          line += 1 + values.join('').split('\n').length - 1;
          return values.every((each) => each.trim() === '') ? [] : [{ line: from, values }];
        });
        expect(read(createCsvReader(delimiter), text, length)).toEqual(expected);
      }),
    );
  });

  it('come without the last line end as well', () => {
    expect(read(createCsvReader(','), 'a,b\nc,d').map(({ values }) => values)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('go on behind a quotation mark that is never closed', () => {
    const rows = read(createCsvReader(','), 'a,b\nc,"d\ne,f\ng,h\n');
    expect(rows.map(({ line, broken }) => [line, broken])).toEqual([
      [1, undefined],
      [2, 'row-too-long'],
      [3, undefined],
      [4, undefined],
    ]);
  });

  it('give up one that never ends, in bounded memory, and read the rest', () => {
    const rows = read(createCsvReader(','), `a,"b\n${'x,y\n'.repeat(400_000)}`, 200_000);
    expect(rows[0]).toMatchObject({ line: 1, broken: 'row-too-long' });
    expect(rows).toHaveLength(400_001);
    expect(rows.at(-1)).toMatchObject({ line: 400_001, values: ['x', 'y'] });
  });

  it.each([
    ['a,b,c\n1,2,3\n', ','],
    ['a;b;c\n1,5;2,5;3\n', ';'],
    ['a\tb\n1\t2\n', '\t'],
    ['a|b\n1|2\n', '|'],
    ['姓名，电话\n李伟，1\n', '，'],
    ['sep=;\na;b\n', ';'],
    ['phone\n+12025550100\n', ','],
  ])('of %j are told apart by %j', (text, delimiter) => {
    expect(guessDelimiter(text)).toBe(delimiter);
  });
});

const item = fc.dictionary(fc.constantFrom('a', 'b'), fc.string());
const valuesOf = ({ a = '', b = '' }: Record<string, string>) => [a, b];

describe('rows of JSON', () => {
  it('are the items of the list, however it is written and cut', () => {
    fc.assert(
      fc.property(fc.array(item), fc.constantFrom(0, 2), pieces, (items, indent, length) => {
        const rows = read(createJsonReader(['a', 'b']), JSON.stringify(items, null, indent), length);
        expect(rows.map(({ values }) => values)).toEqual(items.map(valuesOf));
      }),
    );
  });

  it('are one a line in NDJSON', () => {
    fc.assert(
      fc.property(fc.array(item), pieces, (items, length) => {
        const text = items.map((each) => `${JSON.stringify(each)}\n`).join('');
        expect(read(createNdjsonReader(['a', 'b']), text, length).map(({ values }) => values)).toEqual(
          items.map(valuesOf),
        );
      }),
    );
  });

  it.each([
    ['a list that is cut off', createJsonReader, '[{"a":"1"},{"a":', 2],
    ['an item that is no object', createJsonReader, '[{"a":"1"}, 7]', 2],
    ['a line that is no JSON', createNdjsonReader, '{"a":"1"}\nnonsense\n', 2],
  ])('say where %s is broken', (_name, make, text, line) => {
    expect(read(make(['a']), text)).toEqual([
      { line: 1, values: ['1'] },
      expect.objectContaining({ line, broken: 'row-broken' }),
    ]);
  });
});
