import type { AudioLevel } from '../../audio/audio-devices.js';
import { every, systemClock } from '../../shared/clock.js';
import { createStore, type Readable } from '../../shared/store.js';
import type { ContextLender } from './context-lender.js';

export interface LevelMeterOptions {
  readonly contexts: ContextLender;
  /** What is to be measured at the moment. */
  readonly streams: (role: 'microphone' | 'speaker') => readonly MediaStream[];
}

export type LevelMeters = Readonly<Record<'microphone' | 'speaker', Readable<AudioLevel>>>;

const everyMs = 100;
/** Samples looked at, about 40 ms. */
const windowSize = 2048;
/** What counts as silence, in decibels below the loudest. */
const floor = -60;

export const createLevelMeters = (options: LevelMeterOptions): LevelMeters => ({
  microphone: createMeter('microphone', options),
  speaker: createMeter('speaker', options),
});

/** Measures while somebody subscribes. An AnalyserNode, because a worklet is a script that a content policy may forbid. */
function createMeter(role: 'microphone' | 'speaker', { contexts, streams }: LevelMeterOptions): Readable<AudioLevel> {
  const store = createStore<AudioLevel>({ level: 0 });
  let users = 0;
  let stop = () => {};

  function start(): () => void {
    const { context, release } = contexts.lend();
    const samples = new Float32Array(windowSize);
    const probes = new Map<MediaStream, { analyser: AnalyserNode; remove: () => void }>();
    const look = () => {
      const now = streams(role).filter((stream) => stream.getAudioTracks().length > 0);
      for (const [stream, { remove }] of probes) if (!now.includes(stream)) remove();
      for (const stream of now) if (!probes.has(stream)) probes.set(stream, probe(stream));
      let loudest = 0;
      for (const { analyser } of probes.values()) {
        analyser.getFloatTimeDomainData(samples);
        loudest = Math.max(loudest, levelOf(samples));
      }
      if (loudest !== store.snapshot.level) store.set({ level: loudest });
    };
    const probe = (stream: MediaStream) => {
      const source = new MediaStreamAudioSourceNode(context, { mediaStream: stream });
      const analyser = new AnalyserNode(context, { fftSize: windowSize });
      source.connect(analyser);
      const remove = () => {
        source.disconnect();
        probes.delete(stream);
      };
      return { analyser, remove };
    };
    const halt = every(systemClock, everyMs, look);
    look();
    return () => {
      halt();
      for (const { remove } of [...probes.values()]) remove();
      release();
      store.set({ level: 0 });
    };
  }

  return {
    get snapshot() {
      return store.snapshot;
    },
    subscribe(listener, { signal } = {}) {
      if (signal?.aborted) return () => {};
      const unsubscribe = store.subscribe(listener);
      if (users++ === 0) stop = start();
      let subscribed = true;
      const end = () => {
        if (!subscribed) return;
        subscribed = false;
        signal?.removeEventListener('abort', end);
        unsubscribe();
        if (--users === 0) stop();
      };
      signal?.addEventListener('abort', end);
      return end;
    },
  };
}

/** 0 to 1 over 60 dB, as ears and meters have it. */
export function levelOf(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length);
  if (power === 0) return 0;
  return Math.min(1, Math.max(0, 1 - (10 * Math.log10(power)) / floor));
}
