import { afterEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../testing/manual-clock.js';
import { FakePeerConnection } from './scripted/fake-webrtc.js';
import { createScriptedPhone, dial, ringIn, type ScriptedPhone, talk } from './scripted/scripted-phone.js';
import { audioSdp } from './scripted/sip-message.js';

let open: ScriptedPhone | undefined;
function start(...args: Parameters<typeof createScriptedPhone>): ScriptedPhone {
  open = createScriptedPhone(...args);
  return open;
}
afterEach(async () => {
  await open?.phone.dispose();
  expect(
    open?.audio.tracks.every(({ readyState }) => readyState === 'ended'),
    'no microphone stays open',
  ).toBe(true);
  expect(open?.audio.playing.size, 'nothing plays on').toBe(0);
});

describe('a call that is given up', () => {
  it('is ended when it is answered while being cancelled: INVITE, CANCEL, ACK, BYE', async () => {
    const scripted = start();
    const { line, invite, until } = await dial(scripted);
    scripted.server.reply(invite, 180);
    await until('ringing');
    line.hangUp();
    await scripted.server.next('CANCEL');
    scripted.server.reply(invite, 200, { body: audioSdp() });
    await scripted.server.next('BYE');
    expect(scripted.server.wire).toEqual(['INVITE', 'CANCEL', 'ACK', 'BYE']);
    expect((await until('ended')).end).toEqual({ reason: 'cancelled', by: 'local' });
  });

  it('is only cancelled when nobody answered: INVITE, CANCEL, ACK', async () => {
    const scripted = start();
    const { line, invite, until } = await dial(scripted);
    scripted.server.reply(invite, 180);
    await until('ringing');
    line.hangUp();
    scripted.server.reply(await scripted.server.next('CANCEL'), 200);
    scripted.server.reply(invite, 487);
    await scripted.server.next('ACK');
    expect(scripted.server.wire).toEqual(['INVITE', 'CANCEL', 'ACK']);
  });

  it('is never sent when it is given up while the browser asks for the microphone', async () => {
    const scripted = start();
    await scripted.phone.connect();
    const { asked, allow } = scripted.audio.askFirst();
    const line = scripted.phone.dial('4155550172');
    const ended = new Promise((resolve) => line.signals((signal) => signal.type === 'ended' && resolve(signal.end)));
    await asked;
    line.hangUp();
    expect(await ended).toEqual({ reason: 'cancelled', by: 'local' });
    allow();
    await scripted.phone.disconnect();
    expect(scripted.server.wire).toEqual([]);
    expect(scripted.audio.tracks.map(({ readyState }) => readyState)).toEqual(['ended']);
  });
});

describe('a call that ends', () => {
  it('between the answer and its ACK says one thing only: INVITE, ACK, BYE', async () => {
    const scripted = start();
    const { line, invite, heard } = await dial(scripted);
    scripted.server.reply(invite, 180);
    scripted.server.reply(invite, 200, { body: audioSdp() });
    line.hangUp();
    await scripted.server.next('BYE');
    expect(scripted.server.wire).toEqual(['INVITE', 'ACK', 'BYE']);
    expect(heard.filter(({ type }) => type === 'ended')).toHaveLength(1);
  });

  it('is closed when the answer has no audio description: INVITE, ACK, BYE', async () => {
    const scripted = start();
    const { invite, until } = await dial(scripted);
    scripted.server.reply(invite, 200);
    await scripted.server.next('BYE');
    expect(scripted.server.wire).toEqual(['INVITE', 'ACK', 'BYE']);
    expect((await until('ended')).end).toMatchObject({ reason: 'failed', error: { code: 'media-incompatible' } });
    expect(scripted.pc.signalingState, 'the connection is closed').toBe('closed');
    scripted.server.request('NOTIFY', invite);
    await scripted.server.next('481');
  });

  it('is closed when the audio description is broken: INVITE, ACK, BYE', async () => {
    const scripted = start();
    const { invite, until } = await dial(scripted);
    scripted.server.reply(invite, 200, { body: `${audioSdp()}a=bad\r\n` });
    await scripted.server.next('BYE');
    expect(scripted.server.wire).toEqual(['INVITE', 'ACK', 'BYE']);
    expect((await until('ended')).end).toMatchObject({ reason: 'failed', error: { code: 'media-incompatible' } });
    expect(scripted.pc.signalingState).toBe('closed');
  });

  it('leaves the first phone alone when a second one answers: ACK and BYE go to the second', async () => {
    const scripted = start();
    const { invite, heard } = await talk(scripted);
    scripted.server.reply(invite, 200, { tag: 'second', body: audioSdp() });
    const bye = await scripted.server.next('BYE');
    expect(bye.header('To')).toContain('tag=second');
    expect((await scripted.server.next('ACK')).header('To')).toContain('tag=second');
    expect(heard.map(({ type }) => type)).not.toContain('ended');
    scripted.server.reply(bye, 200);
  });

  it('ends for good when the audio connection breaks, although ICE only says disconnected', async () => {
    const clock = createManualClock();
    const scripted = start({ clock });
    const { until, heard } = await talk(scripted);
    scripted.pc.become('connected');
    scripted.pc.become('disconnected');
    expect(heard.at(-1)).toEqual({ type: 'media', media: 'interrupted' });
    scripted.pc.become('failed');
    for (let second = 0; second < 30; second++) {
      expect(heard.at(-1), 'half a minute to win it back').toEqual({ type: 'media', media: 'interrupted' });
      clock.advance(1000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await until('ended')).end).toMatchObject({ reason: 'failed', error: { code: 'media-failed' } });
    await scripted.server.next('BYE');
  });

  it('is told by the far end', async () => {
    const scripted = start();
    const { invite, until } = await talk(scripted);
    scripted.server.request('BYE', invite);
    expect((await until('ended')).end).toEqual({ reason: 'hung-up', by: 'remote' });
    expect(scripted.pc.signalingState).toBe('closed');
  });

  it.each([
    [486, { reason: 'busy', by: 'remote' }],
    [603, { reason: 'declined', by: 'remote' }],
    [404, { reason: 'not-found', by: 'system' }],
    [480, { reason: 'no-answer', by: 'remote' }],
    [410, { reason: 'unavailable', by: 'system' }],
    [488, { reason: 'failed', error: { code: 'media-incompatible' } }],
    [407, { reason: 'failed', error: { code: 'call-unauthorized' } }],
    [503, { reason: 'failed', error: { code: 'server-error' } }],
    [302, { reason: 'failed', error: { code: 'call-rejected', message: 'The network answered SIP 302 Scripted.' } }],
  ])('with SIP %i after ringing is understood', async (code, end) => {
    const scripted = start();
    const { invite, until } = await dial(scripted);
    scripted.server.reply(invite, 180);
    scripted.server.reply(invite, code);
    expect((await until('ended')).end).toMatchObject({ ...end, sip: { code, phrase: 'Scripted' } });
    expect(scripted.pc.signalingState).toBe('closed');
  });
});

describe('a call that rings here', () => {
  it('is not missed when it was taken elsewhere', async () => {
    const scripted = start();
    const { invite, until } = await ringIn(scripted);
    scripted.server.request('CANCEL', invite, { headers: ['Reason: SIP;cause=200;text="Call completed elsewhere"'] });
    expect((await until('ended')).end).toEqual({ reason: 'answered-elsewhere', by: 'remote' });
  });

  it('is refused when the browser cannot open its audio: 100, 180, 488', async () => {
    const scripted = start();
    const { line, until } = await ringIn(scripted);
    FakePeerConnection.broken = true;
    line.answer();
    expect((await until('ended')).end).toMatchObject({ reason: 'failed', error: { code: 'media-failed' } });
    await scripted.server.next('488');
    expect(scripted.server.wire).toEqual(['100', '180', '488']);
  });

  it('is declined with 603', async () => {
    const scripted = start();
    const { line, until } = await ringIn(scripted);
    line.reject();
    await scripted.server.next('603');
    expect((await until('ended')).end).toEqual({ reason: 'declined', by: 'local' });
  });

  it('rings although it requires an extension we do not have, and is answered: 100, 180, 200', async () => {
    const scripted = start();
    const { line, until } = await ringIn(scripted, { headers: ['Require: 100rel'] });
    expect(line.remote).toEqual({ number: '3125550178', name: 'Tom Becker' });
    line.answer();
    await until('answered');
    expect(scripted.server.wire).toEqual(['100', '180', '200']);
  });
});
