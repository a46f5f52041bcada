import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createManualClock } from '../../testing/manual-clock.js';
import { createScriptedPhone, dial, type ScriptedPhone, talk } from './scripted/scripted-phone.js';
import { audioSdp } from './scripted/sip-message.js';
import type { SipPhoneOptions } from './sip-options.js';

let page = new EventTarget();
let open: ScriptedPhone | undefined;
let clock = createManualClock();

function start(options: Partial<SipPhoneOptions> = {}): ScriptedPhone {
  open = createScriptedPhone({ clock, ...options });
  return open;
}

beforeEach(() => {
  page = new EventTarget();
  clock = createManualClock();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
});
afterEach(async () => {
  const disposed = open?.phone.dispose();
  clock.advance(1000);
  await disposed;
  vi.unstubAllGlobals();
});

const settled = () => new Promise((resolve) => setImmediate(resolve));

async function pass(ms: number): Promise<void> {
  const until = clock.now() + ms;
  while (clock.now() < until) {
    clock.advance(Math.min(100, until - clock.now()));
    await settled();
  }
}

/** The network is gone for a while; nothing can be opened. */
async function away({ server }: ScriptedPhone, ms: number): Promise<void> {
  server.accepts = () => false;
  server.cut();
  await pass(ms);
  server.accepts = () => true;
}

describe('a call whose connection is gone for a while', () => {
  it.each([1000, 5000, 8000, 15_000])('does after %i ms what was asked meanwhile: hold', async (ms) => {
    const scripted = start();
    const { line, heard } = await talk(scripted);
    const gone = away(scripted, ms);
    expect(scripted.phone.connection.snapshot).toMatchObject({ status: 'reconnecting', attempt: 1 });
    const held = line.setHeld(true);
    await gone;
    expect(scripted.server.wire).toEqual(['INVITE', 'ACK']);
    const ticking = pass(3000);
    const hold = await scripted.server.next('INVITE');
    expect(hold.body).toContain('a=sendonly');
    scripted.server.reply(hold, 200, { body: audioSdp('recvonly') });
    await held;
    // Where we are is told as well; the far end's BYE finds the new connection.
    scripted.server.reply(await scripted.server.next('INVITE'), 200, { body: audioSdp('recvonly') });
    await ticking;
    expect(heard.map(({ type }) => type)).toEqual(['ringing', 'answered', 'held']);
    expect(scripted.server.wire).not.toContain('BYE');
  });

  it('tries in a burst, because somebody is being kept waiting', async () => {
    const scripted = start();
    await talk(scripted);
    const before = scripted.server.opened.length;
    const at: number[] = [];
    const from = clock.now();
    scripted.server.accepts = () => {
      at.push(clock.now() - from);
      return false;
    };
    scripted.server.cut();
    await pass(6000);
    expect(at).toEqual([100, 400, 900, 1900, 2900, 3900, 4900, 5900]);
    expect(scripted.server.opened).toHaveLength(before + 8);
  });

  it('can be hung up: BYE leaves after the next registration, even long after the grace time', async () => {
    const scripted = start({ graceMs: 1000 });
    const { line, until } = await talk(scripted);
    const gone = away(scripted, 12_000);
    line.hangUp();
    await until('ended');
    await gone;
    await pass(2100);
    await scripted.server.next('BYE');
    expect(scripted.server.wire).toEqual(['INVITE', 'ACK', 'BYE']);
  });

  it('can be hung up although the server refuses the sign-in meanwhile', async () => {
    const scripted = start();
    const { line } = await talk(scripted);
    scripted.server.registrar = (request) => scripted.server.reply(request, 403);
    scripted.server.cut();
    await pass(200);
    expect(scripted.phone.connection.snapshot.status).toBe('failed');
    line.hangUp();
    await scripted.server.next('BYE');
  });

  it('does not keep a second call ringing that nobody could answer: CANCEL follows', async () => {
    const scripted = start();
    const first = await talk(scripted);
    const second = await dial(scripted, '4155550173');
    scripted.server.reply(second.invite, 180, { tag: 'second' });
    await second.until('ringing');
    scripted.server.cut();
    expect((await second.until('ended')).end).toMatchObject({ error: { code: 'connection-lost' } });
    await pass(100);
    expect((await scripted.server.next('CANCEL')).header('Call-ID')).toBe(second.invite.header('Call-ID'));
    expect(first.heard.map(({ type }) => type)).not.toContain('ended');
  });
});

describe('a server that asks to be left alone', () => {
  it('is left alone that long (Retry-After), although a call is up', async () => {
    const scripted = start();
    await talk(scripted);
    const accept = scripted.server.registrar;
    scripted.server.registrar = (request) => scripted.server.reply(request, 503, { headers: ['Retry-After: 7'] });
    scripted.server.cut();
    await pass(100);
    scripted.server.registrar = accept;
    const asked = scripted.server.registers.length;
    await pass(6800);
    expect(scripted.server.registers).toHaveLength(asked);
    await pass(400);
    expect(scripted.server.registers).toHaveLength(asked + 1);
    expect(scripted.phone.connection.snapshot).toEqual({ status: 'connected' });
  });
});

