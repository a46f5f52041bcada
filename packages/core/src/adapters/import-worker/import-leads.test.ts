import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gb18030Of } from '../../import/scripted/gb18030.js';
import { createMemoryStorage } from '../../storage/memory.js';
import { importLeads, previewImport, rowRules } from './index.js';
import { importWith, numberOf, target } from './scripted/import-world.js';

describe('a list from a spreadsheet', () => {
  it('of Chinese Windows comes with names intact', async () => {
    const people = ['李伟', '欧阳娜娜', '张 三', '𠮷田', '爱新觉罗·启功'];
    const rows = people.map((name, at) => `${name},1380013800${at},"北京\r\n科技有限公司",销售部,2026/1/5`);
    const file = new File([gb18030Of(['姓名,手机号码,公司名称,部门,登记日期', ...rows, ''].join('\r\n'))], '名单.csv');
    const preview = await previewImport(file, { country: 'CN' });
    expect(preview).toMatchObject({ encoding: 'gb18030', delimiter: ',', hasHeadings: true, problems: [] });
    expect(preview.columns.map(({ field, kind }) => [field, kind])).toEqual([
      ['name', 'text'],
      ['number', 'number'],
      ['company', 'text'],
      ['attribute', 'text'],
      ['attribute', 'date'],
    ]);
    const { leads } = await importWith(file, { country: 'CN' });
    expect(leads.map(({ name, company, numbers }) => [name, company, numbers[0]?.e164])).toEqual(
      people.map((name, at) => [name, '北京\n科技有限公司', `+861380013800${at}`]),
    );
  });

  it('has every bad row in the report, and the rest in the queue', async () => {
    const rows = Array.from({ length: 1_000 }, (_, at) => `"N\n${at}",${at % 100 === 7 ? '12' : numberOf(at)}`);
    const { result, leads, report } = await importWith(`name,phone\n${rows.join('\n')}\n`);
    expect(result).toMatchObject({ rows: 1_000, accepted: 990, rejected: 10, duplicates: 0 });
    expect(leads).toHaveLength(990);
    // Two lines a row, behind the heading.
    expect(report.map(({ line }) => line)).toEqual(Array.from({ length: 10 }, (_, at) => String(16 + at * 200)));
    expect(report[0]).toEqual({ line: '16', field: 'phone', value: '12', rule: 'number-invalid' });
  });

  it('cannot smuggle a formula into the report', async () => {
    const { result } = importLeads(
      'name,phone\n"x","=HYPERLINK(""https://evil.example"")"\n@a,+1\n-2,@cmd\nb,5550100\n',
      {
        ...target,
        storage: createMemoryStorage(),
        hasHeadings: true,
        mapping: [{ column: 1, field: 'number' }],
      },
    );
    const text = await (await (await result).rejectedRows('zh')).text();
    expect(text).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    expect(text).not.toMatch(/"[=+\-@]/);
    expect(text).toContain(rowRules['number-invalid'].zh.cure);
  });

  it.each([
    [
      'a mapping that was chosen',
      'a,b\n2025550143,Ann\n',
      {
        mapping: [
          { column: 0, field: 'number' as const },
          { column: 1, field: 'name' as const },
        ],
        hasHeadings: true,
      },
    ],
    [
      'no headings',
      `Ann,${numberOf(3)}\nBob,${numberOf(4)}\n`,
      {
        mapping: [
          { column: 1, field: 'number' as const },
          { column: 0, field: 'name' as const },
        ],
      },
    ],
    ['JSON', '[{"name":"Ann","phone":"2025550143"}]', {}],
    ['NDJSON', '{"name":"Ann","phone":"2025550143"}\n', {}],
    ['a first and a last name', 'first name;last name;tel\nAnn;Lee;2025550143\n', {}],
  ])('may have %s', async (_name, text, options) => {
    const { leads } = await importWith(text, options);
    expect(leads[0]).toMatchObject({ name: expect.stringMatching(/^Ann/), state: 'new' });
  });

  it('may come as a stream', async () => {
    const { leads } = await importWith(new Blob([`name,phone\n李伟,${numberOf(1)}\n`]).stream());
    expect(leads[0]?.name).toBe('李伟');
  });

  it('keeps several numbers, labels, owner, priority, zone, ids, list and columns of its own', async () => {
    const heads = 'Name,Mobile,Work Phone,Owner,Priority,Time zone,ID,List,Zip,Favourite colour';
    const { leads } = await importWith(
      `${heads}\nAnn,2025550143,2025550144; 2025550145,bob,7,Europe/Paris,crm-1,winter,10001,=red\n`,
    );
    expect(leads).toMatchObject([
      {
        ...{ name: 'Ann', owner: 'bob', priority: 7, timeZone: 'Europe/Paris', externalId: 'crm-1', listId: 'winter' },
        numbers: [
          { e164: '+12025550143', label: 'mobile' },
          { e164: '+12025550144', label: 'office' },
          { e164: '+12025550145', label: 'office' },
        ],
        attributes: { 'Favourite colour': '=red' },
        postalCode: '10001',
      },
    ]);
  });

  it.each([
    ['number-missing', 'Ann,,,'],
    ['number-invalid', 'Ann,123,,'],
    ['number-invalid', 'Ann,1.38E+10,,'],
    ['too-long', `${'x'.repeat(201)},2025550143,,`],
    ['priority-invalid', 'Ann,2025550143,100,'],
    ['time-zone-invalid', 'Ann,2025550143,,Mars/Olympus'],
    ['unreadable', 'A\ufffdn,2025550143,,'],
  ])('has its rows checked: %s', async (rule, row) => {
    const { report } = await importWith(`name,phone,priority,zone\nOk,${numberOf(9)},,\n${row}\n`);
    expect(report.map((each) => [each.line, each.rule])).toEqual([['3', rule]]);
  });

  it.each([
    ['nothing', ''],
    ['no number', 'name,colour\nAnn,red\n'],
    ['headings alone', 'name,phone\n'],
  ])('with %s is refused', async (_name, text) => {
    await expect(importWith(text)).rejects.toMatchObject({ code: 'import-unreadable' });
  });

  it('comes back as it was written, whatever stands in it', async () => {
    const text = fc
      .string({
        unit: fc.constantFrom('a', 'é', '李', '𠮷', '"', ',', ';', '\n', "'", '=', ' '),
        minLength: 1,
        maxLength: 12,
      })
      .map((each) => `x${each}x`);
    const people = fc.array(fc.record({ name: text, company: text, note: text }), { minLength: 1, maxLength: 12 });
    const cell = (value: string) => `"${value.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(
        people,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        async (rows, delimiter, end) => {
          const lines = rows.map((row, at) =>
            [row.name, row.company, row.note, numberOf(at)].map(cell).join(delimiter),
          );
          const file = `${['Name', 'Company', 'Note', 'Phone'].join(delimiter)}${end}${lines.join(end)}${end}`;
          const { leads } = await importWith(file, { delimiter, dedupe: { by: ['phone'] } });
          expect(leads.map(({ name, company, attributes }) => ({ name, company, note: attributes['Note'] }))).toEqual(
            rows,
          );
        },
      ),
      { numRuns: 40 },
    );
  });
});
