import type { AudioEngine } from './audio-engine.js';
import { createSpares } from './spares.js';
import { type Syllable, utteranceOf } from './speech.js';

export interface VoiceOptions {
  /** Hertz. */
  readonly pitch: number;
  /** 0 to 1. */
  readonly level: number;
  /** How many times faster than people speak. */
  readonly speed: number;
}

/** Somebody's mouth. Sound comes out of {@link stream}. */
export interface Voice {
  readonly stream: MediaStream;
  /** Starts to speak; the result is how long it takes, in milliseconds before `speed`. */
  say(text: string): number;
  beep(ms: number): void;
  hush(): void;
  dispose(): void;
}

/** A voice made of a buzz, a hiss and the two resonances that make vowels. */
export function createVoice(engine: AudioEngine, options: VoiceOptions): Voice {
  const context = engine.context();
  const mouth = mouths.take(context);
  let silent = false;
  // While the context sleeps its time stands still: what is said then would all be heard at once on waking.
  const awake = () => context.state === 'running';
  return {
    stream: mouth.output.stream,
    say(text) {
      const { syllables, lasts } = utteranceOf(text);
      if (awake()) for (const syllable of syllables) mouth.speak(syllable, options);
      return lasts;
    },
    beep(ms) {
      if (awake()) mouth.beep(ms, options);
    },
    hush: mouth.hush,
    dispose() {
      if (silent) return;
      silent = true;
      mouth.hush();
      mouths.giveBack(context, mouth);
    },
  };
}

function createTone(context: AudioContext, frequency: number) {
  const source = new OscillatorNode(context, { frequency });
  const gain = new GainNode(context, { gain: 0 });
  source.connect(gain);
  source.start();
  return { source, gain };
}

type Mouth = ReturnType<typeof createMouth>;

const mouths = createSpares({ make: createMouth, discard: (mouth: Mouth) => mouth.dispose() });

function createMouth(context: AudioContext) {
  const output = new MediaStreamAudioDestinationNode(context, { channelCount: 1, channelCountMode: 'explicit' });
  const buzz = new OscillatorNode(context, { type: 'sawtooth' });
  const voicing = new GainNode(context, { gain: 0 });
  const low = new BiquadFilterNode(context, { type: 'bandpass', frequency: 500, Q: 4 });
  const high = new BiquadFilterNode(context, { type: 'bandpass', frequency: 1500, Q: 8 });
  const hiss = new AudioBufferSourceNode(context, { buffer: noise(context), loop: true });
  const hissing = new GainNode(context, { gain: 0 });
  const sharp = new BiquadFilterNode(context, { type: 'highpass', frequency: 3000 });
  buzz.connect(voicing);
  voicing.connect(low).connect(output);
  voicing.connect(high).connect(output);
  hiss.connect(sharp).connect(hissing).connect(output);
  const { gain: beeping, source: tone } = createTone(context, 1000);
  beeping.connect(output);
  buzz.start();
  hiss.start();
  const moving = [buzz.frequency, voicing.gain, hissing.gain, low.frequency, high.frequency, beeping.gain];

  function speak(
    { at, lasts, formants, pitch: [from, to], hiss: hisses }: Syllable,
    { pitch, level, speed }: VoiceOptions,
  ): void {
    const start = context.currentTime + 0.02 + at / speed / 1000;
    const length = lasts / speed / 1000;
    low.frequency.setTargetAtTime(formants[0], start, 0.02 / speed);
    high.frequency.setTargetAtTime(formants[1], start, 0.02 / speed);
    buzz.frequency.setValueAtTime(pitch * from, start);
    buzz.frequency.linearRampToValueAtTime(pitch * to, start + length);
    voicing.gain.setTargetAtTime(level, start, 0.015 / speed);
    voicing.gain.setTargetAtTime(0, start + length * 0.75, 0.03 / speed);
    if (!hisses) return;
    hissing.gain.setTargetAtTime(level * 0.15, start, 0.005 / speed);
    hissing.gain.setTargetAtTime(0, start + length * 0.2, 0.01 / speed);
  }

  function beep(ms: number, { level, speed }: VoiceOptions): void {
    const start = context.currentTime;
    beeping.gain.setTargetAtTime(level * 0.4, start, 0.005);
    beeping.gain.setTargetAtTime(0, start + ms / speed / 1000, 0.005);
  }

  function hush(): void {
    for (const parameter of moving) parameter.cancelScheduledValues(context.currentTime);
    voicing.gain.setTargetAtTime(0, context.currentTime, 0.01);
    hissing.gain.setTargetAtTime(0, context.currentTime, 0.01);
    beeping.gain.setTargetAtTime(0, context.currentTime, 0.01);
  }

  const dispose = () => {
    buzz.stop();
    hiss.stop();
    tone.stop();
    for (const node of [buzz, voicing, low, high, hiss, hissing, sharp, tone, beeping]) node.disconnect();
    for (const track of output.stream.getTracks()) track.stop();
  };
  return { output, speak, beep, hush, dispose };
}

function noise(context: AudioContext): AudioBuffer {
  const buffer = new AudioBuffer({ length: context.sampleRate, sampleRate: context.sampleRate });
  const samples = buffer.getChannelData(0);
  for (let index = 0; index < samples.length; index++) samples[index] = Math.random() * 2 - 1;
  return buffer;
}
