import { describe, expect, it } from 'vitest';
import { createSipPhone } from './index.js';
import type { SipPhoneOptions } from './sip-options.js';

const good: SipPhoneOptions = {
  uri: 'sip:1001@pbx.example',
  servers: ['wss://pbx.example/ws'],
  credentials: () => ({ password: 'x' }),
};

/** The message an integrator reads. */
function complaint(options: object): string {
  try {
    createSipPhone(options as SipPhoneOptions);
  } catch (error) {
    return `${(error as { code?: string }).code} ${(error as Error).message}`;
  }
  return 'accepted';
}

describe('the options of a SIP phone', () => {
  it('are accepted when right, without a DOM and without opening anything', () => {
    let opened = 0;
    const phone = createSipPhone({
      ...good,
      openSocket: (url) => {
        opened += 1;
        return new WebSocket(url, 'sip');
      },
    });
    expect(phone.connection.snapshot).toEqual({ status: 'offline' });
    expect(opened).toBe(0);
  });

  it.each([
    [
      { ...good, uri: '1001' },
      '- uri is "1001"; it must be an address of record. Pass something like "sip:1001@pbx.example".',
    ],
    [{ ...good, servers: [] }, '- servers is a list of 0; it must name at least one server.'],
    [{ ...good, servers: ['https://x'] }, '- servers[0] is "https://x"; it must be a WebSocket address.'],
    [
      { ...good, registerEverySeconds: 30 },
      '- registerEverySeconds is 30; it must be a whole number from 60 to 86400. Pass seconds, such as 300.',
    ],
    [{ ...good, iceTransportPolicy: 'turn' }, '- iceTransportPolicy is "turn"; it must be "all" or "relay".'],
    [{ ...good, gatherLimitMs: '1s' }, '- gatherLimitMs is "1s"; it must be a whole number from 100 to 5000.'],
    [{ ...good, iceServers: [{ url: 'stun:x' }] }, '- iceServers[0] is an object; it must be an RTCIceServer.'],
    [
      { uri: good.uri, servers: good.servers },
      '- credentials is missing; it must be a function that gives the password.',
    ],
    [
      { ...good, server: 'wss://x' },
      '- server is not an option; only documented fields are allowed. Did you mean servers?',
    ],
    [{ ...good, servers: 'wss://x' }, '- servers is "wss://x"; it must be a list of addresses. Pass something like'],
    [{ ...good, uri: 1001 }, '- uri is 1001; it must be an address of record. Pass something like'],
    [
      { ...good, password: 'x' },
      '- password is not an option; secrets are asked for when needed. Pass credentials: () => ({ password }).',
    ],
    [{ ...good, allowReplaces: 'yes' }, '- allowReplaces is "yes"; it must be true or false.'],
    [
      { ...good, allowTransfer: true },
      '- allowTransfer is true; it must be a function that decides. Pass something like ({ target }) => /^10\\d\\d$/.test(target).',
    ],
    [{ ...good, onWeather: 1 }, '- onWeather is not an option; only documented fields are allowed. Remove it.'],
  ])('are explained when wrong: %#', (options, line) => {
    expect(complaint(options)).toContain('config-invalid createSipPhone: 1 option is wrong.');
    expect(complaint(options)).toContain(line);
  });

  it('are explained one line per field', () => {
    const lines = complaint({ ...good, uri: 7, servers: 'wss://x', colour: 'red' }).split('\n');
    expect(lines[0]).toBe('config-invalid createSipPhone: 3 options are wrong.');
    expect(lines).toHaveLength(4);
  });

  it('are explained when there are none at all', () => {
    expect(complaint(undefined as unknown as object)).toContain('config-invalid');
  });

  it('never show a secret', () => {
    const message = complaint({ ...good, credentials: { password: 'open sesame' }, password: 'open sesame' });
    expect(message).toContain('- credentials is ');
    expect(message).toContain('- password is not an option');
    expect(message).not.toContain('sesame');
  });
});
