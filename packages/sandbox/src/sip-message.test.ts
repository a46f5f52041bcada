import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf, nameAddressOf, parameterOf, responseTo, tagOf, topViaOf } from './sip-fields.js';
import { formatSipMessage, headerOf, parseSipMessage, type SipRequest, withHeader } from './sip-message.js';

const wire = (...lines: string[]) => lines.join('\r\n');
const invite = wire(
  'INVITE sip:bob@sandbox.invalid SIP/2.0',
  'Via: SIP/2.0/WSS a1.invalid;branch=z9hG4bK1',
  'From: "Li" <sip:1001@sandbox.invalid>;tag=f1',
  'To: <sip:bob@sandbox.invalid>',
  'Call-ID: c1',
  'CSeq: 7 INVITE',
  'Content-Length: 4',
  '',
  'v=0 ',
);

describe('reading SIP', () => {
  it('understands a request', () => {
    expect(parseSipMessage(invite)).toMatchObject({ method: 'INVITE', uri: 'sip:bob@sandbox.invalid', body: 'v=0 ' });
  });

  it.each([
    ['a compact name', 'i: c9', 'call-id', 'c9'],
    ['a folded line', 'Subject: one\r\n  two', 'subject', 'one two'],
    ['spaces around the colon', 'Subject  :  hi  ', 'subject', 'hi'],
    ['an unknown header', 'X-Lead: 1;a=2, 3', 'x-lead', '1;a=2, 3'],
    ['an empty value', 'Subject:', 'subject', ''],
  ])('understands %s', (_, line, name, value) => {
    const message = parseSipMessage(wire('OPTIONS sip:x SIP/2.0', line, '', ''));
    expect(message && headerOf(message, name)).toBe(value);
  });

  it('splits two Vias on one line, so that an answer finds its way back', () => {
    const message = parseSipMessage(
      wire('SIP/2.0 200 OK', 'v: SIP/2.0/WSS a;branch=1 , SIP/2.0/WSS b;branch=2', '', ''),
    );
    expect(message?.headers).toEqual([
      ['via', 'SIP/2.0/WSS a;branch=1'],
      ['via', 'SIP/2.0/WSS b;branch=2'],
    ]);
  });

  it.each([
    ['a keep-alive', '\r\n\r\n'],
    ['half a message', 'INVITE sip:x SIP/2.0\r\nTo: x'],
    ['another protocol', wire('GET / HTTP/1.1', '', '')],
    ['a later version', wire('OPTIONS sip:x SIP/7.0', '', '')],
    ['a line that is no header', wire('OPTIONS sip:x SIP/2.0', 'nonsense', '', '')],
    ['a body that is cut short', wire('OPTIONS sip:x SIP/2.0', 'Content-Length: 9', '', 'abc')],
    ['a length that is no number', wire('OPTIONS sip:x SIP/2.0', 'Content-Length: -1', '', 'abc')],
  ])('refuses %s', (_, text) => {
    expect(parseSipMessage(text)).toBeUndefined();
  });

  it('leaves out bytes beyond the announced length', () => {
    expect(parseSipMessage(wire('OPTIONS sip:x SIP/2.0', 'l: 3', '', 'é1234'))?.body).toBe('é1');
  });

  it('never throws, whatever arrives', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        parseSipMessage(text);
        parseSipMessage(`INVITE sip:x SIP/2.0\r\n${text}\r\n\r\n${text}`);
      }),
    );
  });
});

describe('writing SIP', () => {
  const token = fc
    .stringMatching(/^[a-z][a-z0-9-]{0,12}$/)
    .filter((name) => name !== 'content-length' && name !== 'via' && name.length > 1);
  const value = fc.stringMatching(/^[!-~]([ -~]{0,30}[!-~])?$/);

  it('can be read back unchanged', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(token, value)), fc.string({ unit: 'grapheme' }), (headers, body) => {
        const request: SipRequest = { kind: 'request', method: 'MESSAGE', uri: 'sip:x@y', headers, body };
        const read = parseSipMessage(formatSipMessage(request));
        expect(read?.headers.slice(0, -1)).toEqual(headers);
        expect(read?.body).toBe(body);
      }),
    );
  });

  it('counts the length in bytes, so that a Chinese name does not cut the message', () => {
    const text = formatSipMessage({ kind: 'response', status: 200, phrase: 'OK', headers: [], body: '您好' });
    expect(text).toContain('Content-Length: 6\r\n');
  });

  it('writes names the way other software expects them', () => {
    const headers = [
      ['call-id', '1'],
      ['cseq', '2'],
      ['www-authenticate', '3'],
      ['x-lead-id', '4'],
    ] as const;
    const text = formatSipMessage({ kind: 'response', status: 401, phrase: '', headers, body: '' });
    expect(text.match(/^[A-Za-z-]+(?=:)/gm)).toEqual([
      'Call-ID',
      'CSeq',
      'WWW-Authenticate',
      'X-Lead-Id',
      'Content-Length',
    ]);
  });

  it('replaces a header where it stands', () => {
    const request = parseSipMessage(invite);
    expect(request && headerOf(withHeader(request, 'cseq', '8 INVITE'), 'cseq')).toBe('8 INVITE');
  });
});

describe('fields', () => {
  it.each([
    ['sip:bob@Sandbox.Invalid;transport=ws', { user: 'bob', host: 'sandbox.invalid' }],
    ['sips:%2B1%23@h:5060?x=1', { user: '+1#', host: 'h:5060' }],
    ['sip:h', { user: '', host: 'h' }],
    ['sip:100%@h', { user: '100%', host: 'h' }],
    ['sip:u:secret@h', { user: 'u', host: 'h' }],
    ['tel:+1', undefined],
  ])('reads the address %s', (uri, expected) => {
    expect(addressOf(uri)).toEqual(expected);
  });

  it.each([
    ['"A \\"B\\" <x>" <sip:a@b>;tag=1', { name: 'A "B" <x>', uri: 'sip:a@b', parameters: ';tag=1' }],
    ['Bob <sip:a@b;x=1>', { name: 'Bob', uri: 'sip:a@b;x=1', parameters: '' }],
    ['sip:a@b;tag=1', { name: undefined, uri: 'sip:a@b', parameters: ';tag=1' }],
  ])('reads the name-address %s', (value, expected) => {
    expect(nameAddressOf(value)).toEqual(expected);
  });

  it('finds parameters without regard to case and quotes', () => {
    expect(parameterOf('Digest Realm="a b", nonce=1', 'realm')).toBe('a b');
    expect(parameterOf('Digest cnonce=2, nonce=1', 'nonce')).toBe('1');
    expect(parameterOf(';tagged=1', 'tag')).toBeUndefined();
  });

  it('answers with what the caller needs to recognise the answer', () => {
    const request = parseSipMessage(invite) as SipRequest;
    const busy = responseTo(request, 486, { toTag: 't1' });
    expect(formatSipMessage(busy)).toMatch(
      /^SIP\/2.0 486 Busy Here\r\nVia: .*\r\nFrom: .*\r\nTo: <sip:bob@sandbox.invalid>;tag=t1/,
    );
    expect(tagOf(responseTo(request, 100, { toTag: 't1' }), 'to')).toBeUndefined();
    expect(topViaOf(busy)).toEqual({ host: 'a1.invalid', branch: 'z9hG4bK1' });
  });
});
