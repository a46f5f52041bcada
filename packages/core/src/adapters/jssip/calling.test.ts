import { afterEach, describe, expect, it } from 'vitest';
import { DialerError } from '../../errors.js';
import { createManualClock } from '../../testing/manual-clock.js';
import { FakePeerConnection } from './scripted/fake-webrtc.js';
import { createScriptedPhone, dial, followLine, ringIn, type ScriptedPhone, talk } from './scripted/scripted-phone.js';
import { audioSdp } from './scripted/sip-message.js';

let open: ScriptedPhone | undefined;
function start(...args: Parameters<typeof createScriptedPhone>): ScriptedPhone {
  open = createScriptedPhone(...args);
  return open;
}
afterEach(() => open?.phone.dispose());

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('dialing', () => {
  it('sends the bare number, the caller id and the extra headers', async () => {
    const scripted = start();
    await scripted.phone.connect();
    scripted.phone.dial('+1 (415) 555-0172', { callerId: '+14155550100', headers: { 'X-Lead': '7' } });
    const invite = await scripted.server.next('INVITE');
    expect(invite.text).toMatch(/^INVITE sip:\+14155550172@pbx\.test SIP/);
    expect(invite.header('P-Preferred-Identity')).toBe('<sip:+14155550100@pbx.test>');
    expect(invite.header('X-Lead')).toBe('7');
    expect(invite.header('Session-Expires')).toBe('');
  });

  it.each([
    ['a line break in a value', { 'X-Lead': '7\r\nRoute: <sip:evil.test>' }],
    ['a line break in a name', { 'X-Lead: 7\r\nRoute': '<sip:evil.test>' }],
    ['a header the phone writes itself', { From: '<sip:boss@pbx.test>' }],
  ])('refuses %s, and nothing leaves', async (_, headers) => {
    const scripted = start();
    await scripted.phone.connect();
    const { end } = await followLine(scripted.phone.dial('4155550172', { headers })).until('ended');
    expect(end).toMatchObject({ reason: 'failed', error: { code: 'header-invalid' } });
    expect(scripted.server.wire).toEqual([]);
    expect(scripted.audio.tracks).toEqual([]);
  });

  it.each(['', 'sip:1@evil.test', '1@evil.test', '100%', '1\r\n2'])('refuses the number %j', async (number) => {
    const scripted = start();
    await scripted.phone.connect();
    const { end } = await followLine(scripted.phone.dial(number)).until('ended');
    expect(end).toMatchObject({ reason: 'failed', error: { code: 'number-invalid' } });
  });

  it('says why there is no microphone', async () => {
    const scripted = start();
    await scripted.phone.connect();
    scripted.audio.failWith(new DialerError('microphone-denied', 'blocked'));
    const { end } = await followLine(scripted.phone.dial('4155550172')).until('ended');
    expect(end).toMatchObject({ reason: 'failed', error: { code: 'microphone-denied', message: 'blocked' } });
    expect(scripted.server.wire).toEqual([]);
  });

  it('does not wait for candidates longer than the limit', async () => {
    const clock = createManualClock();
    const scripted = start({ clock, gatherLimitMs: 700, iceServers: [{ urls: 'stun:silent.test' }] });
    FakePeerConnection.gathersForEver = true;
    await scripted.phone.connect();
    scripted.phone.dial('4155550172');
    await settled();
    clock.advance(699);
    await settled();
    expect(scripted.server.wire).toEqual([]);
    clock.advance(1);
    await scripted.server.next('INVITE');
  });

  it('leaves early once a candidate of the best kind was found', async () => {
    const clock = createManualClock();
    const scripted = start({ clock, iceServers: [{ urls: 'stun:stun.test' }] });
    FakePeerConnection.gathersForEver = true;
    await scripted.phone.connect();
    scripted.phone.dial('4155550172');
    await settled();
    for (const type of ['host', 'srflx']) {
      scripted.pc.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate: { type } }));
    }
    clock.advance(50);
    await scripted.server.next('INVITE');
  });

  it('tells ringing from other progress, and early audio from ringing', async () => {
    const scripted = start();
    const { invite, heard, until } = await dial(scripted);
    scripted.server.reply(invite, 183);
    scripted.server.reply(invite, 180);
    await until('ringing');
    expect(heard).toEqual([{ type: 'ringing', earlyMedia: false }]);
    scripted.server.reply(invite, 183, { body: audioSdp() });
    await settled();
    expect(heard.at(-1)).toEqual({ type: 'ringing', earlyMedia: true });
  });

  it('plays the far end and says that audio flows, also when it did before the answer', async () => {
    const scripted = start();
    const { invite, heard } = await dial(scripted);
    scripted.server.reply(invite, 183, { body: audioSdp() });
    await settled();
    const voice = {};
    scripted.pc.dispatchEvent(Object.assign(new Event('track'), { track: {}, streams: [voice] }));
    scripted.pc.become('connected');
    expect([...scripted.audio.playing]).toEqual([voice]);
    scripted.server.reply(invite, 200, { body: audioSdp() });
    await scripted.server.next('ACK');
    expect(heard.slice(-2)).toEqual([{ type: 'answered' }, { type: 'media', media: 'flowing' }]);
  });
});

