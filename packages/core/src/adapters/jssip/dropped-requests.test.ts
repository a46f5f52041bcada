import { afterEach, describe, expect, it } from 'vitest';
import { createScriptedPhone, type ScriptedPhone } from './scripted/scripted-phone.js';
import { readSip, type SipText } from './scripted/sip-message.js';

let phone: ScriptedPhone['phone'] | undefined;
afterEach(() => phone?.dispose());

const headers = [
  'Via: SIP/2.0/WS 192.0.2.1;branch=z9hG4bKbad',
  'From: <sip:tom@pbx.test>;tag=far',
  'To: <sip:1001@pbx.test>',
  'Call-ID: bad-1',
];

/** What the phone says to a request, sent word for word. */
async function answerTo(method: string, lines: readonly string[]): Promise<SipText | undefined> {
  const scripted = createScriptedPhone();
  phone = scripted.phone;
  await phone.connect();
  const before = scripted.server.wire.length;
  scripted.server.send([`${method} sip:1001@pbx.test SIP/2.0`, ...lines, '', ''].join('\r\n'));
  await Promise.resolve();
  await Promise.resolve();
  const kinds = scripted.server.wire.slice(before);
  expect(kinds.length, 'never two answers').toBeLessThanOrEqual(1);
  return kinds[0] === undefined ? undefined : scripted.server.next(kinds[0]);
}

describe('a request with a header that cannot be read', () => {
  it.each([
    ['OPTIONS', 'Max-Forwards: many'],
    ['BYE', 'Contact: @'],
    ['INVITE', 'Content-Type: \u{1f4de}'],
    ['CANCEL', 'Max-Forwards: '],
    ['REFER', 'Refer-To: <'],
  ])('%s is answered 400, so that it is not sent again and again: %s', async (method, bad) => {
    const answer = await answerTo(method, [...headers, `CSeq: 1 ${method}`, bad, 'Content-Length: 0']);
    expect(answer?.kind).toBe('400');
    expect(answer?.header('Via')).toBe('SIP/2.0/WS 192.0.2.1;branch=z9hG4bKbad');
    expect(answer?.header('Call-ID')).toBe('bad-1');
    expect(answer?.header('CSeq')).toBe(`1 ${method}`);
    expect(answer?.header('To')).toMatch(/^<sip:1001@pbx\.test>;tag=/);
    expect(answer?.header('From')).toBe('<sip:tom@pbx.test>;tag=far');
  });

  it('is read in short and folded form too', async () => {
    const short = [
      'v: SIP/2.0/WS 192.0.2.1;branch=z9hG4bKbad',
      'f:\r\n <sip:tom@pbx.test>;tag=far',
      't: <sip:1001@pbx.test>;tag=x',
    ];
    const answer = await answerTo('INFO', [...short, 'i: bad-1', 'CSeq: 1 INFO', 'Max-Forwards: @']);
    expect(answer?.kind).toBe('400');
    expect(readSip(answer?.text ?? '').header('t')).toBe('<sip:1001@pbx.test>;tag=x');
  });

  it('is not answered when the answer could not find its way, nor when it is an ACK', async () => {
    expect(await answerTo('OPTIONS', [...headers.slice(1), 'CSeq: 1 OPTIONS', 'Max-Forwards: @'])).toBeUndefined();
    expect(await answerTo('ACK', [...headers, 'CSeq: 1 ACK', 'Max-Forwards: @'])).toBeUndefined();
  });

  it('is answered once when it can be read after all', async () => {
    const answer = await answerTo('OPTIONS', [...headers, 'CSeq: 1 OPTIONS', 'Max-Forwards: 70', 'Content-Length: 0']);
    expect(answer?.kind).toBe('200');
  });
});
