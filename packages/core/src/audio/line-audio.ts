import type { MicrophoneState } from '../phone/phone.js';
import type { Unsubscribe } from '../shared/emitter.js';
import type { Readable } from '../shared/store.js';

/** PORT. What a line needs of the computer: a microphone track of its own, and somewhere to play. */
export interface LineAudio {
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
  /** Its track changes when another microphone is chosen, or when the one in use is unplugged. */
  readonly stream: MediaStream;
  /**
   * Told when the track is replaced, so that whoever sends the old one sends the new one from now on.
   * The new track is as muted as the old one; the old one stops when all have settled.
   */
  readonly follow?: ((replace: ReplaceTrack) => Unsubscribe) | undefined;
  /** Gives the track back. Safe to call twice. */
  release(): void;
}

export type ReplaceTrack = (next: MediaStreamTrack, before: MediaStreamTrack) => void | Promise<void>;
