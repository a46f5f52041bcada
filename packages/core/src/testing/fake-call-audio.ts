import { DialerError } from '../errors.js';
import type { LineSound } from '../phone/phone.js';
import type { CallAudio, Mouth, RecorderListener, SoundRecorder } from '../recording/call-audio.js';
import { createDeferred } from '../shared/deferred.js';

/** A recorder whose sound the test makes up. */
export class FakeRecorder implements SoundRecorder {
  readonly type = 'audio/webm;codecs=opus';
  status: 'recording' | 'paused' | 'stopped' = 'recording';

  constructor(readonly listener: RecorderListener) {}

  /** The next piece of the file. */
  give(text: string): void {
    this.listener.onPiece(new Blob([text]));
  }

  pause(): void {
    this.status = 'paused';
  }

  resume(): void {
    this.status = 'recording';
  }

  async stop(): Promise<void> {
    if (this.status === 'stopped') return;
    this.status = 'stopped';
    this.give('.');
  }
}

/** Sound without a browser: for tests, stories and hosts' own tests. The test decides when something was said or heard. */
export class FakeCallAudio implements CallAudio {
  readonly recorders: FakeRecorder[] = [];
  /** What was said into calls, oldest first. */
  readonly said: string[] = [];
  /** While set, nothing can be recorded or said. */
  error: Error | undefined;
  /** Whether what is said ends at once. Otherwise {@link endSpeech} ends it. */
  speaksAtOnce = true;
  #speaking = createDeferred<void>();
  #beep = createDeferred<void>();

  get lastRecorder(): FakeRecorder {
    const recorder = this.recorders.at(-1);
    if (!recorder) throw new Error('Nothing was recorded yet.');
    return recorder;
  }

  async record(_sound: LineSound, listener: RecorderListener): Promise<SoundRecorder> {
    if (this.error) throw this.error;
    const recorder = new FakeRecorder(listener);
    this.recorders.push(recorder);
    return recorder;
  }

  async speak(sound: LineSound): Promise<Mouth> {
    if (this.error) throw this.error;
    const giveBack = await sound.send({} as MediaStreamTrack);
    return {
      play: async (content, signal) => {
        this.said.push(new TextDecoder().decode(content));
        await this.#unlessAborted(this.speaksAtOnce ? undefined : this.#speaking.promise, signal);
      },
      close: giveBack,
    };
  }

  awaitBeep(_sound: LineSound, signal: AbortSignal): Promise<void> {
    return this.#unlessAborted(this.#beep.promise, signal);
  }

  /** The far end beeps. */
  beep(): void {
    this.#beep.resolve();
    this.#beep = createDeferred<void>();
  }

  endSpeech(): void {
    this.#speaking.resolve();
    this.#speaking = createDeferred<void>();
  }

  async #unlessAborted(what: Promise<void> | undefined, signal: AbortSignal): Promise<void> {
    const aborted = createDeferred<void>();
    const abort = () => aborted.reject(new DialerError('aborted', 'It was stopped.'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    await Promise.race([what, aborted.promise]);
  }
}
