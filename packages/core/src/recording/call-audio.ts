import type { LineSound } from '../phone/phone.js';
import type { Unsubscribe } from '../shared/emitter.js';

/** What a recorder reports. */
export interface RecorderListener {
  /** The next piece of the file, at least every two seconds while it records. */
  readonly onPiece: (piece: Blob) => void;
  /** It broke. Nothing follows. */
  readonly onFailed: (error: unknown) => void;
}

/** Writes a call down while it goes on. */
export interface SoundRecorder {
  /** MIME type of the file. */
  readonly type: string;
  /** From this moment on nothing is written. */
  pause(): void;
  resume(): void;
  /** Resolves when the last piece was reported. Safe to call twice. */
  stop(): Promise<void>;
}

/** Says something to the far end of a call in place of the agent. From the start on, the microphone is not heard. */
export interface Mouth {
  /** Resolves when all was said. @throws DialerError `aborted` */
  play(content: ArrayBuffer, signal: AbortSignal): Promise<void>;
  /** Gives the word back to the microphone. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * PORT. What recording and voicemail drop need of the browser's sound.
 * Implemented by `adapters/browser-recording` and by `testing`.
 */
export interface CallAudio {
  /** Records both ends: the agent on the left, the customer on the right. Resolves when it runs. */
  record(sound: LineSound, listener: RecorderListener): Promise<SoundRecorder>;
  /** @param heardHere plays what is said to the agent too */
  speak(sound: LineSound, heardHere?: (voice: MediaStream) => Unsubscribe): Promise<Mouth>;
  /** Resolves when the far end has beeped. @throws DialerError `aborted` */
  awaitBeep(sound: LineSound, signal: AbortSignal): Promise<void>;
}
