import { describe, expect, it } from 'vitest';
import { createRecording, type RecordingOptions } from '../adapters/browser-recording/index.js';
import { DialerError } from '../errors.js';
import { createMemoryStorage } from '../storage/memory.js';
import { connected } from '../testing/connected-dialer.js';
import { FakeCallAudio } from '../testing/fake-call-audio.js';
import { sampleRecording } from '../testing/recording-store-contract.js';
import { sampleRecord } from '../testing/storage-contract.js';

const announcement = new Blob(['this call is recorded']);

async function talking(options: RecordingOptions = {}, storage = createMemoryStorage()) {
  const audio = new FakeCallAudio();
  const page = await connected({ recording: createRecording({ consent: 'off', audio, ...options }), storage });
  const call = page.dialer.call('+12025550100');
  page.phone.lastLine.pickUp();
  await expect.poll(() => call.record('stop').catch(({ message }: Error) => message)).toContain('not recorded');
  const state = () => {
    const now = call.state.snapshot;
    return now.status === 'active' ? now.recording : undefined;
  };
  const record = async () => (await page.dialer.records.get(call.id))?.recording;
  const told = () => page.events.map(({ type }) => type).filter((type) => type.startsWith('dialdeck.recording'));
  const { recordings } = page.dialer;
  if (!recordings) throw new Error('There is no recording.');
  return { ...page, audio, call, state, record, told, recordings, storage, line: page.phone.lastLine };
}

describe('a recorded call', () => {
  it('can be played back, and its record and the events say so', async () => {
    const { audio, call, clock, line, record, recordings, told, events } = await talking();
    await call.record('start');
    clock.advance(3_000);
    audio.lastRecorder.give('abc');
    line.end();
    await expect.poll(record).toMatchObject({ status: 'ready', durationMs: 3_000, bytes: 4, pauses: 0 });
    expect(await (await recordings.open(call.id)).text()).toBe('abc.');
    expect(told()).toEqual(['dialdeck.recording.started', 'dialdeck.recording.stopped', 'dialdeck.recording.ready']);
    expect(events.at(-1)?.type).toBe('dialdeck.record.saved');
  });

  it('is stored while it goes on', async () => {
    const { audio, call, recordings } = await talking();
    await call.record('start');
    audio.lastRecorder.give('first second');
    await expect.poll(async () => (await recordings.open(call.id)).text()).toBe('first second');
  });

  it('has no time and no sound of a pause', async () => {
    const { audio, call, clock, record, state } = await talking();
    await call.record('start');
    clock.advance(2_000);
    await call.record('pause');
    expect([state()?.status, audio.lastRecorder.status]).toEqual(['paused', 'paused']);
    clock.advance(60_000);
    await call.record('resume');
    clock.advance(1_000);
    await call.record('stop');
    expect(await record()).toMatchObject({ status: 'ready', durationMs: 3_000, pauses: 1 });
    expect(state()?.status).toBe('stopped');
  });

  it('begins by itself where the host wants it so', async () => {
    const audio = new FakeCallAudio();
    const recording = createRecording({ consent: 'off', start: 'on-answer', audio });
    const { dialer, phone } = await connected({ recording });
    dialer.call('+12025550100');
    expect(audio.recorders).toEqual([]);
    phone.lastLine.pickUp();
    await expect.poll(() => audio.recorders.length).toBe(1);
  });
});

