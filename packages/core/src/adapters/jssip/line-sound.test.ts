import { describe, expect, it } from 'vitest';
import { createScriptedPhone, talk } from './scripted/scripted-phone.js';

const trackOf = (id: string) => ({ id, kind: 'audio', enabled: true }) as unknown as MediaStreamTrack;

async function talking() {
  const scripted = createScriptedPhone();
  const { line } = await talk(scripted);
  const { sound } = line;
  if (!sound) throw new Error('the line keeps its sound to itself');
  const changes: unknown[] = [];
  sound.changed(() => changes.push(sound.near));
  const sent = () => scripted.pc.getSenders().map(({ track }) => track);
  return { scripted, line, sound, changes, sent };
}

describe('the sound of a line', () => {
  it('is the microphone and the far end', async () => {
    const { scripted, sound } = await talking();
    expect(sound.near).toBe(scripted.audio.tracks[0]);
    expect(sound.far).toBe(scripted.pc.farTrack);
  });

  it('follows another microphone, and says so', async () => {
    const { scripted, sound, changes } = await talking();
    await scripted.audio.change();
    expect(sound.near).toBe(scripted.audio.tracks[1]);
    expect(changes).toEqual([scripted.audio.tracks[1]]);
  });

  it('can be something else than the microphone for a while', async () => {
    const { scripted, sound, sent } = await talking();
    const message = trackOf('message');
    const back = await sound.send(message);
    expect([sound.near, sent()]).toEqual([message, [message]]);
    await back();
    await back();
    expect(sound.near).toBe(scripted.audio.tracks[0]);
    expect(sent()).toEqual([scripted.audio.tracks[0]]);
  });

  it('goes back to the microphone that was chosen meanwhile, muted as the call is', async () => {
    const { scripted, line, sound, sent } = await talking();
    const back = await sound.send(trackOf('message'));
    line.setMuted(true);
    await scripted.audio.change();
    await back();
    expect(sent()).toEqual([scripted.audio.tracks[1]]);
    expect(scripted.audio.tracks[1]?.enabled).toBe(false);
  });

  it('takes nothing in for a line that has ended', async () => {
    const { line, sound } = await talking();
    line.hangUp();
    await expect(sound.send(trackOf('late'))).rejects.toMatchObject({ code: 'call-not-active' });
  });
});
