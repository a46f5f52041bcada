import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LineTicket } from '../../phone/phone.js';
import { createManualClock } from '../../testing/manual-clock.js';
import { createScriptedPhone, dial, followLine, ringIn } from './scripted/scripted-phone.js';
import { audioSdp, type SipText } from './scripted/sip-message.js';
import type { SipPhoneOptions } from './sip-options.js';

let page = new EventTarget();
let navigation = new EventTarget();
let open: ReturnType<typeof createScriptedPhone> | undefined;

beforeEach(() => {
  page = new EventTarget();
  navigation = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  vi.stubGlobal('navigation', navigation);
  vi.stubGlobal('origin', 'https://crm.example');
});
afterEach(async () => {
  await open?.phone.dispose();
  vi.unstubAllGlobals();
});

function scripted(options: Partial<SipPhoneOptions> = {}) {
  open = createScriptedPhone(options);
  return open;
}

const supported = { headers: ['Supported: timer, replaces'] };

async function talking(options: Partial<SipPhoneOptions> = {}, answer: object = supported) {
  const phone = scripted(options);
  const call = await dial(phone);
  phone.server.reply(call.invite, 200, { body: audioSdp(), ...answer });
  await phone.server.next('ACK');
  return { ...call, server: phone.server };
}

/** What a browser tells before a page is left. */
function navigate(navigationType: string, url = 'https://crm.example/customers/7'): AbortController {
  const gaveUp = new AbortController();
  const about = { navigationType, destination: { url, sameDocument: false }, signal: gaveUp.signal };
  navigation.dispatchEvent(Object.assign(new Event('navigate'), about));
  return gaveUp;
}

const leave = () => page.dispatchEvent(new Event('pagehide'));
const tagIn = (header: string) => /;tag=([^;\s]+)/.exec(header)?.[1];

describe('a page that is left in mid-call', () => {
  it.each<[string, Partial<SipPhoneOptions>, object, () => void]>([
    ['is closed', {}, supported, () => {}],
    ['goes to another page, unless the host wants that', {}, supported, () => navigate('push')],
    ['goes to another site', { resumeCalls: 'site' }, supported, () => navigate('push', 'https://crm.example.evil/')],
    ['is reloaded, but the far end does not know Replaces', {}, {}, () => navigate('reload')],
    ['is reloaded, but the host does not want it', { resumeCalls: 'never' }, supported, () => navigate('reload')],
    ['is closed after a reload was given up', {}, supported, () => navigate('reload').abort()],
  ])('says goodbye to the far end when it %s', async (_why, options, answer, before) => {
    const { server } = await talking(options, answer);
    before();
    leave();
    await server.next('BYE');
  });

  it.each<[string, Partial<SipPhoneOptions>, string]>([
    ['is reloaded', {}, 'reload'],
    ['goes to another page of the site and the host wants that', { resumeCalls: 'site' }, 'push'],
    ['is left however, and the host wants that', { resumeCalls: 'always' }, 'none'],
    ['is reloaded by F5', {}, 'F5'],
    ['is reloaded by Ctrl+R', {}, 'r'],
  ])('sends nothing when it %s: the next page takes the call up', async (_why, options, type) => {
    const { server, line } = await talking(options);
    const before = server.wire.length;
    if (type === 'push' || type === 'reload') navigate(type);
    else page.dispatchEvent(Object.assign(new Event('keydown'), { key: type, ctrlKey: type === 'r' }));
    leave();
    await Promise.resolve();
    expect(server.wire).toHaveLength(before);
    expect(line.ticket).toBeDefined();
  });

  it('gives a call up that is not answered yet, also when it is reloaded', async () => {
    const phone = scripted();
    const { invite, until } = await dial(phone);
    phone.server.reply(invite, 180, supported);
    await until('ringing');
    navigate('reload');
    leave();
    await phone.server.next('CANCEL');
  });
});

describe('what a page needs to take a line up', () => {
  it('is there after the answer of a call we made: its number is called again', async () => {
    const { line, invite } = await talking();
    expect(line.ticket).toEqual({
      callId: invite.header('Call-ID'),
      localTag: tagIn(invite.header('From')),
      remoteTag: expect.stringMatching(/.+/),
      target: 'sip:4155550172@pbx.test',
    });
  });

  it('is there after we answered: the caller is called', async () => {
    const phone = scripted();
    const { line, invite, until } = await ringIn(phone, supported);
    expect(line.ticket).toBeUndefined();
    line.answer();
    await phone.server.next('200');
    await until('answered');
    expect(line.ticket).toMatchObject({ callId: invite.header('Call-ID'), remoteTag: tagIn(invite.header('From')) });
    expect(line.ticket?.target).toMatch(/^sip:/);
  });
});

const ticket: LineTicket = { callId: 'abc@old', localTag: 'ours', remoteTag: 'theirs', target: 'sip:77@pbx.test' };

async function resumed(given: LineTicket = ticket, options: Partial<SipPhoneOptions> = {}) {
  const phone = scripted(options);
  await phone.phone.connect();
  const line = phone.phone.resume?.(given, { number: '77' });
  if (!line) throw new Error('this phone cannot resume');
  return { server: phone.server, ...followLine(line) };
}

describe('a line that is taken up', () => {
  let invite: SipText;

  it('asks for the place of the old one, and refuses to ring anybody who does not understand', async () => {
    const { server, until, line } = await resumed();
    invite = await server.next('INVITE');
    expect(invite.text).toMatch(/^INVITE sip:77@pbx\.test SIP/);
    expect(invite.header('Replaces')).toBe('abc@old;to-tag=theirs;from-tag=ours');
    expect(invite.header('Require')).toBe('replaces');
    server.reply(invite, 200, { body: audioSdp(), ...supported });
    await server.next('ACK');
    await until('answered');
    expect(line.ticket, 'a second reload needs the new one').toMatchObject({ localTag: tagIn(invite.header('From')) });
  });

  it('may ring by rote before it is answered', async () => {
    const clock = createManualClock();
    const { server, until, heard } = await resumed(ticket, { clock });
    invite = await server.next('INVITE');
    server.reply(invite, 180);
    await until('ringing');
    clock.advance(900);
    server.reply(invite, 200, { body: audioSdp() });
    await until('answered');
    clock.advance(900);
    expect(heard.map(({ type }) => type)).not.toContain('ended');
  });

  it('is given up when it goes on ringing: the customer would be called a second time', async () => {
    const clock = createManualClock();
    const { server, until } = await resumed(ticket, { clock });
    invite = await server.next('INVITE');
    server.reply(invite, 180);
    await until('ringing');
    clock.advance(1_000);
    await server.next('CANCEL');
    expect((await until('ended')).end).toMatchObject({ reason: 'failed', error: { code: 'call-not-resumed' } });
  });

  it.each([420, 481, 603])('ends with SIP %i', async (code) => {
    const { server, until } = await resumed();
    server.reply(await server.next('INVITE'), code);
    expect((await until('ended')).end).toMatchObject({ sip: { code } });
  });

  it('sends nothing of a damaged ticket', async () => {
    const { server, until } = await resumed({ ...ticket, callId: 'x\r\nEvil: 1' });
    expect((await until('ended')).end).toMatchObject({ error: { code: 'header-invalid' } });
    expect(server.wire).toEqual([]);
  });
});
