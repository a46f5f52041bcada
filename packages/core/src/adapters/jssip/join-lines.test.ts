import { afterEach, describe, expect, it } from 'vitest';
import { FakePeerConnection } from './scripted/fake-webrtc.js';
import { createScriptedPhone, ringIn, type ScriptedPhone, talk } from './scripted/scripted-phone.js';
import { audioSdp } from './scripted/sip-message.js';

const open: ScriptedPhone[] = [];
afterEach(async () => {
  for (const { phone } of open.splice(0)) await phone.dispose();
});

async function two() {
  const scripted = createScriptedPhone();
  open.push(scripted);
  const first = await talk(scripted);
  const second = await ringIn(scripted);
  second.line.answer();
  await second.until('answered');
  const [one, other] = FakePeerConnection.made;
  if (!one || !other) throw new Error('two calls opened connections');
  const sent = () => [one, other].map((pc) => pc.getSenders()[0]?.track);
  return { scripted, first, second, one, other, sent };
}

async function joined() {
  const stage = await two();
  const takeApart = await stage.first.line.join(stage.second.line);
  const [toFirst, toSecond] = stage.scripted.audio.mixes;
  const [voiceOne, voiceTwo] = stage.scripted.audio.tracks;
  if (!toFirst || !toSecond || !voiceOne || !voiceTwo) throw new Error('two mixes of two voices');
  return { ...stage, takeApart, toFirst, toSecond, voiceOne, voiceTwo };
}

describe('two lines that are joined', () => {
  it('send each far end the agent and the other far end, never itself', async () => {
    const { scripted, one, other, sent } = await joined();
    const { mixes, tracks } = scripted.audio;
    expect(sent()).toEqual(mixes.map(({ track }) => track));
    expect(mixes[0]?.of).toEqual([tracks[0], other.farTrack]);
    expect(mixes[1]?.of).toEqual([tracks[1], one.farTrack]);
  });

  it('mute the agent only: the far ends go on hearing each other', async () => {
    const { first, toFirst, voiceOne, voiceTwo } = await joined();
    first.line.setMuted(true);
    expect([voiceOne.enabled, toFirst.track.enabled, voiceTwo.enabled]).toEqual([false, true, true]);
    first.line.setMuted(false);
    expect(voiceOne.enabled).toBe(true);
  });

  it('are silent to a far end on hold, and the other does not hear its music', async () => {
    const { scripted, first, toFirst, toSecond, voiceOne, voiceTwo, one } = await joined();
    void scripted.server
      .next('INVITE')
      .then((offer) => scripted.server.reply(offer, 200, { body: audioSdp('recvonly') }));
    await first.line.setHeld(true);
    expect([voiceOne.enabled, toFirst.track.enabled]).toEqual([false, false]);
    expect(toSecond.of).toEqual([voiceTwo]);
    void scripted.server.next('INVITE').then((offer) => scripted.server.reply(offer, 200, { body: audioSdp() }));
    await first.line.setHeld(false);
    expect([voiceOne.enabled, toFirst.track.enabled]).toEqual([true, true]);
    expect(toSecond.of).toEqual([voiceTwo, one.farTrack]);
  });

  it('keep the music of a far end that holds us from the other one', async () => {
    const { scripted, first, toSecond, voiceTwo } = await joined();
    scripted.server.request('INVITE', first.invite, { body: audioSdp('sendonly') });
    await first.until('held');
    expect(toSecond.of).toEqual([voiceTwo]);
  });

  it('follow another microphone, muted as it is', async () => {
    const { scripted, first, toFirst, toSecond, sent, one, other } = await joined();
    first.line.setMuted(true);
    await scripted.audio.change();
    const [, , voiceOne, voiceTwo] = scripted.audio.tracks;
    expect(toFirst.of).toEqual([voiceOne, other.farTrack]);
    expect(toSecond.of).toEqual([voiceTwo, one.farTrack]);
    expect([voiceOne?.enabled, voiceTwo?.enabled]).toEqual([false, true]);
    expect(sent()).toEqual([toFirst.track, toSecond.track]);
  });

  it('send the agent alone again when they are taken apart, as muted as before', async () => {
    const { first, takeApart, sent, voiceOne, voiceTwo, toFirst, toSecond } = await joined();
    first.line.setMuted(true);
    await takeApart();
    expect(sent()).toEqual([voiceOne, voiceTwo]);
    expect([voiceOne.enabled, voiceTwo.enabled]).toEqual([false, true]);
    expect([toFirst, toSecond].map(({ track }) => track.readyState)).toEqual(['ended', 'ended']);
    first.line.setMuted(false);
    expect(voiceOne.enabled).toBe(true);
  });

  it('leave a normal line and nothing else when one ends', async () => {
    const { scripted, first, second, voiceTwo, other } = await joined();
    scripted.server.request('BYE', first.invite);
    await first.until('ended');
    await expect.poll(() => other.getSenders()[0]?.track).toBe(voiceTwo);
    second.line.setMuted(true);
    expect(voiceTwo.enabled).toBe(false);
    second.line.hangUp();
    const left = [...scripted.audio.tracks, ...scripted.audio.mixes.map(({ track }) => track)];
    expect(left.filter(({ readyState }) => readyState === 'live')).toEqual([]);
  });
});

describe('lines that cannot be joined', () => {
  it('are left as they are', async () => {
    const { first, second, scripted, sent } = await two();
    Object.assign(scripted.audio, { mix: undefined });
    await expect(first.line.join(second.line)).rejects.toMatchObject({ code: 'merge-failed' });
    expect(sent()).toEqual(scripted.audio.tracks);
  });
});
