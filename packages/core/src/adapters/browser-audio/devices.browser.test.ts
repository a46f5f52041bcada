/// <reference types="mocha" />
import { audioDevicesContract } from '../../testing/audio-devices-contract.js';
import { type BrowserAudioOptions, createBrowserAudio, type MediaDevicesLike } from './browser-audio.js';

type Listed = Awaited<ReturnType<MediaDevicesLike['enumerateDevices']>>[number];

/** A computer whose devices are plugged in and out by the test. Microphones are oscillators, a pitch each. */
function createComputer(context: AudioContext) {
  const all: readonly Listed[] = [
    { deviceId: 'm1', kind: 'audioinput', label: 'Headset' },
    { deviceId: 'm2', kind: 'audioinput', label: 'Desk' },
    { deviceId: 's1', kind: 'audiooutput', label: 'Headset' },
    { deviceId: 's2', kind: 'audiooutput', label: 'Desk' },
  ];
  let plugged = all;
  let broken = false;
  const events = new EventTarget();
  const open: { id: string; track: MediaStreamTrack }[] = [];
  const media: MediaDevicesLike = {
    async getUserMedia({ audio }) {
      if (broken) throw new DOMException('In use.', 'NotReadableError');
      const device =
        typeof audio === 'object' ? (audio.deviceId as ConstrainDOMStringParameters | undefined) : undefined;
      const inputs = plugged.filter(({ kind }) => kind === 'audioinput');
      const named = inputs.find(({ deviceId }) => deviceId === (device?.exact ?? device?.ideal));
      if (device?.exact !== undefined && !named) throw new DOMException('Gone.', 'OverconstrainedError');
      const one = named ?? inputs[0];
      if (!one) throw new DOMException('None.', 'NotFoundError');
      const source = new OscillatorNode(context, { frequency: one.deviceId === 'm1' ? 400 : 900 });
      const destination = new MediaStreamAudioDestinationNode(context);
      source.connect(destination);
      source.start();
      const [track] = destination.stream.getAudioTracks();
      if (track) open.push({ id: one.deviceId, track });
      return destination.stream;
    },
    enumerateDevices: async () => plugged,
    addEventListener: (type, listener) => events.addEventListener(type, listener),
    removeEventListener: (type, listener) => events.removeEventListener(type, listener),
  };
  const change = (next: readonly Listed[]) => {
    plugged = next;
    for (const { id, track } of open) {
      if (plugged.some(({ deviceId }) => deviceId === id) || track.readyState === 'ended') continue;
      track.stop();
      // As browsers do: the track ends before the list changes.
      track.dispatchEvent(new Event('ended'));
    }
    events.dispatchEvent(new Event('devicechange'));
  };
  return {
    media,
    open,
    unplug: (id: string) => change(plugged.filter(({ deviceId }) => deviceId !== id)),
    plug: (id: string) => change(all.filter((each) => each.deviceId === id || plugged.includes(each))),
    breakMicrophone: () => {
      broken = true;
    },
    liveTracks: () => open.filter(({ track }) => track.readyState === 'live').length,
  };
}

function expectThat(holds: boolean, promise: string, seen?: unknown): void {
  if (!holds) throw new Error(`${promise}; seen: ${JSON.stringify(seen)}`);
}

