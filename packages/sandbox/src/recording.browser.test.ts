import { createDialer, type Dialer } from '@dialdeck/core';
import { createRecording } from '@dialdeck/core/recording';
import { person } from './person.js';
import { createSandbox, type Sandbox } from './sandbox.js';
import type { ScriptCall } from './script-call.js';

/** Fails a test with what was seen. */
function expectThat(holds: boolean, promise: string, seen?: unknown): void {
  if (!holds) throw new Error(`${promise}; seen: ${JSON.stringify(seen)}`);
}

async function eventually<T>(ask: () => Promise<T> | T, isSo: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (isSo(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const keyTones: Readonly<Record<string, readonly [number, number]>> = {
  '1': [697, 1_209],
  '5': [770, 1_336],
  '9': [852, 1_477],
};

/** A WAV file, as a host would serve it, in which one key after the other is pressed for half a second: who hears it all hears them all. */
function soundOfKeys(keys: string, rate = 16_000): Blob {
  const step = rate * 0.8;
  const length = step * (keys.length - 1) + rate * 0.5;
  const bytes = new DataView(new ArrayBuffer(44 + length * 2));
  const text = (at: number, words: string) => {
    for (let i = 0; i < words.length; i++) bytes.setUint8(at + i, words.charCodeAt(i));
  };
  text(0, 'RIFF');
  bytes.setUint32(4, 36 + length * 2, true);
  text(8, 'WAVEfmt ');
  bytes.setUint32(16, 16, true);
  bytes.setUint16(20, 1, true);
  bytes.setUint16(22, 1, true);
  bytes.setUint32(24, rate, true);
  bytes.setUint32(28, rate * 2, true);
  bytes.setUint16(32, 2, true);
  bytes.setUint16(34, 16, true);
  text(36, 'data');
  bytes.setUint32(40, length * 2, true);
  for (let i = 0; i < length; i++) {
    const tones = i % step < rate * 0.5 ? (keyTones[keys[Math.floor(i / step)] ?? ''] ?? []) : [];
    const level = tones.reduce((sum, hertz) => sum + Math.sin((2 * Math.PI * hertz * i) / rate), 0);
    bytes.setInt16(44 + i * 2, 9_000 * level, true);
  }
  return new Blob([bytes.buffer], { type: 'audio/wav' });
}

describe('sound in a real call', () => {
  let sandbox: Sandbox | undefined;
  let dialer: Dialer | undefined;
  afterEach(async () => {
    await dialer?.dispose();
    await sandbox?.dispose();
  });

  /** Calls somebody who does this, with what they hear in `heard`. */
  async function callSomebody(
    recording: ReturnType<typeof createRecording>,
    does: (call: ScriptCall, heard: () => string) => Promise<void>,
  ) {
    let heard = () => '';
    sandbox = createSandbox({ strangers: false });
    sandbox.addPerson(
      person({
        number: '+1 202 555 0150',
        name: 'Elena Rossi',
        voice: { pitch: 190 },
        async onCall(call) {
          heard = () => call.heardTones;
          await call.answer();
          await does(call, heard);
        },
      }),
    );
    dialer = createDialer({ phone: sandbox.phone({ name: 'Li' }), recording });
    await dialer.connect();
    const call = dialer.call('+1 202 555 0150');
    await call.answered;
    return { dialer, sandbox, call, heard: () => heard() };
  }

  it('leaves a message that the machine hears whole, after its beep and not before, and the call is over', async function (this: Mocha.Context) {
    this.timeout(40_000);
    let heardBefore: string | undefined;
    const page = await callSomebody(createRecording(), async (machine, heard) => {
      await machine.say('You have reached Elena Rossi. Please leave a message after the tone.');
      await machine.beep(600);
      heardBefore = heard();
    });
    const message = await page.dialer.recordings?.addVoicemail('Offer', soundOfKeys('159'));
    await page.call.dropVoicemail(message?.id ?? '');
    const end = await page.call.ended;
    expectThat(end.by === 'local' && end.reason === 'hung-up', 'we hung up', end);
    expectThat(heardBefore === '', 'nothing before the beep', heardBefore);
    expectThat(page.heard() === '159', 'its beginning, its middle and its end', page.heard());
    const record = await page.dialer.records.get(page.call.id);
    expectThat(record?.voicemail?.status === 'left' && record.voicemail.start === 'beep', 'the record', record);
    expectThat(record?.disposition === 'voicemail', 'with its result', record);
    expectThat(page.dialer.state.snapshot.wrapUp === undefined, 'the agent has moved on');
  });

  it('lets the customer hear the announcement before anything is recorded', async function (this: Mocha.Context) {
    this.timeout(30_000);
    const recording = createRecording({ consent: 'announce', announcement: soundOfKeys('15') });
    const { call, heard } = await callSomebody(recording, (customer) => customer.chat());
    await eventually(
      () => call.measure(),
      (sound) => (sound?.packetsReceived ?? 0) > 10,
    );
    await call.record('start');
    expectThat(heard().endsWith('5'), 'all of it was heard', heard());
    const now = call.state.snapshot;
    expectThat(now.status === 'active' && now.recording?.consent === 'announced', 'announced', now);
  });

  it('is recorded in two channels, through another microphone, a hold and a lost connection', async function (this: Mocha.Context) {
    this.timeout(30_000);
    sandbox = createSandbox();
    const recording = createRecording({ consent: 'off', start: 'on-answer' });
    dialer = createDialer({ phone: sandbox.phone({ name: 'Li' }), recording });
    await dialer.connect();
    const call = dialer.call('+1 202 555 0101');
    await call.answered;
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    await pause(2_000);
    // Another microphone, a hold, and a lost connection: it goes on.
    sandbox.plug({ id: 'headset', label: 'Headset', kind: 'microphone' });
    await dialer.audio?.choose('microphone', 'headset');
    await call.setHeld(true);
    await pause(500);
    await call.setHeld(false);
    sandbox.pbx.drop('1001');
    await pause(4_000);
    call.hangUp();
    const record = await eventually(
      () => dialer?.records.get(call.id),
      (found) => found?.recording?.status === 'ready',
    );
    const sound = await dialer.recordings?.open(call.id);
    const context = new AudioContext();
    const buffer = await context.decodeAudioData((await sound?.arrayBuffer()) ?? new ArrayBuffer(0));
    await context.close();
    const last = buffer.length - 3 * buffer.sampleRate;
    const peak = (channel: number) =>
      buffer
        .getChannelData(channel)
        .subarray(last)
        .reduce((top, at) => Math.max(top, Math.abs(at)), 0);
    expectThat(buffer.numberOfChannels === 2, 'two channels', buffer.numberOfChannels);
    expectThat(peak(0) > 0.02 && peak(1) > 0.02, 'both are heard to the end', [peak(0), peak(1)]);
    const claimed = (record?.recording?.durationMs ?? 0) / 1_000;
    expectThat(Math.abs(buffer.duration - claimed) < 0.6, 'an honest length', [buffer.duration, claimed]);
  });
});
