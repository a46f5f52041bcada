import type { ToneName, ToneOptions } from '../../audio/audio-devices.js';
import type { Unsubscribe } from '../../shared/emitter.js';
import type { ContextLender } from './context-lender.js';
import type { Output } from './output.js';
import { toneWave } from './tone-wave.js';

export interface TonePlayer {
  play(tone: ToneName, options?: ToneOptions): Unsubscribe;
  /** Stops all of them. */
  stop(): void;
}

/** Tones are made here, not loaded: no file that a network or a content policy could keep away. */
export function createTonePlayer({ contexts, output }: { contexts: ContextLender; output: Output }): TonePlayer {
  const playing = new Set<Unsubscribe>();

  function build(tone: ToneName, on: 'speaker' | 'ringer'): Unsubscribe {
    const { context, release } = contexts.lend();
    const wave = toneWave(tone, context.sampleRate);
    const buffer = new AudioBuffer({ length: wave.length, sampleRate: context.sampleRate });
    buffer.copyToChannel(wave, 0);
    const source = new AudioBufferSourceNode(context, { buffer, loop: true });
    // By way of a stream, because an element can be given a device in every browser that has devices to give.
    const destination = new MediaStreamAudioDestinationNode(context);
    source.connect(destination);
    source.start();
    const stop = output.play(destination.stream, on);
    return () => {
      stop();
      source.stop();
      source.disconnect();
      for (const track of destination.stream.getTracks()) track.stop();
      release();
    };
  }

  return {
    play(tone, { on = tone === 'ring' ? 'ringer' : 'speaker', url } = {}) {
      let stop = () => {};
      if (url === undefined) stop = build(tone, on);
      else {
        const stopUrl = output.repeat(url, on, () => {
          stopUrl();
          if (playing.has(end)) stop = build(tone, on);
        });
        stop = stopUrl;
      }
      const end = () => {
        if (playing.delete(end)) stop();
      };
      playing.add(end);
      return end;
    },
    stop() {
      for (const end of [...playing]) end();
    },
  };
}
