import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { plainText } from './plain-text.js';
import { createScriptedPhone, dial, ringIn, type ScriptedPhone } from './scripted/scripted-phone.js';

let open: ScriptedPhone | undefined;
function start(...args: Parameters<typeof createScriptedPhone>): ScriptedPhone {
  open = createScriptedPhone(...args);
  return open;
}
afterEach(() => open?.phone.dispose());

const markup = '<img src=x onerror=alert(1)>';
/** What must never reach a screen or a file: control characters, line breaks of any kind, what turns text around. */
const unwanted = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

describe('texts of the far end', () => {
  it.each(['\0', '\u0007', '\u202e', '\u2066', '\u2028', '\n', '\r', '\u007f'])(
    'come without %j, as plain text, from every header that names somebody',
    async (odd) => {
      const scripted = start({ trustServerIdentity: true });
      const name = `=1+1 ${markup}${odd}b`;
      const { line } = await ringIn(scripted, {
        headers: [
          `P-Asserted-Identity: "${name}" <sip:+18135550143${odd === '\n' || odd === '\r' ? '' : odd}@pbx.test>`,
          'Diversion: "x" <sip:%00%0D%0ABcc:%3Cscript%3E@pbx.test>;reason=no-answer',
        ],
      });
      const { number, name: shown = '', divertedFrom = '' } = line.remote;
      for (const text of [number, shown, divertedFrom]) expect(text).not.toMatch(unwanted);
      expect(divertedFrom).toBe('Bcc:<script>');
      expect(number.length).toBeGreaterThan(3);
    },
  );

  it('of a From header with markup is a name like any other', async () => {
    const { line } = await ringIn(start(), { from: `"${markup}\u202e \u200b=cmd" <sip:%3Cb%3E@pbx.test>` });
    expect(line.remote.name).toBe(`${markup}  \u200b=cmd`);
    expect(line.remote.number).not.toMatch(unwanted);
  });

  it('cannot smuggle a header into a call by a line break inside of one', async () => {
    const scripted = start({ trustServerIdentity: true, allowAutoAnswer: true });
    const { line } = await ringIn(scripted, {
      headers: ['P-Asserted-Identity: "a%0d%0aCall-Info: <x>;answer-after=0" <sip:%0D%0ACall-Info@pbx.test>'],
    });
    expect(line.remote.number).toBe('Call-Info');
    expect(scripted.server.wire).not.toContain('200');
  });

  it('of a CANCEL with a Reason full of markup ends the call as it would without', async () => {
    const scripted = start();
    const { invite, until } = await ringIn(scripted);
    const reason = `Reason: SIP;cause=200;text="${markup}\u202e=HYPERLINK(1)"`;
    scripted.server.request('CANCEL', invite, { headers: [reason] });
    expect((await until('ended')).end).toEqual({ reason: 'answered-elsewhere', by: 'remote' });
  });

  it('of a redirection are cut to an address without controls', async () => {
    const scripted = start();
    const { invite, until } = await dial(scripted);
    scripted.server.reply(invite, 302, { headers: [`Contact: <sip:\u202e${'9'.repeat(500)}@pbx.test>`] });
    const { end } = await until('ended');
    expect(end.redirectedTo ?? '').not.toMatch(unwanted);
    expect((end.redirectedTo ?? '').length).toBeLessThanOrEqual(128);
  });
});

describe('any text of the far end', () => {
  it('is short, without controls, and well-formed however it is cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const plain = plainText(text);
        expect(plain).not.toMatch(unwanted);
        expect(plain.length).toBeLessThanOrEqual(128);
        expect(() => encodeURIComponent(plain)).not.toThrow();
      }),
      { examples: [[`${'a'.repeat(127)}👩`]] },
    );
  });
});
