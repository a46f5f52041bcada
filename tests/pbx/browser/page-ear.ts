import { toneShare } from '../rig/tone.js';

/** Listens to what the page really plays to its user. */
export interface PageEar {
  /** Resolves `true` as soon as the tone is heard, `false` when it was not within `limitMs`. */
  hears(hz: number, limitMs?: number): Promise<boolean>;
}

/**
 * Has to run before the page plays anything: it notes every media element that is given a stream,
 * because an element need not be in the document to be heard.
 */
export function createPageEar(): PageEar {
  const players = new Set<HTMLMediaElement>();
  const original = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject');
  if (!original?.get || !original.set) throw new Error('no srcObject in this browser');
  const { get, set } = original;
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
    ...original,
    get,
    set(this: HTMLMediaElement, stream: MediaProvider | null) {
      players.add(this);
      set.call(this, stream);
    },
  });

  const audible = (): MediaStream[] =>
    [...players]
      .filter((player) => !player.paused && !player.muted && player.volume > 0)
      .map((player) => player.srcObject)
      .filter((source) => source instanceof MediaStream && source.getAudioTracks().length > 0) as MediaStream[];

  return {
    async hears(hz, limitMs = 8000) {
      const context = new AudioContext();
      const analysers = new Map<MediaStream, AnalyserNode>();
      const samples = new Float32Array(4096);
      const deadline = performance.now() + limitMs;
      try {
        while (performance.now() < deadline) {
          for (const stream of audible()) {
            const analyser = analysers.get(stream) ?? tap(context, stream, samples.length);
            analysers.set(stream, analyser);
            analyser.getFloatTimeDomainData(samples);
            if (toneShare(samples, hz, context.sampleRate) > 0.6) return true;
          }
          await new Promise((resolve) => setTimeout(resolve, 40));
        }
        return false;
      } finally {
        await context.close();
      }
    },
  };
}

function tap(context: AudioContext, stream: MediaStream, fftSize: number): AnalyserNode {
  const analyser = new AnalyserNode(context, { fftSize });
  context.createMediaStreamSource(stream).connect(analyser);
  return analyser;
}
