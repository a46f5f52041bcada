import { expect, it } from 'vitest';
import { parseSippTrace, summaryOf } from './sip-messages.js';

const trace = `----------------------------------------------- 2026-01-02 03:04:05.678901
UDP message received [20] bytes :

INVITE sip:1@pbx.test SIP/2.0\r
CSeq: 7 INVITE\r
Content-Length: 12\r
\r
v=0\r
a=sendonly\r

----------------------------------------------- 2026-01-02 03:04:05.778901
UDP message sent (30 bytes):

SIP/2.0 486 Busy Here\r
CSeq: 7 INVITE\r
Content-Length: 0\r
\r
`;

it('reads who said what in a trace of sipp', () => {
  const messages = parseSippTrace(trace);
  expect(summaryOf(messages)).toBe('>INVITE <486 INVITE');
  expect(messages[0]?.body).toMatch(/^v=0\s+a=sendonly$/);
  expect(messages[1]?.body).toBe('');
});
