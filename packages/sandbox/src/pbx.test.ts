import { type Clock, systemClock } from '@dialdeck/core';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPbx, type PbxCore } from './pbx.js';
import type { Attendant, PendingCall } from './pending-call.js';
import { createRawTelephone } from './testing/raw-telephone.js';
import { installSilentBrowser } from './testing/silent-browser.js';

beforeAll(installSilentBrowser);

const domain = 'sandbox.invalid';
const open: Array<() => void> = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

interface Setup {
  readonly attendant?: Attendant;
  readonly passwords?: ReadonlyMap<string, string>;
  readonly clock?: Clock;
}

function exchange({ attendant = () => false, passwords = new Map(), clock = systemClock }: Setup = {}): PbxCore {
  const pbx = createPbx({ clock, domain, delayMs: 0, passwords, attendant });
  open.push(pbx.dispose);
  return pbx;
}

function telephone(pbx: PbxCore, number: string, options: { password?: string; hidden?: boolean } = {}) {
  const made = createRawTelephone(pbx, { number, domain, ...options });
  open.push(made.stop);
  return made;
}

const until = (check: () => void) => vi.waitFor(check, { timeout: 2000, interval: 5 });
/** The wire as `from>to METHOD` or `from>to status`. */
const ladder = (pbx: PbxCore, of: RegExp) =>
  pbx.messages
    .map(({ from, to, text }) => `${from}>${to} ${text.replace(/^SIP\/2\.0 /, '').split(' ')[0]}`)
    .filter((line) => of.test(line));

async function twoPhones(setup?: Setup) {
  const pbx = exchange(setup);
  const anna = telephone(pbx, '1001');
  const bert = telephone(pbx, '1002');
  await Promise.all([anna.registered, bert.registered]);
  return { pbx, anna, bert };
}

