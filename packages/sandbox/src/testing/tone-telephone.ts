import { type Phone, systemClock } from '@dialdeck/core';
import { createBrowserAudio, createSipPhone, type MediaDevicesLike, type SipPhoneOptions } from '@dialdeck/core/jssip';
import { createPbx, type PbxCore } from '../pbx.js';

const domain = 'tones.invalid';

/** Decibels: a tone that is there is louder than the first, one that is not is softer than the second. */
const there = -45;
const gone = -62;

/** A telephone whose microphones are pure tones, and which tells what it hears. */
interface ToneTelephone {
  readonly phone: Phone;
  /** Resolves when it hears these tones and none of the others, in hertz. */
  hears(tones: readonly number[]): Promise<void>;
  readonly liveTracks: () => number;
  dispose(): Promise<void>;
}

/** Telephones of one exchange. */
export function createToneExchange(context: AudioContext) {
  const pbx = createPbx({
    clock: systemClock,
    domain,
    delayMs: 0,
    passwords: new Map(),
    attendant: () => false,
  });
  const pitches = new Set<number>();
  return {
    pbx,
    /** Every tone that is listened for. */
    pitches,
    /** @param microphones the tone of each, the first one is used until another is chosen */
    async plug(number: string, microphones: readonly number[], options: Partial<SipPhoneOptions> = {}) {
      for (const pitch of microphones) pitches.add(pitch);
      return createToneTelephone({ number, microphones, pbx, context, pitches, options });
    },
  };
}

interface ToneTelephoneOptions {
  readonly number: string;
  readonly microphones: readonly number[];
  readonly pbx: PbxCore;
  readonly context: AudioContext;
  readonly pitches: ReadonlySet<number>;
  readonly options: Partial<SipPhoneOptions>;
}

async function createToneTelephone({
  number,
  microphones,
  pbx,
  context,
  pitches,
  options,
}: ToneTelephoneOptions): Promise<ToneTelephone> {
  const { devices, liveTracks } = createToneDevices(context, microphones);
  const audio = createBrowserAudio({ mediaDevices: devices, loudness: 0.01 });
  const ears = new Set<AnalyserNode>();
  const phone = createSipPhone({
    uri: `sip:${number}@${domain}`,
    servers: [`wss://${domain}`],
    credentials: () => ({ password: 'tones' }),
    audio: {
      ...audio,
      microphone: audio.microphone,
      devices: audio.devices,
      play(voice: MediaStream) {
        const stop = audio.play(voice);
        const source = new MediaStreamAudioSourceNode(context, { mediaStream: voice });
        const ear = new AnalyserNode(context, { fftSize: 4096, smoothingTimeConstant: 0 });
        source.connect(ear);
        ears.add(ear);
        return () => {
          stop();
          source.disconnect();
          ears.delete(ear);
        };
      },
    } as typeof audio,
    openSocket: pbx.plug(number).open,
    ...options,
  });
  await phone.connect();

  const loudnessOf = (tone: number) => Math.max(-200, ...[...ears].map((ear) => loudnessIn(ear, tone)));

  async function hears(tones: readonly number[]): Promise<void> {
    const wrong = () =>
      [...pitches].filter((tone) => (tones.includes(tone) ? loudnessOf(tone) < there : loudnessOf(tone) > gone));
    const until = performance.now() + 8000;
    while (wrong().length > 0) {
      if (performance.now() > until) {
        const heard = [...pitches].map((tone) => `${tone} Hz at ${Math.round(loudnessOf(tone))} dB`);
        throw new Error(`${number} should hear ${tones.join(', ') || 'nothing'} Hz; heard ${heard.join(', ')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return { phone, hears, liveTracks, dispose: () => phone.dispose() };
}

function loudnessIn(ear: AnalyserNode, tone: number): number {
  const bins = new Float32Array(ear.frequencyBinCount);
  ear.getFloatFrequencyData(bins);
  const at = Math.round((tone * ear.fftSize) / ear.context.sampleRate);
  return Math.max(bins[at - 1] ?? -200, bins[at] ?? -200, bins[at + 1] ?? -200);
}

/** Microphones `tone-440` and so on. */
function createToneDevices(context: AudioContext, pitches: readonly number[]) {
  const open: MediaStreamTrack[] = [];
  const devices: MediaDevicesLike = {
    async getUserMedia({ audio }) {
      const wanted =
        typeof audio === 'object' ? (audio.deviceId as ConstrainDOMStringParameters | undefined) : undefined;
      const frequency =
        pitches.find((pitch) => `tone-${pitch}` === (wanted?.exact ?? wanted?.ideal)) ?? pitches[0] ?? 440;
      const source = new OscillatorNode(context, { frequency });
      const loudness = new GainNode(context, { gain: 0.2 });
      const destination = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
      source.connect(loudness).connect(destination);
      source.start();
      open.push(...destination.stream.getTracks());
      return destination.stream;
    },
    enumerateDevices: async () =>
      pitches.map((pitch) => ({ deviceId: `tone-${pitch}`, kind: 'audioinput', label: `${pitch} Hz` })),
    addEventListener() {},
    removeEventListener() {},
  };
  return { devices, liveTracks: () => open.filter(({ readyState }) => readyState === 'live').length };
}
