import { describe, expect, it } from 'vitest';
import { redact } from './sip-trace.js';

describe('a traced message', () => {
  it.each([
    'Authorization: Digest username="1001", response="5ec3e7"',
    'authorization : Bearer 5ec3e7',
    'Proxy-Authorization: Digest nonce="n",\r\n response="5ec3e7"',
    'Authentication-Info: rspauth="5ec3e7"',
  ])('holds nothing of %j', (header) => {
    const text = `REGISTER sip:pbx.test SIP/2.0\r\nCall-ID: 1\r\n${header}\r\nCSeq: 1 REGISTER\r\n\r\n`;
    expect(redact(text)).not.toContain('5ec3e7');
    expect(redact(text)).toContain('(hidden)\r\nCSeq: 1 REGISTER\r\n\r\n');
  });

  it('is otherwise as it was', () => {
    const text = 'INVITE sip:1@x SIP/2.0\r\nSubject: Authorization: none\r\n\r\nv=0\r\n';
    expect(redact(text)).toBe(text);
  });
});
