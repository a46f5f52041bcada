import type { AudioDevices, MicrophoneState, Readable } from '@dialdeck/core';
import type { Voice } from './voice.js';

export interface SyntheticAudioOptions {
  /** Made when the first call needs it. */
  readonly voice: () => Voice;
  /** Called while the microphone is lent to a call, to make it speak. The result stops it. */
  readonly speak?: ((voice: Voice) => () => void) | undefined;
  readonly play: (stream: MediaStream) => () => void;
}

const ready: Readable<MicrophoneState> = {
  snapshot: Object.freeze({ status: 'ready' }),
  subscribe: () => () => {},
};

/** A microphone that is a synthesised voice: always there, and nobody is asked for permission. */
export function createSyntheticAudio({ voice, speak, play }: SyntheticAudioOptions): AudioDevices {
  let leases = 0;
  let silence: (() => void) | undefined;
  return {
    microphone: ready,
    play,
    async openMicrophone() {
      const source = voice();
      const stream = source.stream.clone();
      if (leases++ === 0) silence = speak?.(source);
      let lent = true;
      return {
        stream,
        release() {
          if (!lent) return;
          lent = false;
          for (const track of stream.getTracks()) track.stop();
          if (--leases === 0) silence?.();
        },
      };
    },
  };
}
