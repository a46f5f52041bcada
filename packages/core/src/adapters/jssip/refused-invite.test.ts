import { afterEach, describe, expect, it } from 'vitest';
import { createScriptedPhone, dial, type ScriptedPhone } from './scripted/scripted-phone.js';
import { audioSdp } from './scripted/sip-message.js';

let open: ScriptedPhone | undefined;
function start(...args: Parameters<typeof createScriptedPhone>): ScriptedPhone {
  open = createScriptedPhone(...args);
  return open;
}
afterEach(() => open?.phone.dispose());

describe('a server that insists on a longer session timer (422)', () => {
  it('gets what it wants, and the call goes through', async () => {
    const scripted = start();
    const { server } = scripted;
    const { invite, line, until, heard } = await dial(scripted);
    server.reply(invite, 422, { headers: ['Min-SE: 1800'] });

    const again = await server.next('INVITE');
    expect(again.header('Session-Expires')).toBe('1800;refresher=uas');
    expect(again.header('Min-SE')).toBe('1800');
    expect(again.header('Call-ID'), 'the same call').toBe(invite.header('Call-ID'));
    expect(Number.parseInt(again.header('CSeq'), 10)).toBe(Number.parseInt(invite.header('CSeq'), 10) + 1);
    server.reply(again, 180);
    await until('ringing');
    server.reply(again, 200, { body: audioSdp() });
    await until('answered');
    await server.next('ACK');
    line.hangUp();
    await until('ended');
    await server.next('BYE');
    expect(heard.filter(({ type }) => type === 'ended')).toHaveLength(1);
    expect(scripted.audio.tracks.every(({ readyState }) => readyState === 'ended')).toBe(true);
  });

  it.each([
    ['a second time', ['Min-SE: 1800'], 2],
    ['without a number', ['Min-SE: soon'], 1],
    ['without saying how long', [], 1],
  ])('is not asked for ever: %s', async (_, headers, invites) => {
    const scripted = start();
    const { server } = scripted;
    const { invite, until } = await dial(scripted);
    server.reply(invite, 422, { headers });
    if (invites === 2) server.reply(await server.next('INVITE'), 422, { headers });
    expect((await until('ended')).end).toMatchObject({ reason: 'failed', sip: { code: 422 } });
    expect(server.wire.filter((kind) => kind === 'INVITE')).toHaveLength(invites);
  });

  it('is not called again when the agent gave up meanwhile', async () => {
    const scripted = start();
    const { server } = scripted;
    const { invite, line, until } = await dial(scripted);
    server.reply(invite, 100);
    line.hangUp();
    server.reply(invite, 422, { headers: ['Min-SE: 1800'] });
    expect((await until('ended')).end).toMatchObject({ reason: 'cancelled', by: 'local' });
    await server.next('ACK');
    expect(server.wire.filter((kind) => kind === 'INVITE')).toHaveLength(1);
  });
});

describe('a call that is sent elsewhere (302)', () => {
  it.each([
    ['a SIP address', 'Contact: "New desk" <sip:+13125550178@carrier.test;user=phone>;q=0.5', '+13125550178'],
    ['without brackets', 'Contact: sip:1003@carrier.test', '1003'],
  ])('ends, says where to, and is not followed: %s', async (_, contact, redirectedTo) => {
    const scripted = start();
    const { invite, until } = await dial(scripted);
    scripted.server.reply(invite, 302, { headers: [contact] });
    expect((await until('ended')).end).toMatchObject({ reason: 'failed', sip: { code: 302 }, redirectedTo });
    expect(scripted.server.wire.filter((kind) => kind === 'INVITE')).toHaveLength(1);
  });

  it.each(['Contact: <tel:+13125550178>', 'Contact: ???'])(
    'ends also when nobody can read where to: %s',
    async (contact) => {
      const scripted = start();
      const { invite, until } = await dial(scripted);
      scripted.server.reply(invite, 302, { headers: [contact] });
      expect((await until('ended')).end).toMatchObject({ reason: 'failed', sip: { code: 302 } });
      await scripted.server.next('ACK');
    },
  );

  it('says nothing of where to when nobody said', async () => {
    const scripted = start();
    const { invite, until } = await dial(scripted);
    scripted.server.reply(invite, 302);
    expect((await until('ended')).end).not.toHaveProperty('redirectedTo');
  });
});
