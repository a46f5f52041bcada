import type { DialerWarningCode } from '../error-catalogue.js';
import type { Unsubscribe } from '../shared/emitter.js';
import type { Readable } from '../shared/store.js';
import type { LineAudio } from './line-audio.js';

/** What a device is used for. Calls are heard from the speaker; the ringer may be another device. */
export type AudioRole = 'microphone' | 'speaker' | 'ringer';

export interface AudioDevice {
  /** The browser's id: stable for this site until its data are cleared. */
  readonly id: string;
  /** As the system names it; empty until the microphone was allowed once. Untrusted text. */
  readonly label: string;
  /** `false` for a device that was chosen and is not plugged in now. */
  readonly available: boolean;
}

/** A choice worth remembering. Plain data, for the host to store and to give back to `choose`. */
export interface ChosenDevice {
  readonly id: string;
  /** Finds the device again when the browser has given it a new id. */
  readonly label: string;
}

/** Everything that can be wrong with the audio for a while. */
export type AudioWarning = Extract<
  DialerWarningCode,
  'autoplay-blocked' | 'microphone-fallback' | 'speaker-fallback' | 'input-processor-failed'
>;

/** Frozen; replaced as a whole. */
export interface AudioDevicesState {
  readonly microphones: readonly AudioDevice[];
  readonly speakers: readonly AudioDevice[];
  /** The same devices as the speakers, and possibly a lost one of its own. */
  readonly ringers: readonly AudioDevice[];
  /** What the agent chose; left out where the system's default is used. */
  readonly choice: Readonly<Partial<Record<AudioRole, ChosenDevice>>>;
  /** 0 is silent, 1 is full; a microphone at 2 is twice as loud as it is by itself. */
  readonly volume: Readonly<Record<AudioRole, number>>;
  /** Whether incoming calls ring in silence. The call itself is heard. */
  readonly ringerMuted: boolean;
  /** `false` in browsers that play on the system's default only. */
  readonly canChooseOutput: boolean;
  readonly warnings: readonly AudioWarning[];
}

/** A sound of the telephone itself. */
export type ToneName = 'ring' | 'call-waiting' | 'ringback' | 'busy' | 'congestion' | 'test';

export interface ToneOptions {
  /** @defaultValue `speaker`, for `ring` the `ringer` */
  readonly on?: 'speaker' | 'ringer' | undefined;
  /** Address of a sound to repeat in place of the built-in one. When it cannot be played, the built-in one is. */
  readonly url?: string | undefined;
}

/** How loud it is now, from 0 (silence) to 1 (as loud as can be). */
export interface AudioLevel {
  readonly level: number;
}

export interface MicrophoneTestOptions {
  /** Seconds to listen, 0.5 to 30. @defaultValue 3 */
  readonly seconds?: number | undefined;
  /** Ends the test early. */
  readonly signal?: AbortSignal | undefined;
}

export interface MicrophoneTest {
  /** `unknown` when the browser did not let the page listen. */
  readonly verdict: 'ok' | 'silent' | 'unknown';
  /** The loudest moment, 0 to 1. */
  readonly peak: number;
}

/**
 * PORT. Microphone, speaker and ringer: which there are, which are used, and whether they work.
 * Implemented by `adapters/browser-audio`, by the sandbox (synthesised devices) and by `testing`;
 * `testing/audio-devices-contract.ts` is the suite every implementation passes.
 */
export interface AudioDevices extends LineAudio {
  readonly devices: Readable<AudioDevicesState>;
  /** Gets ready for calls: looks which devices there are. Asks for no permission. Never rejects. */
  prepare(): Promise<void>;
  /**
   * Uses another device, also in the middle of a call, without telling the far end. A device that is unplugged is
   * replaced by the system's default, stays chosen, and is used again when it comes back. Resolves when it is in use;
   * one that cannot be used is said by `devices` and `microphone`.
   * @param device its id, a remembered choice, or `undefined` for the system's default
   */
  choose(role: AudioRole, device: string | ChosenDevice | undefined): Promise<void>;
  /**
   * Makes a device louder or softer, also in the middle of a call. A microphone other than at 1 goes through WebAudio,
   * after the input processor; while the browser lets no page sound, it is sent as it is.
   * @param volume 0 to 1, for the microphone 0 to 2; what is outside is brought inside
   */
  setVolume(role: AudioRole, volume: number): void;
  /** Silences the ring of incoming calls, this one and later ones, until taken back. */
  setRingerMuted(muted: boolean): void;
  /** Plays a tone until the result is called. */
  playTone(tone: ToneName, options?: ToneOptions): Unsubscribe;
  /** Starts what the browser kept silent. To be called from a click or a key press; the next one on the page does it too. */
  unlock(): Promise<void>;
  /**
   * How loud the agent, or the far end, is now. Measured about ten times a second while somebody subscribes.
   * The microphone is not opened for it: without a call or a test it is silent.
   */
  level(role: 'microphone' | 'speaker'): Readable<AudioLevel>;
  /**
   * Opens the microphone and listens.
   * @throws DialerError `microphone-denied`, `microphone-missing`, `microphone-busy`, `microphone-failed`, `aborted`
   */
  testMicrophone(options?: MicrophoneTestOptions): Promise<MicrophoneTest>;
  /** Stops every tone and every listener. What is used afterwards starts them anew. */
  dispose(): void;
}
