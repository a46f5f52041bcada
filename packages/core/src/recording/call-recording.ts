import type { CallHandle } from '../calls/create-call.js';
import { DialerError, type ErrorInfo, errorInfoOf, isDialerError } from '../errors.js';
import type { RecordingStore } from '../storage/recording-store.js';
import type { CallAudio, SoundRecorder } from './call-audio.js';
import { loadSound } from './load-sound.js';
import { createPieceWriter, type PieceWriter } from './piece-writer.js';
import type { RecordingCommand, RecordingSummary, RecordingWorld } from './recording.js';
import { tellRecording } from './recording-facts.js';
import type { RecordingSettings } from './recording-settings.js';
import {
  canRecording,
  type RecordingConsent,
  type RecordingSignal,
  type RecordingState,
  recordedMsOf,
  reduceRecording,
} from './recording-state.js';

export interface CallRecordingOptions {
  readonly handle: CallHandle;
  readonly audio: CallAudio;
  readonly store: () => Promise<RecordingStore>;
  readonly settings: RecordingSettings;
  readonly world: RecordingWorld;
  /** It ended before the call did. */
  readonly onCutShort: () => void;
}

/** The recording of one call. */
export interface CallRecording {
  /** @throws DialerError `recording-not-possible`, `recording-failed`, storage errors */
  run(command: RecordingCommand): Promise<void>;
  /** The call is over. Resolves when what was recorded is stored. */
  finish(): Promise<void>;
}

