import { describe, expect, it } from 'vitest';
import { createScriptedPhone, talk } from './scripted/scripted-phone.js';

const live = ({ readyState }: { readonly readyState: string }) => readyState === 'live';

describe('another microphone during a call', () => {
  it('is heard without a word to the far end', async () => {
    const scripted = createScriptedPhone();
    const { line } = await talk(scripted);
    const sent = scripted.server.wire.length;
    await scripted.audio.change();
    expect(scripted.pc.getSenders().map(({ track }) => track)).toEqual([scripted.audio.tracks[1]]);
    expect(scripted.server.wire.length).toBe(sent);
    line.hangUp();
    expect(scripted.audio.tracks.filter(live)).toEqual([]);
  });

  it('stays muted when the call is, and can be unmuted', async () => {
    const scripted = createScriptedPhone();
    const { line } = await talk(scripted);
    line.setMuted(true);
    await scripted.audio.change();
    expect(scripted.audio.tracks[1]?.enabled).toBe(false);
    line.setMuted(false);
    expect(scripted.audio.tracks[1]?.enabled).toBe(true);
    line.hangUp();
  });
});