describe('consent', () => {
  it('is asked for before anything is recorded', async () => {
    const { audio, call, state, told, record } = await talking({ consent: 'ask' });
    await call.record('start');
    expect([state()?.status, audio.recorders.length]).toEqual(['asking', 0]);
    await call.record('agree');
    expect([state()?.status, state()?.consent, audio.recorders.length]).toEqual(['recording', 'agreed', 1]);
    expect(told()).toEqual(['dialdeck.recording.started']);
    expect(await record()).toMatchObject({ consent: 'agreed' });
  });

  it('that is refused leaves no sound, and the record says so', async () => {
    const { audio, call, recordings, record, state } = await talking({ consent: 'ask' });
    await call.record('start');
    await call.record('refuse');
    expect([state()?.status, audio.recorders.length]).toEqual(['refused', 0]);
    expect(await record()).toMatchObject({ status: 'refused', consent: 'refused', bytes: 0 });
    await expect(recordings.open(call.id)).rejects.toMatchObject({ code: 'recording-not-found' });
    await call.record('start');
    expect(state()?.status).toBe('asking');
  });

  it('that nobody answers before the call ends leaves no recording', async () => {
    const { audio, call, line, record } = await talking({ consent: 'ask' });
    await call.record('start');
    line.end();
    await call.ended;
    expect([audio.recorders.length, await record()]).toEqual([0, undefined]);
  });

  it('by announcement: both hear it to its end before anything is recorded', async () => {
    const { audio, call, line, state } = await talking({ consent: 'announce', announcement });
    audio.speaksAtOnce = false;
    const started = call.record('start');
    await expect.poll(() => audio.said).toEqual(['this call is recorded']);
    expect([state()?.status, audio.recorders.length]).toEqual(['announcing', 0]);
    audio.endSpeech();
    await started;
    expect([state()?.status, state()?.consent]).toEqual(['recording', 'announced']);
    expect(line.commands.slice(-2)).toEqual(['send', 'send back']);
  });

  it('whose announcement cannot be played means no recording, and says why', async () => {
    const { audio, call, state, record, line } = await talking({ consent: 'announce', announcement });
    audio.error = new Error('no sound');
    await expect(call.record('start')).rejects.toMatchObject({ code: 'recording-failed' });
    expect([state()?.status, state()?.error?.code, audio.recorders.length]).toEqual(['failed', 'recording-failed', 0]);
    expect(await record()).toMatchObject({ status: 'failed', bytes: 0 });
    expect(line.commands).not.toContain('hangUp');
  });

  it('needs an announcement when it is announced', () => {
    expect(() => createRecording({ consent: 'announce' })).toThrowError(/announcement/);
    expect(() => createRecording({ maxBytes: 5, keepDays: 0 })).toThrowError(/2 options are wrong/);
  });
});

describe('a recording in trouble', () => {
  it('ends on a full disk with a warning, keeps what is there, and the call goes on', async () => {
    const storage = createMemoryStorage();
    const store = await storage.openRecordings();
    let full = false;
    const addPiece: typeof store.addPiece = async (recording, piece) => {
      if (full) throw new DialerError('storage-full', 'No room.');
      return store.addPiece(recording, piece);
    };
    const { audio, call, dialer, line, record, recordings, state } = await talking(
      {},
      { ...storage, openRecordings: async () => ({ ...store, addPiece }) },
    );
    await call.record('start');
    audio.lastRecorder.give('kept');
    await expect.poll(async () => (await recordings.open(call.id)).size).toBe(4);
    full = true;
    audio.lastRecorder.give('lost');
    await expect.poll(() => dialer.state.snapshot.warnings).toEqual(['recording-cut-short']);
    await expect.poll(record).toMatchObject({ status: 'cut-off', bytes: 4 });
    expect([state()?.status, state()?.error?.code]).toEqual(['stopped', 'storage-full']);
    expect(await (await recordings.open(call.id)).text()).toBe('kept');
    expect(call.state.snapshot.status).toBe('active');
    line.end();
    await expect.poll(() => dialer.state.snapshot.warnings).toEqual([]);
  });

  it('ends at its size limit and keeps what is there', async () => {
    const { audio, call, record, dialer } = await talking({ maxBytes: 100_000 });
    await call.record('start');
    audio.lastRecorder.give('x'.repeat(100_000));
    await expect.poll(record).toMatchObject({ status: 'cut-off', bytes: 100_001 });
    expect(dialer.state.snapshot.warnings).toEqual(['recording-cut-short']);
  });

  it('does nothing that makes no sense, and says what it is', async () => {
    const { call, dialer } = await talking();
    for (const command of ['pause', 'resume', 'stop', 'agree', 'refuse'] as const) {
      await expect(call.record(command)).rejects.toMatchObject({ code: 'recording-not-possible' });
    }
    await call.record('start');
    await expect(call.record('start')).rejects.toMatchObject({ code: 'recording-not-possible' });
    await dialer.dispose();
  });

  it('is not there where nobody set it up', async () => {
    const { dialer } = await connected();
    expect(dialer.recordings).toBeUndefined();
    await expect(dialer.call('+12025550100').record('start')).rejects.toMatchObject({ code: 'recording-off' });
  });
});