export function createCallRecording(options: CallRecordingOptions): CallRecording {
  const { handle, audio, settings, world, onCutShort } = options;
  const { clock, book } = world;
  const { id } = handle.call;
  const over = new AbortController();
  let state: RecordingState | undefined;
  let recorder: SoundRecorder | undefined;
  let writer: PieceWriter | undefined;
  let ending: Promise<void> | undefined;
  let beginning = false;

  function apply(signal: RecordingSignal): void {
    const next = reduceRecording(state, signal, clock.now());
    if (!next || next === state) return;
    state = next;
    handle.apply({ type: 'recording', recording: next });
    tellRecording(handle.call.state.snapshot, next, { signal, tell: world.tell });
  }

  function keep(summary: Partial<RecordingSummary> & Pick<RecordingSummary, 'status'>): void {
    const none = { durationMs: 0, bytes: 0, pauses: state?.pauses ?? 0 };
    const consent = state?.consent && { consent: state.consent };
    // The keeper of the record retries and warns.
    book.change(id, { recording: Object.freeze({ ...none, ...consent, ...summary }) }).catch(() => {});
  }

  function refuseUnless(can: boolean, command: RecordingCommand): void {
    if (can) return;
    const now = beginning ? 'beginning' : (state?.status ?? 'not recorded');
    throw new DialerError('recording-not-possible', `${command}: the recording of call ${id} is ${now}.`);
  }

  function fail(error: unknown): DialerError {
    const failure = isDialerError(error)
      ? error
      : new DialerError('recording-failed', 'The call could not be recorded.', { cause: error });
    apply({ type: 'failed', error: errorInfoOf(failure) });
    if (failure.code !== 'recording-not-possible') keep({ status: 'failed' });
    return failure;
  }

  async function announce(): Promise<void> {
    const { sound } = handle;
    if (!sound || settings.announcement === undefined) throw noSound();
    apply({ type: 'announced' });
    const content = await loadSound(settings.announcement, over.signal);
    const mouth = await audio.speak(sound, world.play);
    try {
      await mouth.play(content, over.signal);
    } finally {
      await mouth.close();
    }
  }

  async function begin(consent: RecordingConsent): Promise<void> {
    beginning = true;
    try {
      // A call that was taken up again after its page died: what was recorded before stays as it is.
      if (await (await options.store()).get(id)) throw notTwice(id);
      if (consent === 'announced') await announce();
      if (over.signal.aborted) return;
      await record(consent);
    } catch (error) {
      if (!over.signal.aborted) throw fail(error);
    } finally {
      beginning = false;
    }
  }

  async function record(consent: RecordingConsent): Promise<void> {
    const { sound } = handle;
    if (!sound) throw noSound();
    const store = await options.store();
    const early: Blob[] = [];
    const started = await audio.record(sound, {
      onPiece: (piece) => (writer ? write(piece) : void early.push(piece)),
      onFailed: (error) => void cutShort(error),
    });
    if (over.signal.aborted) return started.stop();
    const now = clock.now();
    const about = { id, owner: world.storage.owner, type: started.type, consent, startedAt: now, seenAt: now };
    const none = { durationMs: 0, bytes: 0, pieces: 0, pauses: 0, delivered: false, status: 'recording' } as const;
    const recording = { ...about, ...none };
    try {
      await store.save(recording);
    } catch (error) {
      await started.stop();
      throw error;
    }
    if (over.signal.aborted) {
      await started.stop();
      return store.remove(id);
    }
    recorder = started;
    writer = createPieceWriter({
      store,
      recording,
      onFailed: (error) => void cutShort(error),
      onWritten: ({ bytes }) => bytes >= settings.maxBytes && void cutShort(tooBig(settings.maxBytes)),
    });
    for (const piece of early) write(piece);
    apply({ type: 'started', consent });
    keep({ status: 'recording', type: started.type });
  }

  function write(piece: Blob): void {
    const now = clock.now();
    writer?.add(piece, { durationMs: recordedMsOf(state, now), seenAt: now, pauses: state?.pauses ?? 0 });
  }

  function cutShort(error: unknown): Promise<void> {
    if (ending) return ending;
    onCutShort();
    return end('cut-off', isDialerError(error) ? errorInfoOf(error) : noMore(error));
  }

  function end(status: 'ready' | 'cut-off', error?: ErrorInfo): Promise<void> {
    ending ??= (async () => {
      await recorder?.stop().catch(() => {});
      const stored = await writer?.finish(status);
      apply({ type: 'stopped', error });
      if (!stored) return;
      const { durationMs, bytes, pauses, type } = stored;
      keep({ status: stored.status === 'recording' ? status : stored.status, durationMs, bytes, pauses, type });
      const { direction, number, name } = handle.call.state.snapshot;
      const call = { callId: id, direction, number, ...(name === undefined ? {} : { name }) };
      world.tell('dialdeck.recording.ready', { ...call, durationMs, bytes, type }, id);
    })();
    return ending;
  }

  const acts: Record<RecordingCommand, () => Promise<void> | void> = {
    start() {
      const { consent } = settings;
      refuseUnless(!beginning && canRecording(state, consent === 'ask' ? 'asked' : 'started'), 'start');
      if (consent === 'ask') return apply({ type: 'asked' });
      return begin(consent === 'announce' ? 'announced' : 'not-asked');
    },
    agree() {
      refuseUnless(!beginning && state?.status === 'asking', 'agree');
      return begin('agreed');
    },
    refuse() {
      refuseUnless(!beginning && state?.status === 'asking', 'refuse');
      apply({ type: 'refused' });
      keep({ status: 'refused' });
    },
    pause() {
      refuseUnless(!ending && canRecording(state, 'paused'), 'pause');
      recorder?.pause();
      apply({ type: 'paused' });
    },
    resume() {
      refuseUnless(!ending && canRecording(state, 'resumed'), 'resume');
      recorder?.resume();
      apply({ type: 'resumed' });
    },
    stop() {
      refuseUnless(beginning || canRecording(state, 'stopped'), 'stop');
      over.abort();
      return end('ready');
    },
  };

  return {
    run: async (command) => acts[command](),
    async finish() {
      over.abort();
      if (beginning || (state && canRecording(state, 'stopped'))) await end('ready');
      await ending;
    },
  };
}

const noSound = () =>
  new DialerError('recording-failed', 'This phone does not give the sound of its calls away (Line.sound).');

const notTwice = (id: string) =>
  new DialerError('recording-not-possible', `Call ${id} has a recording already, from before its page died.`);

const tooBig = (bytes: number) =>
  new DialerError('recording-limit', `The recording reached ${bytes} bytes (maxBytes); the call goes on.`);

const noMore = (cause: unknown): ErrorInfo => ({
  code: 'recording-failed',
  message: `The recording broke off: ${cause instanceof Error ? cause.message : String(cause)}`,
});
