import { afterEach, describe, expect, it } from 'vitest';
import { createScriptedPhone, type ScriptedPhone, talk } from './scripted/scripted-phone.js';
import { audioSdp } from './scripted/sip-message.js';

const open: ScriptedPhone[] = [];
afterEach(async () => {
  for (const { phone } of open.splice(0)) await phone.dispose();
});

async function talking() {
  const scripted = createScriptedPhone({ holdMusic: '/hold.mp3' });
  open.push(scripted);
  const call = await talk(scripted);
  const answerNext = async (status: number) => {
    const offer = await scripted.server.next('INVITE');
    const sent = scripted.pc.getSenders()[0]?.track;
    scripted.server.reply(offer, status, { body: audioSdp(status === 200 ? 'recvonly' : undefined) });
    return { offer, sent };
  };
  return { ...call, scripted, answerNext, sending: () => scripted.pc.getSenders()[0]?.track };
}

describe('hold with music', () => {
  it('sends the music before the far end agrees, and the agent only when they are back', async () => {
    const { line, scripted, answerNext, sending } = await talking();
    const [voice] = scripted.audio.tracks;
    const held = line.setHeld(true);
    const { offer, sent } = await answerNext(200);
    await held;
    const [music] = scripted.audio.loops;
    expect(music?.url).toBe('/hold.mp3');
    expect(sent, 'before it is agreed on').toBe(music?.track);
    expect(offer.body).toContain('a=sendonly');
    expect([music?.track.enabled, voice?.enabled]).toEqual([true, false]);
    const back = line.setHeld(false);
    expect((await answerNext(200)).sent, 'until they are back').toBe(music?.track);
    await back;
    expect(sending()).toBe(voice);
    expect([voice?.enabled, music?.track.readyState]).toEqual([true, 'ended']);
  });

  it('is heard by a far end on a muted call too, and the call stays muted', async () => {
    const { line, scripted, answerNext } = await talking();
    line.setMuted(true);
    const held = line.setHeld(true);
    await answerNext(200);
    await held;
    expect(scripted.audio.loops[0]?.track.enabled).toBe(true);
    const back = line.setHeld(false);
    await answerNext(200);
    await back;
    expect(scripted.audio.tracks[0]?.enabled).toBe(false);
  });

  it('stops when the far end refuses hold', async () => {
    const { line, scripted, answerNext, sending } = await talking();
    const held = expect(line.setHeld(true)).rejects.toMatchObject({ code: 'hold-rejected' });
    await answerNext(488);
    await held;
    expect(sending()).toBe(scripted.audio.tracks[0]);
    expect(scripted.audio.tracks[0]?.enabled).toBe(true);
    expect(scripted.audio.loops[0]?.track.readyState).toBe('ended');
  });

  it('ends with the call', async () => {
    const { line, scripted, answerNext, until } = await talking();
    const held = line.setHeld(true);
    await answerNext(200);
    await held;
    line.hangUp();
    await until('ended');
    await expect.poll(() => scripted.audio.loops[0]?.track.readyState).toBe('ended');
  });

  it.each(['cannot be played', 'has no player'])('is silence where the sound %s', async (why) => {
    const { line, scripted, answerNext, sending } = await talking();
    const broken = () => Promise.reject(new Error('404'));
    Object.assign(scripted.audio, { loop: why === 'has no player' ? undefined : broken });
    const held = line.setHeld(true);
    await answerNext(200);
    await held;
    expect(sending()).toBe(scripted.audio.tracks[0]);
    expect(scripted.audio.tracks[0]?.enabled).toBe(false);
  });
});