describe('talking', () => {
  it('mutes this call only', async () => {
    const scripted = start();
    const first = await talk(scripted);
    await talk(scripted);
    first.line.setMuted(true);
    expect(first.heard.at(-1)).toEqual({ type: 'muted', muted: true });
    expect(scripted.audio.tracks.map(({ enabled }) => enabled)).toEqual([false, true]);
    first.line.setMuted(false);
    expect(scripted.audio.tracks.map(({ enabled }) => enabled)).toEqual([true, true]);
  });

  it('plays tones one group after the other', async () => {
    const scripted = start();
    const { line } = await talk(scripted);
    const { dtmf } = scripted.pc;
    const both = Promise.all([line.sendTones('12#'), line.sendTones('a,3')]);
    await settled();
    expect(dtmf.inserted).toEqual(['12#']);
    dtmf.dispatchEvent(Object.assign(new Event('tonechange'), { tone: '' }));
    await settled();
    expect(dtmf.inserted).toEqual(['12#', 'A,3']);
    dtmf.dispatchEvent(Object.assign(new Event('tonechange'), { tone: '' }));
    await both;
    expect(scripted.server.wire, 'never by SIP INFO').not.toContain('INFO');
  });

  it('refuses tones that do not exist, and says when the far end takes none', async () => {
    const scripted = start();
    const { line } = await talk(scripted);
    await expect(line.sendTones('R')).rejects.toMatchObject({ code: 'tones-invalid' });
    scripted.pc.dtmf.canInsertDTMF = false;
    await expect(line.sendTones('1')).rejects.toMatchObject({ code: 'tones-unavailable' });
  });

  it('measures what flowed', async () => {
    const scripted = start();
    const { line } = await talk(scripted);
    expect(await line.measure()).toBeUndefined();
    scripted.pc.become('connected');
    scripted.pc.getStats = async () =>
      new Map([
        [
          'a',
          {
            type: 'inbound-rtp',
            kind: 'audio',
            packetsReceived: 50,
            packetsLost: 1,
            totalAudioEnergy: 0.5,
            jitter: 0.01,
            concealedSamples: 900,
            silentConcealedSamples: 400,
            totalSamplesReceived: 48_000,
            jitterBufferDelay: 960,
            jitterBufferEmittedCount: 47_000,
          },
        ],
        ['b', { type: 'outbound-rtp', kind: 'audio', packetsSent: 49 }],
        ['c', { type: 'media-source', kind: 'audio', totalAudioEnergy: 0.25, audioLevel: 0.1 }],
        ['d', { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.02 }],
      ]);
    expect(await line.measure()).toEqual({
      packetsSent: 49,
      packetsReceived: 50,
      packetsLost: 1,
      energySent: 0.25,
      energyReceived: 0.5,
      roundTripTime: 0.02,
      jitter: 0.01,
      concealedSamples: 500,
      totalSamplesReceived: 48_000,
      jitterBufferDelay: 960,
      jitterBufferEmittedCount: 47_000,
      microphoneLevel: 0.1,
    });
  });
});

describe('a call that comes in', () => {
  it('shows who calls as plain text', async () => {
    const scripted = start();
    const { line } = await ringIn(scripted, { from: '"<b>Tom\u202e\u202ex</b>" <sip:%2B1312%0A5550178@pbx.test>' });
    expect(line.remote.name).toBe('<b>Tom  x</b>');
    expect(line.remote.number).toBe('+1312 5550178');
  });

  it('is refused with 480 when there is no microphone', async () => {
    const scripted = start();
    const { line, until } = await ringIn(scripted);
    scripted.audio.failWith(new DialerError('microphone-busy', 'in use'));
    line.answer();
    expect((await until('ended')).end).toMatchObject({ reason: 'failed', error: { code: 'microphone-busy' } });
    await scripted.server.next('480');
  });

  it('can be hung up while the browser asks for the microphone: 100, 180, 603', async () => {
    const scripted = start();
    const { line, until } = await ringIn(scripted);
    const { asked, allow } = scripted.audio.askFirst();
    line.answer();
    line.answer();
    await asked;
    line.hangUp();
    expect((await until('ended')).end).toEqual({ reason: 'declined', by: 'local' });
    allow();
    await scripted.server.next('603');
    await settled();
    expect(scripted.audio.tracks.map(({ readyState }) => readyState)).toEqual(['ended']);
    expect(scripted.server.wire).toEqual(['100', '180', '603']);
  });

  it('is refused with 488 when its audio cannot be used', async () => {
    const scripted = start();
    const { line, until } = await ringIn(scripted, { body: `${audioSdp()}a=bad\r\n` });
    line.answer();
    expect((await until('ended')).end).toMatchObject({ reason: 'failed', error: { code: 'media-incompatible' } });
    await scripted.server.next('488');
    expect(scripted.pc.signalingState).toBe('closed');
  });
});
