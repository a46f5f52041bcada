import { afterEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../testing/manual-clock.js';
import { createScriptedPhone, dial, ringIn, type ScriptedPhone, talk } from './scripted/scripted-phone.js';
import { audioSdp } from './scripted/sip-message.js';

let open: ScriptedPhone | undefined;
function start(...args: Parameters<typeof createScriptedPhone>): ScriptedPhone {
  open = createScriptedPhone(...args);
  return open;
}
afterEach(() => open?.phone.dispose());

const settled = () => new Promise((resolve) => setImmediate(resolve));

function connected({ phone }: ScriptedPhone): Promise<void> {
  return new Promise((resolve) => {
    phone.connection.subscribe(() => phone.connection.snapshot.status === 'connected' && resolve());
  });
}

describe('a connection that breaks', () => {
  it('comes back by itself, at once the first time', async () => {
    const scripted = start();
    await scripted.phone.connect();
    const back = connected(scripted);
    scripted.server.cut();
    expect(scripted.phone.connection.snapshot).toMatchObject({
      status: 'reconnecting',
      attempt: 1,
      error: { code: 'connection-lost' },
    });
    await back;
    expect(scripted.server.registers).toHaveLength(2);
  });

  it('is tried again with growing pauses, and given up when the password no longer fits', async () => {
    const clock = createManualClock();
    const scripted = start({ clock });
    await scripted.phone.connect();
    scripted.server.accepts = () => false;
    scripted.server.cut();
    clock.advance(0);
    await settled();
    expect(scripted.phone.connection.snapshot).toMatchObject({ status: 'reconnecting', attempt: 2 });
    scripted.server.accepts = () => true;
    scripted.server.registrar = (request) => scripted.server.reply(request, 403);
    clock.advance(2600);
    await settled();
    expect(scripted.phone.connection.snapshot).toMatchObject({
      status: 'failed',
      error: { code: 'registration-rejected' },
    });
  });

  it('leaves a conversation alone, and tells the far end where we are: re-INVITE after REGISTER', async () => {
    const scripted = start();
    const { heard, invite } = await talk(scripted);
    scripted.server.cut();
    const refresh = await scripted.server.next('INVITE');
    scripted.server.reply(refresh, 200, { body: audioSdp() });
    await scripted.server.next('ACK');
    expect(heard.map(({ type }) => type)).toEqual(['ringing', 'answered']);
    scripted.server.request('BYE', invite);
    expect(heard.at(-1)).toMatchObject({ type: 'ended', end: { reason: 'hung-up', by: 'remote' } });
  });

  it('does not take a call along whose hold was on its way', async () => {
    const scripted = start();
    const { line, heard } = await talk(scripted);
    const held = line.setHeld(true);
    await scripted.server.next('INVITE');
    scripted.server.cut();
    await expect(held).rejects.toMatchObject({ code: 'hold-rejected' });
    expect(heard.map(({ type }) => type)).not.toContain('ended');
  });

  it('delays a BYE, it does not swallow it', async () => {
    const clock = createManualClock();
    const scripted = start({ clock });
    const { line, until } = await talk(scripted);
    scripted.server.cut();
    line.hangUp();
    expect((await until('ended')).end).toEqual({ reason: 'hung-up', by: 'local' });
    expect(scripted.server.wire).toEqual(['INVITE', 'ACK']);
    clock.advance(0);
    const bye = await scripted.server.next('BYE');
    scripted.server.reply(bye, 200);
    expect(scripted.server.wire).toEqual(['INVITE', 'ACK', 'BYE']);
  });

  it('ends a call that was only ringing, and says why', async () => {
    const scripted = start();
    const { invite, until } = await dial(scripted);
    scripted.server.reply(invite, 180);
    scripted.server.cut();
    expect((await until('ended')).end).toMatchObject({ reason: 'failed', error: { code: 'connection-lost' } });
  });

  it('stops the far end from ringing on: CANCEL leaves with the branch of the INVITE', async () => {
    const clock = createManualClock();
    const scripted = start({ clock });
    const { invite, until } = await dial(scripted);
    scripted.server.reply(invite, 180);
    await until('ringing');
    scripted.server.cut();
    await until('ended');
    clock.advance(0);
    const cancel = await scripted.server.next('CANCEL');
    expect(scripted.server.wire).toEqual(['INVITE', 'CANCEL']);
    for (const name of ['Via', 'From', 'Call-ID']) expect(cancel.header(name)).toBe(invite.header(name));
    expect(cancel.header('CSeq')).toBe(invite.header('CSeq').replace('INVITE', 'CANCEL'));
  });

  it('stops a call from ringing here that could not be answered any more', async () => {
    const scripted = start();
    const { until } = await ringIn(scripted);
    scripted.server.cut();
    expect((await until('ended')).end).toMatchObject({ reason: 'failed', error: { code: 'connection-lost' } });
  });

  it('refuses to dial meanwhile', async () => {
    const clock = createManualClock();
    const scripted = start({ clock });
    await scripted.phone.connect();
    scripted.server.cut();
    const line = scripted.phone.dial('4155550172');
    const end = await new Promise((resolve) =>
      line.signals((signal) => signal.type === 'ended' && resolve(signal.end)),
    );
    expect(end).toMatchObject({ reason: 'failed', error: { code: 'not-connected' } });
    expect(scripted.audio.tracks, 'the microphone was not opened for it').toEqual([]);
  });
});

describe('the keep-alive', () => {
  it('finds a server that died without a word', async () => {
    const clock = createManualClock();
    const scripted = start({ clock });
    await scripted.phone.connect();
    clock.advance(15_000);
    await settled();
    expect(scripted.server.pings).toBe(1);
    scripted.server.answersPings = false;
    clock.advance(3_000);
    clock.advance(12_000);
    await settled();
    expect(scripted.phone.connection.snapshot.status).toBe('connected');
    clock.advance(3_000);
    expect(scripted.phone.connection.snapshot.status).toBe('reconnecting');
  });

  it('never cuts off a server that does not know it', async () => {
    const clock = createManualClock();
    const scripted = start({ clock });
    scripted.server.answersPings = false;
    await scripted.phone.connect();
    for (let i = 0; i < 10; i++) clock.advance(10_000);
    await settled();
    expect(scripted.server.pings).toBe(1);
    expect(scripted.server.opened, 'never opened again').toHaveLength(1);
    expect(scripted.phone.connection.snapshot.status).toBe('connected');
  });
});