describe('two servers', () => {
  const servers = ['wss://a.test', 'wss://b.test'];

  async function onSecond(): Promise<ScriptedPhone> {
    const scripted = start({ servers });
    await scripted.phone.connect();
    scripted.server.accepts = (url) => url === 'wss://b.test';
    scripted.server.cut();
    await pass(200);
    expect(scripted.server.opened.at(-1)).toBe('wss://b.test');
    expect(scripted.phone.connection.snapshot).toEqual({ status: 'connected' });
    return scripted;
  }

  it('stand in for each other, and the first is used again once it is there', async () => {
    const scripted = await onSecond();
    await pass(60_000);
    expect(scripted.phone.connection.snapshot, 'looking for the first disturbs nobody').toEqual({
      status: 'connected',
    });
    scripted.server.accepts = () => true;
    const registered = scripted.server.registers.length;
    await pass(46_000);
    expect(scripted.server.opened.at(-1)).toBe('wss://a.test');
    expect(scripted.server.registers.length).toBeGreaterThan(registered);
    expect(scripted.phone.connection.snapshot).toEqual({ status: 'connected' });
    const opened = scripted.server.opened.length;
    await pass(60_000);
    expect(scripted.server.opened, 'and it stays there').toHaveLength(opened);
  });

  it('are not changed while a call is up', async () => {
    const scripted = await onSecond();
    await talk(scripted);
    scripted.server.accepts = () => true;
    const opened = scripted.server.opened.length;
    await pass(60_000);
    expect(scripted.server.opened).toHaveLength(opened);
  });
});

describe('a connection that may be dead without a word', () => {
  async function knownToAnswer(): Promise<ScriptedPhone> {
    const scripted = start();
    await scripted.phone.connect();
    await pass(15_100);
    expect(scripted.server.pings).toBe(1);
    return scripted;
  }

  it.each(['online', 'offline', 'pageshow'])(
    'is asked at once after "%s", and replaced after two silent seconds',
    async (event) => {
      const scripted = await knownToAnswer();
      page.dispatchEvent(new Event(event));
      await settled();
      expect(scripted.server.pings).toBe(2);
      scripted.server.answersPings = false;
      page.dispatchEvent(new Event(event));
      await pass(1900);
      expect(scripted.phone.connection.snapshot.status).toBe('connected');
      await pass(300);
      expect(scripted.server.registers, 'signed in again').toHaveLength(2);
    },
  );

  it('is asked after the computer slept', async () => {
    const scripted = await knownToAnswer();
    const { now } = clock;
    // Time jumps, as when nothing ran for an hour.
    clock.now = () => now() + 3_600_000;
    clock.advance(2000);
    await settled();
    expect(scripted.server.pings).toBeGreaterThan(1);
  });

  it('is asked by a registration when the server does not know pings', async () => {
    const scripted = start();
    scripted.server.answersPings = false;
    await scripted.phone.connect();
    page.dispatchEvent(new Event('online'));
    await pass(100);
    expect(scripted.server.registers).toHaveLength(2);
    await pass(3000);
    expect(scripted.server.opened, 'the same connection').toHaveLength(1);
  });

  it('is registered again when the page comes out of the back-forward cache', async () => {
    const scripted = await knownToAnswer();
    page.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    await pass(100);
    expect(scripted.server.registers).toHaveLength(2);
    expect(scripted.phone.connection.snapshot).toEqual({ status: 'connected' });
  });
});

describe('audio that stops', () => {
  it('is shown at once, gets an offer with new candidates, and is back when packets arrive', async () => {
    const scripted = start();
    const { heard } = await talk(scripted);
    scripted.pc.packetsReceived = 500;
    scripted.pc.become('connected');
    scripted.pc.become('disconnected');
    expect(heard.at(-1)).toEqual({ type: 'media', media: 'interrupted' });
    await pass(3000);
    const restart = await scripted.server.next('INVITE');
    expect(scripted.pc.offers.at(-1)).toMatchObject({ iceRestart: true });
    scripted.server.reply(restart, 200, { body: audioSdp() });
    scripted.pc.become('connected');
    await pass(900);
    expect(heard.at(-1), 'a promise is not yet sound').toEqual({ type: 'media', media: 'interrupted' });
    scripted.pc.packetsReceived = 510;
    await pass(1000);
    expect(heard.at(-1)).toEqual({ type: 'media', media: 'flowing' });
    expect(scripted.pc.offers, 'one restart was enough').toHaveLength(2);
  });

  it('is left alone when packets still arrive', async () => {
    const scripted = start();
    await talk(scripted);
    scripted.pc.become('connected');
    scripted.pc.become('disconnected');
    for (let second = 0; second < 15; second++) {
      scripted.pc.packetsReceived = second * 50;
      await pass(1000);
    }
    expect(scripted.pc.offers).toHaveLength(1);
  });

  it('together with the connection is won back by one offer, after the registration', async () => {
    const scripted = start();
    const { heard } = await talk(scripted);
    scripted.pc.packetsReceived = 500;
    scripted.pc.become('connected');
    await away(scripted, 6000);
    scripted.pc.become('disconnected');
    await pass(2100);
    scripted.server.reply(await scripted.server.next('INVITE'), 200, { body: audioSdp() });
    await settled();
    expect(scripted.pc.offers.map((options) => options?.iceRestart ?? false)).toEqual([false, true]);
    expect(heard.at(-1)).toEqual({ type: 'media', media: 'interrupted' });
  });
});
