import type { LineAudio, MicrophoneState, Readable } from '@dialdeck/core';
import type { Voice } from './voice.js';

export interface SyntheticAudioOptions {
  /** Made when the first call needs it. */
  readonly voice: () => Voice;
  readonly play: (stream: MediaStream) => () => void;
}

const ready: Readable<MicrophoneState> = {
  snapshot: Object.freeze({ status: 'ready' }),
  subscribe: () => () => {},
};

/** A microphone that is a synthesised voice: always there, and nobody is asked for permission. */
export function createSyntheticAudio({ voice, play }: SyntheticAudioOptions): LineAudio {
  return {
    microphone: ready,
    play,
    async openMicrophone() {
      const stream = voice().stream.clone();
      return {
        stream,
        release() {
          for (const track of stream.getTracks()) track.stop();
        },
      };
    },
  };
}
