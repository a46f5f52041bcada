import type { LineSound } from '../../phone/phone.js';
import { Emitter } from '../../shared/emitter.js';
import { browserCallAudio } from './browser-call-audio.js';

/** Fails a test with what was seen. */
function expectThat(holds: boolean, promise: string, seen?: unknown): void {
  if (!holds) throw new Error(`${promise}; seen: ${JSON.stringify(seen)}`);
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Level of one frequency in samples, 0 to 1 for a full tone (Goertzel). */
function levelOf(samples: Float32Array, hertz: number, rate: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * hertz) / rate);
  let last = 0;
  let before = 0;
  for (const sample of samples) [last, before] = [sample + turn * last - before, last];
  const power = last * last + before * before - turn * last * before;
  return (2 * Math.sqrt(Math.max(0, power))) / samples.length;
}

/** A line whose two ends are tones. */
function createTones(context: AudioContext) {
  const changed = new Emitter<void>();
  const voiceOf = (frequency: number) => {
    const source = new OscillatorNode(context, { frequency });
    const output = new MediaStreamAudioDestinationNode(context);
    const loudness = new GainNode(context, { gain: 0.3 });
    source.connect(loudness).connect(output);
    source.start();
    const [track] = output.stream.getAudioTracks();
    if (!track) throw new Error('no track');
    return { track, source, loudness };
  };
  const far = voiceOf(1_000);
  let near = voiceOf(500);
  const sound: LineSound = {
    get near() {
      return near.track;
    },
    far: far.track,
    changed: changed.listen,
    setHeard(heard) {
      far.track.enabled = heard;
    },
    send: async () => async () => {},
  };
  return {
    sound,
    agent: () => near,
    customer: far,
    replaceMicrophone(frequency: number) {
      near.track.stop();
      near = voiceOf(frequency);
      changed.emit();
    },
  };
}

describe('a recording made by the browser', () => {
  let context: AudioContext;
  beforeEach(() => {
    context = new AudioContext();
  });
  afterEach(() => context.close());

  async function recorded(play: (tones: ReturnType<typeof createTones>, control: Control) => Promise<void>) {
    const tones = createTones(context);
    const pieces: Blob[] = [];
    const recorder = await browserCallAudio.record(tones.sound, {
      onPiece: (piece) => pieces.push(piece),
      onFailed: (error) => {
        throw error;
      },
    });
    await play(tones, { recorder, pieces });
    await recorder.stop();
    const buffer = await context.decodeAudioData(await new Blob(pieces).arrayBuffer());
    const part = (channel: number, from: number, to: number) =>
      buffer.getChannelData(channel).subarray(from * buffer.sampleRate, to * buffer.sampleRate);
    const level = (side: 'left' | 'right', hertz: number, [from, to]: readonly [number, number] = [0, Infinity]) =>
      levelOf(part(side === 'left' ? 0 : 1, from, Math.min(to, buffer.duration)), hertz, buffer.sampleRate);
    return { buffer, level, pieces };
  }

  interface Control {
    readonly recorder: Awaited<ReturnType<typeof browserCallAudio.record>>;
    readonly pieces: readonly Blob[];
  }

  it('has the agent on the left and the customer on the right, each alone', async () => {
    const { buffer, level } = await recorded(async () => void (await wait(2_000)));
    expectThat(buffer.numberOfChannels === 2, 'two channels', buffer.numberOfChannels);
    expectThat(buffer.duration > 1.5, 'all of it', buffer.duration);
    expectThat(level('left', 500) > 0.2 && level('right', 1_000) > 0.2, 'both', [
      level('left', 500),
      level('right', 1_000),
    ]);
    const strangers = [level('left', 1_000), level('right', 500)];
    expectThat(Math.max(...strangers) < 0.01, 'neither on the other side', strangers);
  });

  it('gives a piece at least every two seconds, and the first ones play without the last', async () => {
    const { pieces } = await recorded(async () => void (await wait(4_500)));
    expectThat(pieces.length >= 4, 'pieces', pieces.length);
    const early = await context.decodeAudioData(await new Blob(pieces.slice(0, 3)).arrayBuffer());
    expectThat(early.duration > 2, 'what was there after three seconds plays', early.duration);
  });

  it('has nothing of a pause in it', async () => {
    const { buffer, level } = await recorded(async (tones, { recorder }) => {
      await wait(1_000);
      recorder.pause();
      tones.agent().source.frequency.value = 1_700;
      tones.customer.source.frequency.value = 2_300;
      await wait(1_500);
      tones.agent().source.frequency.value = 500;
      tones.customer.source.frequency.value = 1_000;
      await wait(300);
      recorder.resume();
      await wait(1_000);
    });
    const secrets = [level('left', 1_700), level('right', 2_300)];
    expectThat(Math.max(...secrets) < 0.002, 'no card number', secrets);
    expectThat(level('left', 500) > 0.1 && level('right', 1_000) > 0.1, 'the rest is there', level('left', 500));
    expectThat(buffer.duration < 2.8, 'the pause takes no time', buffer.duration);
  });

  it('is silent on the left while the agent is muted, and not on the right', async () => {
    const { level } = await recorded(async (tones) => {
      await wait(1_200);
      tones.agent().track.enabled = false;
      await wait(1_600);
    });
    const muted = [level('left', 500, [1.6, 2.6]), level('right', 1_000, [1.6, 2.6])] as const;
    expectThat(level('left', 500, [0.2, 0.9]) > 0.2, 'heard before', level('left', 500, [0.2, 0.9]));
    expectThat(muted[0] < 0.005 && muted[1] > 0.2, 'only the agent is silent', muted);
  });

  it('goes on with another microphone', async () => {
    const { level } = await recorded(async (tones) => {
      await wait(1_200);
      tones.replaceMicrophone(700);
      await wait(1_600);
    });
    const seen = [level('left', 700, [1.6, 2.6]), level('left', 500, [1.6, 2.6])] as const;
    expectThat(seen[0] > 0.2 && seen[1] < 0.01, 'the new one', seen);
    expectThat(level('left', 500, [0.2, 0.9]) > 0.2, 'after the old one');
  });
});

describe('a beep', () => {
  it('is heard in the sound of the far end', async () => {
    const context = new AudioContext();
    const tones = createTones(context);
    const { customer, sound } = tones;
    // It is heard also while the agent is busy with another call.
    sound.setHeard(false);
    customer.loudness.gain.value = 0;
    const heard = browserCallAudio.awaitBeep(sound, new AbortController().signal);
    await wait(500);
    customer.loudness.gain.value = 0.3;
    await wait(500);
    const before = performance.now();
    customer.loudness.gain.value = 0;
    await heard;
    const late = performance.now() - before;
    expectThat(late < 1_000, 'within a second of its end', late);
    await context.close();
  });
});