describe('signing in', () => {
  it('lets any password in where none is set', async () => {
    const { pbx } = await twoPhones();
    expect(pbx.isRegistered('1001')).toBe(true);
  });

  it('asks for the password, takes the right one and refuses a wrong one', async () => {
    const pbx = exchange({ passwords: new Map([['1001', 'secret']]) });
    await telephone(pbx, '1001', { password: 'secret' }).registered;
    await expect(telephone(pbx, '1001', { password: 'guess' }).registered).rejects.toThrow('401');
  });

  it('never shows the answer to a password challenge on the wire log', async () => {
    const pbx = exchange({ passwords: new Map([['1001', 'secret']]) });
    await telephone(pbx, '1001', { password: 'secret' }).registered;
    const told = pbx.messages.map(({ text }) => text).join('\n');
    expect(told).toContain('Authorization: Digest (removed)');
    expect(told).not.toMatch(/response="[0-9a-f]/);
  });

  it('signs out', async () => {
    const { pbx, anna } = await twoPhones();
    anna.ua.unregister();
    await until(() => expect(pbx.isRegistered('1001')).toBe(false));
  });

  it('answers a keep-alive, so that phones do not think the line is dead', async () => {
    const socket = exchange().plug('1001').open();
    const answer = new Promise((resolve) => {
      socket.onmessage = ({ data }) => resolve(data);
    });
    socket.onopen = () => socket.send('\r\n\r\n');
    expect(await answer).toBe('\r\n');
  });
});

describe('a call from phone to phone', () => {
  it('rings, is answered, and ends for both when one hangs up', async () => {
    const { pbx, anna, bert } = await twoPhones();
    anna.call('1002');
    await until(() => expect(bert.heard).toEqual(['rung', 'progress']));
    bert.answer();
    await until(() => expect(anna.heard).toEqual(['progress', 'accepted', 'confirmed']));
    bert.calls[0]?.terminate();
    await until(() => expect(anna.heard.at(-1)).toBe('ended Terminated'));
    const expected = [
      '1001>pbx INVITE',
      'pbx>1001 180',
      'pbx>1001 200',
      '1001>pbx ACK',
      'pbx>1001 BYE',
      '1001>pbx 200',
    ];
    const seen = () => ladder(pbx, /1001>pbx (INVITE|ACK|BYE|200)|pbx>1001 (180|200|BYE)/).slice(-expected.length);
    await until(() => expect(seen()).toEqual(expected));
  });

  it('stops ringing when the caller gives up', async () => {
    const { pbx, anna, bert } = await twoPhones();
    anna.call('1002');
    await until(() => expect(anna.heard).toContain('progress'));
    anna.calls[0]?.terminate();
    await until(() => expect(bert.heard.at(-1)).toBe('failed Canceled'));
    await until(() => expect(ladder(pbx, /pbx>1002 ACK/)).toHaveLength(1));
    expect(ladder(pbx, /pbx>1001 487/)).toHaveLength(1);
  });

  it.each([
    [486, 'Busy'],
    [603, 'Rejected'],
    [480, 'Unavailable'],
  ])('carries a refusal with %i back', async (code, cause) => {
    const { pbx, anna, bert } = await twoPhones();
    anna.call('1002');
    await until(() => expect(bert.heard).toContain('rung'));
    bert.calls[0]?.terminate({ status_code: code });
    await until(() => expect(anna.heard.at(-1)).toBe(`failed ${cause} ${code}`));
    await until(() => expect(ladder(pbx, /pbx>1002 ACK/)).toHaveLength(1));
  });

  it('holds and resumes: requests within a call find the other phone', async () => {
    const { anna, bert } = await twoPhones();
    anna.call('1002');
    await until(() => expect(bert.heard).toContain('rung'));
    bert.answer();
    await until(() => expect(anna.heard).toContain('confirmed'));
    const held = await new Promise((resolve) => anna.calls[0]?.hold({}, () => resolve('agreed')));
    expect(held).toBe('agreed');
  });

  it('reaches a caller whose connection dropped while it rang', async () => {
    const { pbx, anna, bert } = await twoPhones();
    anna.call('1002');
    await until(() => expect(bert.heard).toContain('rung'));
    pbx.drop('1002');
    await until(() => expect(anna.heard.at(-1)).toBe('failed Unavailable 480'));
  });
});

describe('a phone that signed out', () => {
  it('is unavailable (480), not unknown', async () => {
    const { pbx, anna, bert } = await twoPhones();
    bert.ua.unregister();
    await until(() => expect(pbx.isRegistered('1002')).toBe(false));
    anna.call('1002');
    await until(() => expect(anna.heard).toEqual(['failed Unavailable 480']));
  });
});

describe('a number without a phone', () => {
  it('does not exist when nobody takes it (404)', async () => {
    const { anna } = await twoPhones();
    anna.call('1003');
    await until(() => expect(anna.heard).toEqual(['failed Not Found 404']));
  });

  const waiting = () => {
    const calls: PendingCall[] = [];
    const attendant: Attendant = (call) => calls.push(call) > 0;
    return { calls, attendant };
  };

  it('tells who calls, and refuses without ringing', async () => {
    const { calls, attendant } = waiting();
    const { anna } = await twoPhones({ attendant });
    anna.call('+12025550102');
    await until(() => expect(calls).toHaveLength(1));
    expect(calls[0]).toMatchObject({ number: '+12025550102', caller: { number: '1001' } });
    calls[0]?.reject(486);
    await until(() => expect(anna.heard).toEqual(['failed Busy 486']));
  });

  it('is told when the caller gives up before anybody decided', async () => {
    const { calls, attendant } = waiting();
    const { pbx, anna } = await twoPhones({ attendant });
    anna.call('+12025550103');
    await until(() => expect(ladder(pbx, /pbx>1001 100/)).toHaveLength(1));
    anna.calls[0]?.terminate();
    await until(() => expect(anna.heard).toEqual(['failed Canceled']));
    await until(() => expect(calls[0]?.signal.aborted).toBe(true));
    await until(() =>
      expect(ladder(pbx, /pbx>1001 (200|487)|1001>pbx ACK/).slice(-3)).toEqual([
        'pbx>1001 200',
        'pbx>1001 487',
        '1001>pbx ACK',
      ]),
    );
  });

  it('can be passed to a hidden phone, which nobody else can call', async () => {
    const { calls, attendant } = waiting();
    const { pbx, anna } = await twoPhones({ attendant });
    const clara = telephone(pbx, '+12025550101', { hidden: true });
    await clara.registered;
    expect(pbx.isRegistered('+12025550101')).toBe(false);
    anna.call('+12025550101');
    await until(() => expect(calls).toHaveLength(1));
    calls[0]?.passTo(clara.station);
    await until(() => expect(clara.heard).toContain('rung'));
    clara.answer();
    await until(() => expect(anna.heard).toEqual(['progress', 'accepted', 'confirmed']));
  });
});

describe('trouble', () => {
  it('says so when the other end of a call is gone, instead of leaving the call up for ever', async () => {
    const { pbx, anna, bert } = await twoPhones();
    anna.call('1002');
    await until(() => expect(bert.heard).toContain('rung'));
    bert.answer();
    await until(() => expect(anna.heard).toContain('confirmed'));
    pbx.drop('1002');
    anna.calls[0]?.sendInfo('text/plain', 'anybody there?');
    await until(() => expect(ladder(pbx, /pbx>1001 481/)).not.toHaveLength(0));
  });

  it('cuts everybody off and takes nobody while the server is down', async () => {
    const { pbx } = await twoPhones();
    pbx.setReachable(false);
    await until(() => expect(pbx.isRegistered('1001')).toBe(false));
    const socket = pbx.plug('1003').open();
    expect(await new Promise((resolve) => (socket.onclose = ({ code }) => resolve(code)))).toBe(1006);
  });

  it('stays up whatever arrives', async () => {
    const pbx = exchange();
    const socket = pbx.plug('1001').open();
    await new Promise((resolve) => (socket.onopen = resolve));
    const rubbish = [
      '',
      'hello',
      '\r\n',
      'INVITE x SIP/2.0\r\n\r\n',
      'BYE sip:x@y SIP/2.0\r\nVia: nonsense\r\n\r\n',
      'SIP/2.0 200 OK\r\n\r\n',
    ];
    for (const text of rubbish) socket.send(text);
    await telephone(pbx, '1002').registered;
    expect(pbx.isRegistered('1002')).toBe(true);
  });
});
