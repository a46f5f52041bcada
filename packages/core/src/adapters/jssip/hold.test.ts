import { afterEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../testing/manual-clock.js';
import { createScriptedPhone, ringIn, type ScriptedPhone, talk } from './scripted/scripted-phone.js';
import { audioSdp } from './scripted/sip-message.js';

let open: ScriptedPhone | undefined;
function start(...args: Parameters<typeof createScriptedPhone>): ScriptedPhone {
  open = createScriptedPhone(...args);
  return open;
}
afterEach(() => open?.phone.dispose());

const answer = { body: audioSdp('recvonly') };

describe('hold', () => {
  it('is an offer to send only, and the call says held once the far end agreed: INVITE, ACK', async () => {
    const scripted = start();
    const { line, heard } = await talk(scripted);
    const held = line.setHeld(true);
    const offer = await scripted.server.next('INVITE');
    expect(offer.body).toContain('a=sendonly');
    expect(heard.map(({ type }) => type)).not.toContain('held');
    scripted.server.reply(offer, 200, answer);
    await held;
    expect(heard.at(-1)).toEqual({ type: 'held', held: true, by: 'local' });
    expect(scripted.audio.tracks[0]?.enabled, 'the agent is not heard').toBe(false);
  });

  it('leaves the call as it was when the far end refuses (488): INVITE, ACK and no BYE', async () => {
    const scripted = start();
    const { line, heard } = await talk(scripted);
    const held = line.setHeld(true);
    scripted.server.reply(await scripted.server.next('INVITE'), 488);
    await expect(held).rejects.toMatchObject({ code: 'hold-rejected' });
    expect(scripted.server.wire).toEqual(['INVITE', 'ACK', 'INVITE', 'ACK']);
    expect(heard.map(({ type }) => type)).not.toContain('ended');
    expect(scripted.pc.signalingState).toBe('stable');
    expect(scripted.pc.rollbacks, 'a rollback makes Chromium deaf').toEqual([]);
    expect(scripted.audio.tracks[0]?.enabled, 'the agent is still heard').toBe(true);

    const again = line.setHeld(true);
    scripted.server.reply(await scripted.server.next('INVITE'), 200, answer);
    await again;
    expect(heard.at(-1)).toEqual({ type: 'held', held: true, by: 'local' });
  });

  it('waits for its turn: hold and unhold at once are two INVITEs, one after the other', async () => {
    const scripted = start();
    const { line, heard } = await talk(scripted);
    const both = Promise.all([line.setHeld(true), line.setHeld(false)]);
    scripted.server.reply(await scripted.server.next('INVITE'), 200, answer);
    const second = await scripted.server.next('INVITE');
    expect(second.body).not.toContain('a=sendonly');
    scripted.server.reply(second, 200, { body: audioSdp() });
    await both;
    expect(scripted.server.wire).toEqual(['INVITE', 'ACK', 'INVITE', 'ACK', 'INVITE', 'ACK']);
    expect(heard.filter(({ type }) => type === 'held')).toHaveLength(2);
  });

  it('is tried again after a collision (491), in its own time and with a CSeq of its own', async () => {
    const clock = createManualClock();
    const scripted = start({ clock });
    const { line } = await talk(scripted);
    const held = line.setHeld(true);
    const first = await scripted.server.next('INVITE');
    scripted.server.reply(first, 491);
    await scripted.server.next('ACK');
    await settled();
    clock.advance(2099);
    await settled();
    expect(
      scripted.server.wire.filter((kind) => kind === 'INVITE'),
      'RFC 3261 14.1: not before 2.1 s',
    ).toHaveLength(2);
    clock.advance(1901);
    const second = await scripted.server.next('INVITE');
    expect(Number.parseInt(second.header('CSeq'), 10)).toBeGreaterThan(Number.parseInt(first.header('CSeq'), 10));
    scripted.server.reply(second, 200, answer);
    await held;
    expect(scripted.server.wire).not.toContain('BYE');
  });

  it('refuses an offer that collides with ours (491) and keeps ours', async () => {
    const scripted = start();
    const { line, invite, heard } = await talk(scripted);
    const held = line.setHeld(true);
    const ours = await scripted.server.next('INVITE');
    scripted.server.request('INVITE', invite, { body: audioSdp('sendonly') });
    await scripted.server.next('491');
    scripted.server.reply(ours, 200, answer);
    await held;
    expect(scripted.server.wire).not.toContain('200');
    expect(heard.at(-1)).toEqual({ type: 'held', held: true, by: 'local' });
  });

  it('of the far end is told, and taken back', async () => {
    const scripted = start();
    const { invite, heard } = await talk(scripted);
    scripted.server.request('INVITE', invite, { body: audioSdp('sendonly') });
    await scripted.server.next('200');
    expect(heard.at(-1)).toEqual({ type: 'held', held: true, by: 'remote' });
  });

  it('is refused when the call ends first', async () => {
    const scripted = start();
    const { line, invite } = await talk(scripted);
    const held = line.setHeld(true);
    await scripted.server.next('INVITE');
    scripted.server.request('BYE', invite);
    await expect(held).rejects.toMatchObject({ code: 'call-not-active' });
  });

  it('works on a call that came in', async () => {
    const scripted = start();
    const { line, invite, until } = await ringIn(scripted);
    line.answer();
    await scripted.server.next('200');
    await until('answered');
    scripted.server.request('ACK', invite);
    const held = line.setHeld(true);
    const offer = await scripted.server.next('INVITE');
    scripted.server.reply(offer, 200, answer);
    await held;
    expect((await until('held')).held).toBe(true);
  });
});

describe('what the far end may not do', () => {
  it('make this phone dial: a REFER is answered, refused by NOTIFY 603, and no INVITE leaves', async () => {
    const scripted = start();
    const { invite } = await talk(scripted);
    scripted.server.request('REFER', invite, { headers: ['Refer-To: <sip:premium@pbx.test>'] });
    expect((await scripted.server.next('NOTIFY')).body).toMatch(/100/);
    expect((await scripted.server.next('NOTIFY')).body).toMatch(/603/);
    expect(scripted.server.wire.filter((kind) => kind === 'INVITE')).toHaveLength(1);
  });

  it('break the phone with a message it cannot handle', async () => {
    const scripted = start();
    const { invite, heard } = await talk(scripted);
    scripted.server.request('NOTIFY', invite);
    scripted.server.send('INVITE nobodyKnowsThisScheme:x SIP/2.0\r\nVia: SIP/2.0/WS x;branch=z9hG4bKa\r\n\r\n');
    scripted.server.send('SIP/2.0 200 OK\r\nCSeq: nonsense\r\n\r\n');
    scripted.server.request('BYE', invite);
    expect(heard.at(-1)).toMatchObject({ type: 'ended' });
  });
});

const settled = () => new Promise((resolve) => setImmediate(resolve));
