import { afterEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../testing/manual-clock.js';
import { createScriptedPhone, type ScriptedPhone, talk } from './scripted/scripted-phone.js';
import type { SipPhoneOptions } from './sip-options.js';

const open: ScriptedPhone[] = [];
afterEach(async () => {
  for (const { phone } of open.splice(0)) await phone.dispose();
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

async function talking(tones: SipPhoneOptions['tones']) {
  const clock = createManualClock();
  const scripted = createScriptedPhone({ tones, clock });
  open.push(scripted);
  const call = await talk(scripted);
  const answerNext = async (status: number) => {
    const info = await scripted.server.next('INFO');
    scripted.server.reply(info, status);
    await settled();
    return info;
  };
  return { ...call, scripted, clock, answerNext };
}

describe('digits as SIP INFO', () => {
  it('are sent one after the other, each when the one before was answered and has had its time', async () => {
    const { line, clock, scripted, answerNext } = await talking('info');
    const sent = line.sendTones('1a,');
    const first = await answerNext(200);
    expect(first.header('Content-Type')).toBe('application/dtmf-relay');
    expect(first.body).toBe('Signal=1\r\nDuration=120\r\n');
    expect(scripted.server.wire.filter((kind) => kind === 'INFO')).toHaveLength(1);
    clock.advance(190);
    expect((await answerNext(200)).body).toContain('Signal=A');
    clock.advance(190);
    await settled();
    clock.advance(1999);
    let over = false;
    void sent.then(() => {
      over = true;
    });
    await settled();
    expect(over, 'a comma is two seconds').toBe(false);
    clock.advance(1);
    await sent;
    expect(scripted.pc.dtmf.inserted).toEqual([]);
  });

  it.each([415, 408, 481, 500])('that are refused (%i) cost the digit and not the call', async (status) => {
    const { line, heard, answerNext } = await talking('info');
    const sent = line.sendTones('5');
    const refusal = expect(sent).rejects.toMatchObject({ code: 'tones-unavailable' });
    await answerNext(status);
    await refusal;
    expect(heard.map(({ type }) => type)).not.toContain('ended');
    line.setMuted(true);
    expect(heard.at(-1)).toEqual({ type: 'muted', muted: true });
  });

  it('end with the call', async () => {
    const { line, scripted, invite } = await talking('info');
    const sent = line.sendTones('5');
    const over = expect(sent).rejects.toMatchObject({ code: 'call-not-active' });
    await scripted.server.next('INFO');
    scripted.server.request('BYE', invite);
    await over;
  });

  it('are the way out only where the far end takes none in the audio', async () => {
    const { line, scripted, answerNext, clock } = await talking('rfc4733-or-info');
    const { dtmf } = scripted.pc;
    const inAudio = line.sendTones('1');
    await settled();
    expect(dtmf.inserted).toEqual(['1']);
    dtmf.dispatchEvent(Object.assign(new Event('tonechange'), { tone: '' }));
    await inAudio;
    expect(scripted.server.wire).not.toContain('INFO');
    dtmf.canInsertDTMF = false;
    const byMessage = line.sendTones('2');
    expect((await answerNext(200)).body).toContain('Signal=2');
    clock.advance(190);
    await byMessage;
  });
});
