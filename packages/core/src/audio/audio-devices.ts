import type { MicrophoneState } from '../phone/phone.js';
import type { Unsubscribe } from '../shared/emitter.js';
import type { Readable } from '../shared/store.js';

/**
 * PORT. Microphone and loudspeaker.
 * Implemented by `adapters/browser-audio`, by the sandbox (a synthesised voice) and by `testing`.
 */
export interface AudioDevices {
  readonly microphone: Readable<MicrophoneState>;
  /**
   * Lends a microphone track for one call. Each lease has a track of its own, so
   * muting one call leaves the others alone. The device closes with the last lease.
   * @throws DialerError `microphone-denied`, `microphone-missing`, `microphone-busy`, `microphone-failed`
   */
  openMicrophone(): Promise<MicrophoneLease>;
  /** Plays a far end's voice until the result is called. */
  play(voice: MediaStream): Unsubscribe;
}

export interface MicrophoneLease {
  readonly stream: MediaStream;
  /** Gives the track back. Safe to call twice. */
  release(): void;
}