describe('the audio of the browser', () => {
  const contexts: AudioContext[] = [];
  const make = (options: BrowserAudioOptions = {}) => {
    const context = new AudioContext();
    contexts.push(context);
    const computer = createComputer(context);
    return { ...computer, audio: createBrowserAudio({ mediaDevices: computer.media, loudness: 0.01, ...options }) };
  };
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });

  const contract = audioDevicesContract(async () => ({
    ...make(),
    microphones: ['m1', 'm2'] as const,
    speakers: ['s1', 's2'] as const,
    clear: () => {},
  }));
  for (const { name, run } of contract) it(name, run);

  it('hears a microphone that works, and tells one that is dead', async () => {
    const good = make();
    const { verdict, peak } = await good.audio.testMicrophone({ seconds: 0.5 });
    expectThat(verdict === 'ok' && peak > 0.5, 'is heard', { verdict, peak });
    const dead = make({
      processInput: () => {
        const context = contexts.at(-1) as AudioContext;
        return new MediaStreamAudioDestinationNode(context).stream.getAudioTracks()[0] as MediaStreamTrack;
      },
    });
    const silent = await dead.audio.testMicrophone({ seconds: 0.5 });
    expectThat(silent.verdict === 'silent' && silent.peak === 0, 'is silent', silent);
  });

  it('measures only while somebody looks, and the microphone is closed again', async () => {
    const { audio, liveTracks } = make();
    const lease = await audio.openMicrophone();
    const level = audio.level('microphone');
    const loud = await new Promise<number>((resolve) => {
      const stop = level.subscribe(() => {
        if (level.snapshot.level === 0) return;
        resolve(level.snapshot.level);
        stop();
      });
    });
    expectThat(loud > 0.5, 'loud', loud);
    expectThat(level.snapshot.level === 0, 'silent again when nobody looks', level.snapshot);
    lease.release();
    await Promise.resolve();
    expectThat(liveTracks() === 0, 'closed');
  });

  it('makes the microphone louder and softer in the middle of a call, whichever it is', async () => {
    const { audio, liveTracks } = make();
    await audio.prepare();
    const lease = await audio.openMicrophone();
    let exchanges = 0;
    lease.follow?.(() => {
      exchanges += 1;
    });
    const peak = async (isSo: (level: number) => boolean) => {
      while (!isSo(await peakOf(lease.stream))) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await peak((level) => level > 0.9 && level < 1.1);
    audio.setVolume('microphone', 0.25);
    await peak((level) => level > 0.2 && level < 0.3);
    expectThat(exchanges === 1, 'a new track once', exchanges);
    audio.setVolume('microphone', 0.5);
    await peak((level) => level > 0.45 && level < 0.55);
    expectThat(exchanges === 1, 'the same track from then on', exchanges);
    await audio.choose('microphone', 'm2');
    await peak((level) => level > 0.45 && level < 0.55);
    audio.setVolume('microphone', 0);
    await peak((level) => level < 0.01);
    lease.release();
    while (liveTracks() > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    audio.setVolume('microphone', 0.5);
    const next = await audio.openMicrophone();
    while (Math.abs((await peakOf(next.stream)) - 0.5) > 0.05) await new Promise((resolve) => setTimeout(resolve, 20));
    next.release();
    while (liveTracks() > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  /** The highest sample of some 85 ms that are played next. */
  async function peakOf(stream: MediaStream): Promise<number> {
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, { fftSize: 4096 });
    new MediaStreamAudioSourceNode(context, { mediaStream: stream }).connect(analyser);
    await new Promise((resolve) => setTimeout(resolve, 250));
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    await context.close();
    return Math.max(...samples);
  }

  it('exchanges the microphone under a peer connection without a new offer, and the sound changes', async () => {
    const { audio } = make();
    await audio.prepare();
    const lease = await audio.openMicrophone();
    const [near, far] = [new RTCPeerConnection(), new RTCPeerConnection()];
    near.onicecandidate = ({ candidate }) => void far.addIceCandidate(candidate ?? undefined);
    far.onicecandidate = ({ candidate }) => void near.addIceCandidate(candidate ?? undefined);
    const heard = new Promise<MediaStream>((resolve) => {
      far.ontrack = ({ streams: [stream] }) => stream && resolve(stream);
    });
    const sender = near.addTrack(lease.stream.getAudioTracks()[0] as MediaStreamTrack, lease.stream);
    let offers = 0;
    near.onnegotiationneeded = () => {
      offers += 1;
    };
    await near.setLocalDescription();
    await far.setRemoteDescription(near.localDescription as RTCSessionDescription);
    await far.setLocalDescription();
    await near.setRemoteDescription(far.localDescription as RTCSessionDescription);
    const stream = await heard;
    const stop = audio.play(stream);
    offers = 0;
    lease.follow?.((next) => sender.replaceTrack(next));
    await untilPitch(stream, 400);
    await audio.choose('microphone', 'm2');
    await untilPitch(stream, 900);
    expectThat(offers === 0, 'no new offer', offers);
    stop();
    lease.release();
    near.close();
    far.close();
  });

  /** Waits until the loudest frequency is this one, give or take a bin. */
  async function untilPitch(stream: MediaStream, hertz: number): Promise<void> {
    const context = new AudioContext();
    contexts.push(context);
    const analyser = new AnalyserNode(context, { fftSize: 4096, smoothingTimeConstant: 0 });
    new MediaStreamAudioSourceNode(context, { mediaStream: stream }).connect(analyser);
    const bins = new Float32Array(analyser.frequencyBinCount);
    for (;;) {
      analyser.getFloatFrequencyData(bins);
      const loudest = bins.indexOf(Math.max(...bins));
      const found = (loudest * context.sampleRate) / analyser.fftSize;
      if (Math.abs(found - hertz) < 25 && (bins[loudest] ?? -Infinity) > -60) return;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }

  it('plays tones on elements that go away with them', async () => {
    const { audio } = make();
    await audio.prepare();
    const stops = [audio.playTone('ring'), audio.playTone('test', { on: 'ringer' }), audio.playTone('busy')];
    for (const stop of stops) stop();
    const failing = audio.playTone('ring', { url: 'data:audio/mpeg;base64,AAAA' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    failing();
    expectThat(audio.devices.snapshot.warnings.length === 0, 'nothing is wrong', audio.devices.snapshot.warnings);
  });
});
