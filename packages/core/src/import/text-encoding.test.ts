import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gb18030Of } from './scripted/gb18030.js';
import { encodingOf, guessEncoding, readText, type TextEncoding } from './text-encoding.js';

const latin1 = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const utf16 = (text: string, isLittle: boolean, hasMark: boolean) => {
  const bytes = new Uint8Array((text.length + (hasMark ? 1 : 0)) * 2);
  const view = new DataView(bytes.buffer);
  for (const [at, char] of [...(hasMark ? '\ufeff' : ''), ...text].entries())
    view.setUint16(at * 2, char.charCodeAt(0), isLittle);
  return bytes;
};
const utf8 = (text: string) => new TextEncoder().encode(text);

const chinese = '姓名,手机,公司\n李伟,13800138000,北京科技有限公司\n欧阳娜娜,13900139000,上海贸易\n';

describe('the encoding of a file', () => {
  it.each<[string, Uint8Array, TextEncoding]>([
    ['plain ASCII', utf8('name,phone\nAnn,1\n'), 'utf-8'],
    ['UTF-8', utf8(chinese), 'utf-8'],
    ['UTF-8 with a mark', utf8(`\ufeff${chinese}`), 'utf-8'],
    ['UTF-8 cut within a character', utf8(chinese).slice(0, 4), 'utf-8'],
    ['accents in UTF-8', utf8('name,phone\nJosé Núñez,1\nÇelik,2\n'), 'utf-8'],
    ['Greek in UTF-8', utf8('όνομα,τηλέφωνο\n'), 'utf-8'],
    ['Russian in UTF-8', utf8('имя,телефон\nАнна,1\n'), 'utf-8'],
    ['GB18030 that is UTF-8 by accident', gb18030Of('伟郑,1\n'), 'gb18030'],
    ['GB18030', gb18030Of(chinese), 'gb18030'],
    ['GB18030 with mostly ASCII', gb18030Of(`id,name,phone\n${'1,Ann Lee,+1202\n'.repeat(50)}2,王芳,1\n`), 'gb18030'],
    ['UTF-16 little end first', utf16('name\tphone\n', true, true), 'utf-16le'],
    ['UTF-16 big end first', utf16('name\tphone\n', false, true), 'utf-16be'],
    ['UTF-16 without a mark', utf16('name\tphone\nAnn\t1\n', true, false), 'utf-16le'],
    ['German in windows-1252', latin1('Name;Straße\nMüller;Süd\nJörg;Groß\n'), 'windows-1252'],
    ['French in windows-1252', latin1('nom;prénom\nLefèvre;Aurélie\nÇelik;Zoë\n'), 'windows-1252'],
    ['one name in windows-1252', latin1('name,phone\nJosé,1\n'), 'windows-1252'],
  ])('of %s is found', (_name, bytes, encoding) => {
    expect(guessEncoding(bytes)).toBe(encoding);
  });

  it('of common Chinese names is never taken for a Western one', () => {
    const names =
      '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾伟芳娜敏静丽强磊洋艳勇军杰娟涛明超霞平刚';
    const name = fc.string({ unit: fc.constantFrom(...names), minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(name, { minLength: 1 }), (people) => {
        expect(guessEncoding(gb18030Of(people.map((each) => `${each},13800138000\n`).join('')))).toBe('gb18030');
      }),
    );
  });

  it('is told by the first part that is not plain ASCII', async () => {
    const plain = utf8('Ann,+12025550143\n'.repeat(40_000));
    for (const encoding of ['gb18030', 'utf-8'] as const) {
      const names = encoding === 'gb18030' ? gb18030Of(chinese) : utf8(chinese);
      expect(await encodingOf(new Blob([plain as Uint8Array<ArrayBuffer>, names as Uint8Array<ArrayBuffer>]))).toBe(
        encoding,
      );
    }
    expect(await encodingOf(new Blob([plain as Uint8Array<ArrayBuffer>]))).toBe('utf-8');
  });

  it('is read the same wherever the file is cut into pieces', async () => {
    const text = `${'x'.repeat(256 * 1024 - 1)}李\r\n${'y'.repeat(256 * 1024 - 6)}\r\n𠮷end`;
    for (const bytes of [utf8(text), gb18030Of(text)]) {
      let read = '';
      const encoding = guessEncoding(bytes.subarray(0, 600_000));
      for await (const piece of readText(new Blob([bytes as Uint8Array<ArrayBuffer>]), encoding)) read += piece.text;
      expect(read === text.replaceAll('\r\n', '\n')).toBe(true);
    }
  });
});
