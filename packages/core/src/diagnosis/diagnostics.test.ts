import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connected } from '../testing/connected-dialer.js';
import { FakePhone } from '../testing/fake-phone.js';
import { createMask } from './mask.js';

const number = '+12025550142';
const message = (text: string) => ({ at: 0, direction: 'received' as const, text });

/** A dialer after one call, whose phone kept these messages. */
async function afterACall(texts: readonly string[] = []) {
  const phone = Object.assign(new FakePhone(), { messages: () => texts.map(message) });
  const made = await connected({ phone });
  const call = made.dialer.call(number);
  phone.lastLine.emit({ type: 'answered' });
  phone.lastLine.emit({ type: 'ended', end: { reason: 'hung-up', by: 'remote' } });
  await call.ended;
  return made.dialer;
}

describe('diagnostics', () => {
  it('tell what happened in order, as plain JSON', async () => {
    const dialer = await afterACall(['OPTIONS sip:1001@pbx.test SIP/2.0\r\n\r\n']);
    const diagnostics = await dialer.diagnostics();
    expect(JSON.parse(JSON.stringify(diagnostics))).toEqual(diagnostics);
    expect(diagnostics.timeline.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['dialdeck.call.started', 'dialdeck.call.answered', 'dialdeck.call.ended']),
    );
    expect(diagnostics.messages).toHaveLength(1);
    expect(diagnostics.calls).toMatchObject([{ outcome: 'answered', number: '+*********42' }]);
    expect(diagnostics.state.connection).toEqual({ status: 'connected' });
  });

  it('hide numbers and names, unless asked for the numbers', async () => {
    const invite = [
      `INVITE sip:${number}@pbx.test SIP/2.0`,
      'From: "Li Wei" <sip:1001@pbx.test>;tag=1',
      `To: "Ava Chen" <sip:${number}@pbx.test>`,
      'X-Customer: 1 (202) 555-0142',
      'Call-ID: 20255501999@x',
      '',
      'v=0',
    ].join('\r\n');
    const dialer = await afterACall([invite]);
    const hidden = JSON.stringify(await dialer.diagnostics());
    expect(hidden).not.toMatch(/2025550142|555-0142|Ava|Wei/);
    expect(hidden).toContain('1001@pbx.test');
    expect(JSON.stringify(await dialer.diagnostics({ numbers: true }))).toContain(number);
  });

  it('keep the last 200 events and no more', async () => {
    const { dialer, phone } = await connected();
    for (let i = 0; i < 150; i += 1) {
      phone.setConnection({ status: 'connecting' });
      phone.setConnection({ status: 'connected' });
    }
    expect((await dialer.diagnostics()).timeline).toHaveLength(200);
  });
});

const secret = fc.stringMatching(/^[A-Za-z0-9+/_.~-]{12,40}$/);

/** Where a secret may stand in what a server, a library or a browser says. */
const places: readonly ((secret: string) => string)[] = [
  (it) => `Authorization: Digest username="1001", response="${it}"`,
  (it) => `Proxy-Authorization: Digest nonce="n",\r\n response="${it}"`,
  (it) => `Authorization: Bearer ${it}`,
  (it) => `Authentication-Info: rspauth="${it}"`,
  (it) => `Contact: <sip:1001:${it}@pbx.test>`,
  (it) => `Warning: 399 pbx "wrong password=${it}"`,
  (it) => `Call-Info: <https://pbx.test/call?token=${it}>`,
  (it) => `X-Trace: wss://pbx.test/ws?key=${it}`,
  (it) => `a=ice-pwd:${it}`,
  (it) => `a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:${it}`,
];

describe('no secret', () => {
  it('is in a message, wherever it stood', () => {
    fc.assert(
      fc.property(secret, fc.boolean(), (it, numbers) => {
        const mask = createMask({ numbers, known: [] });
        for (const place of places) {
          const text = place(it);
          const whole = text.startsWith('a=')
            ? `INVITE sip:1@x SIP/2.0\r\n\r\nv=0\r\n${text}\r\n`
            : `SIP/2.0 200 OK\r\n${text}\r\nCSeq: 1 X\r\n\r\n`;
          expect(mask.message(whole)).not.toContain(it);
        }
      }),
    );
  });

  it('is in a text, wherever it stood', () => {
    fc.assert(
      fc.property(secret, (it) => {
        const mask = createMask({ numbers: true, known: [] });
        for (const text of [
          `wss://user:${it}@pbx.test closed`,
          `{"credential":"${it}"}`,
          `token: ${it}`,
          `Bearer ${it}`,
        ]) {
          expect(mask.deep({ error: { message: text } }).error.message).not.toContain(it);
        }
      }),
    );
  });
});
