import { describe, expect, it } from 'vitest';
import { createRecording, type RecordingOptions } from '../adapters/browser-recording/index.js';
import { busyWith } from '../agent/agent-facts.js';
import { connected } from '../testing/connected-dialer.js';
import { FakeCallAudio } from '../testing/fake-call-audio.js';

async function onMachine(options: RecordingOptions = {}) {
  const audio = new FakeCallAudio();
  const page = await connected({ recording: createRecording({ audio, ...options }) });
  const { recordings } = page.dialer;
  if (!recordings) throw new Error('There is no recording.');
  const message = await recordings.addVoicemail('Offer', new Blob(['our offer']));
  const call = page.dialer.call('+12025550106');
  const line = page.phone.lastLine;
  line.pickUp();
  const state = () => ('voicemail' in call.state.snapshot ? call.state.snapshot.voicemail : undefined);
  return { ...page, audio, recordings, message, call, line, state };
}

describe('a message on an answering machine', () => {
  it('is played at the beep, then the call is over and its record has the result', async () => {
    const { audio, call, clock, dialer, line, message, state, events } = await onMachine();
    audio.speaksAtOnce = false;
    const dropped = call.dropVoicemail(message.id);
    await expect.poll(() => state()?.status).toBe('listening');
    expect(audio.said).toEqual([]);
    await expect.poll(() => line.commands.at(-1)).toBe('send');
    audio.beep();
    await expect.poll(() => audio.said).toEqual(['our offer']);
    expect(state()).toMatchObject({ status: 'playing', start: 'beep' });
    expect(line.commands).not.toContain('hangUp');
    audio.endSpeech();
    await expect.poll(() => clock.advance(400) ?? call.state.snapshot.status).toBe('ended');
    await dropped;
    expect(dialer.state.snapshot.wrapUp).toBeUndefined();
    const told = events.find(({ type }) => type === 'dialdeck.call.voicemail-dropped');
    expect(told?.data).toMatchObject({ voicemail: { id: message.id, name: 'Offer', status: 'left', start: 'beep' } });
    expect(await dialer.records.get(call.id)).toMatchObject({
      outcome: 'answered',
      disposition: 'voicemail',
      voicemail: { name: 'Offer', status: 'left' },
    });
  });

  it('leaves the agent free for the next call, which does not disturb it', async () => {
    const { audio, call, dialer, line, message, phone, state } = await onMachine();
    audio.speaksAtOnce = false;
    call.dropVoicemail(message.id).catch(() => {});
    await expect.poll(() => state()?.status).toBe('listening');
    expect(line.commands).not.toContain('setHeard false');
    const next = dialer.call('+12025550101');
    phone.lastLine.pickUp();
    await expect.poll(() => line.commands).toContain('setHeard false');
    audio.beep();
    await expect.poll(() => state()?.status).toBe('playing');
    expect(dialer.state.snapshot.activeCallId).toBe(next.id);
    expect([...line.commands, ...phone.lastLine.commands].filter((command) => command.startsWith('setHeld'))).toEqual(
      [],
    );
  });

  it('keeps nobody busy once it is played', async () => {
    const { audio, call, dialer, message, state } = await onMachine();
    audio.speaksAtOnce = false;
    call.dropVoicemail(message.id).catch(() => {});
    await expect.poll(() => state()?.status).toBe('listening');
    const busy = () => busyWith(dialer.state.snapshot.calls, 0);
    expect([dialer.state.snapshot.activeCallId, busy()]).toEqual([call.id, 'on-call']);
    await expect.poll(() => audio.beep() ?? state()?.status).toBe('playing');
    expect([dialer.state.snapshot.activeCallId, busy()]).toEqual([undefined, undefined]);
  });

  it('is started by hand, also while it waits for the beep', async () => {
    const { audio, call, message, state } = await onMachine();
    audio.speaksAtOnce = false;
    void call.dropVoicemail(message.id).catch(() => {});
    await expect.poll(() => state()?.status).toBe('listening');
    void call.dropVoicemail(message.id, { now: true }).catch(() => {});
    await expect.poll(() => state()).toMatchObject({ status: 'playing', start: 'by-hand' });
    expect(audio.said).toEqual(['our offer']);
  });

  it('is played without a beep when none comes', async () => {
    const { call, clock, message, state, audio } = await onMachine({ beepLimitSeconds: 10 });
    audio.speaksAtOnce = false;
    void call.dropVoicemail(message.id).catch(() => {});
    await expect.poll(() => clock.advance(1_000) ?? state()?.start, { timeout: 3_000 }).toBe('time-limit');
  });

  it('is taken back: the microphone is heard again and the call goes on', async () => {
    const { call, dialer, line, message, state } = await onMachine();
    const taken = new AbortController();
    const dropped = call.dropVoicemail(message.id, { signal: taken.signal });
    await expect.poll(() => line.commands.at(-1)).toBe('send');
    taken.abort();
    await expect(dropped).rejects.toMatchObject({ code: 'aborted' });
    expect([state(), line.commands.at(-1), call.state.snapshot.status]).toEqual([undefined, 'send back', 'active']);
    expect(dialer.state.snapshot.activeCallId).toBe(call.id);
  });

  it('that the machine cut off was not left, and the agent is asked for the result', async () => {
    const { audio, call, dialer, line, message } = await onMachine();
    audio.speaksAtOnce = false;
    const dropped = call.dropVoicemail(message.id, { now: true });
    await expect.poll(() => audio.said.length).toBe(1);
    line.end();
    await expect(dropped).rejects.toMatchObject({ code: 'voicemail-failed' });
    expect((await dialer.records.get(call.id))?.voicemail).toMatchObject({ status: 'failed' });
    expect(dialer.state.snapshot.wrapUp?.callId).toBe(call.id);
  });

  it('must be one of those that are kept', async () => {
    const { call, message, recordings } = await onMachine({
      voicemails: [{ id: 'hi', name: 'Hello', url: '/hi.wav' }],
    });
    expect((await recordings.listVoicemails()).map(({ name }) => name)).toEqual(['Hello', 'Offer']);
    await recordings.removeVoicemail(message.id);
    await expect(call.dropVoicemail(message.id)).rejects.toMatchObject({ code: 'voicemail-not-found' });
    await expect(recordings.addVoicemail(' ', new Blob(['x']))).rejects.toMatchObject({ code: 'voicemail-invalid' });
    await expect(recordings.addVoicemail('Empty', new Blob([]))).rejects.toMatchObject({ code: 'voicemail-invalid' });
  });
});
