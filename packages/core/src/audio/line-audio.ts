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
  /**
   * Makes one track of several, such as for a conference. Left out where sound cannot be mixed.
   * @throws DialerError `merge-failed` when the browser plays no sound yet
   */
  mix?(tracks: readonly MediaStreamTrack[]): Promise<SoundMix>;
  /**
   * Plays a sound over and over, not to be heard here but to be sent. Left out where that cannot be done.
   * Rejects when the sound cannot be had.
   */
  loop?(url: string): Promise<Pick<SoundMix, 'track' | 'close'>>;
}

/** One track made of several. */
export interface SoundMix {
  readonly track: MediaStreamTrack;
  /** What it is made of from now on. */
  hear(tracks: readonly MediaStreamTrack[]): void;
  /** Ends the track. What it was made of goes on. Safe to call twice. */
  close(): void;
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