describe('delivery', () => {
  it('brings what was recorded out of the browser, again until it worked, and warns meanwhile', async () => {
    const got: string[] = [];
    let down = true;
    const { audio, call, clock, dialer, line, recordings } = await talking({
      deliver: async ({ callId, content, mimeType, durationMs }) => {
        if (down) throw new Error('no network');
        got.push([callId, await content.text(), mimeType, durationMs].join());
      },
    });
    await call.record('start');
    audio.lastRecorder.give('abc');
    clock.advance(2_000);
    line.end();
    await expect.poll(() => dialer.state.snapshot.warnings).toEqual(['recordings-undelivered']);
    expect(await recordings.listUndelivered()).toEqual([call.id]);
    down = false;
    clock.advance(30_000);
    await expect.poll(() => got).toEqual([`${call.id},abc.,audio/webm;codecs=opus,2000`]);
    await expect.poll(() => dialer.state.snapshot.warnings).toEqual([]);
    expect(await recordings.listUndelivered()).toEqual([]);
    clock.advance(60_000);
    expect(got).toHaveLength(1);
  });

  it('goes on at the next start with what an earlier page left', async () => {
    const storage = createMemoryStorage();
    const store = await storage.openRecordings();
    await store.save(sampleRecording('gone', 1, { id: 'newer', status: 'ready' }));
    await store.save(sampleRecording('gone', 0, { id: 'older', status: 'cut-off' }));
    await store.save(sampleRecording('gone', 0, { id: 'had', status: 'ready', delivered: true }));
    const got: string[] = [];
    const deliver = async ({ callId }: { readonly callId: string }) => void got.push(callId);
    await connected({ storage, recording: createRecording({ audio: new FakeCallAudio(), deliver }) });
    await expect.poll(() => got).toEqual(['older', 'newer']);
  });
});

describe('what is kept', () => {
  it('is finished at the next start when the page died, with an honest length', async () => {
    const storage = createMemoryStorage();
    const store = await storage.openRecordings();
    const died = sampleRecord('gone', 0);
    await storage.saveRecord(died);
    const orphan = sampleRecording('gone', 0, { id: died.id, durationMs: 4_000, bytes: 9 });
    await store.save(orphan);
    const openRecordings = async () => ({ ...store, findOrphans: async () => [orphan] });
    const { dialer } = await connected({
      storage: { ...storage, openRecordings },
      recording: createRecording({ audio: new FakeCallAudio() }),
    });
    await expect
      .poll(async () => (await dialer.records.get(died.id))?.recording)
      .toMatchObject({ status: 'cut-off', durationMs: 4_000, bytes: 9 });
    expect(await store.get(died.id)).toMatchObject({ status: 'cut-off' });
    expect(await dialer.recordings?.listUndelivered()).toEqual([died.id]);
  });

  it('goes when it was delivered and room is needed; what nobody has is warned of instead', async () => {
    const storage = createMemoryStorage();
    const store = await storage.openRecordings();
    const old = sampleRecord('gone', 0);
    await storage.saveRecord(old);
    await store.save(sampleRecording('gone', 0, { id: old.id, status: 'ready', bytes: 200_000 }));
    const { dialer, call, recordings } = await talking({ maxTotalBytes: 100_000 }, storage);
    await expect.poll(() => dialer.state.snapshot.warnings).toEqual(['recordings-undelivered']);
    expect((await recordings.open(old.id)).size).toBe(0);
    await recordings.markDelivered(old.id);
    await expect.poll(() => dialer.state.snapshot.warnings).toEqual([]);
    expect((await dialer.records.get(old.id))?.recording?.status).toBe('deleted');
    await expect(recordings.open(old.id)).rejects.toMatchObject({ code: 'recording-not-found' });
    await call.record('start');
    await expect(recordings.delete(call.id)).rejects.toMatchObject({ code: 'recording-not-possible' });
    await call.record('stop');
    await recordings.delete(call.id);
    expect((await dialer.records.get(call.id))?.recording?.status).toBe('deleted');
  });
});
