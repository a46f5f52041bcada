import type { CallHandle } from '../calls/create-call.js';
import { DialerError, errorInfoOf, isDialerError } from '../errors.js';
import type { CallAudio, Mouth } from './call-audio.js';
import type { RecordingWorld, VoicemailSummary } from './recording.js';
import {
  canVoicemail,
  reduceVoicemail,
  type VoicemailMessage,
  type VoicemailSignal,
  type VoicemailStart,
  type VoicemailState,
} from './voicemail-state.js';

export interface VoicemailDropOptions {
  readonly handle: CallHandle;
  readonly audio: CallAudio;
  readonly world: Pick<RecordingWorld, 'clock' | 'book' | 'tell' | 'dispositions' | 'state'>;
  /** How long to wait for a beep before the message is played all the same. Milliseconds. */
  readonly beepLimitMs: number;
}

export interface VoicemailDropRequest {
  readonly message: VoicemailMessage;
  readonly now: boolean;
  readonly signal: AbortSignal | undefined;
  /** The sound of the message. Loaded while the greeting is heard. */
  readonly load: (signal: AbortSignal) => Promise<ArrayBuffer>;
}

/** Leaves a message on one call. */
export interface VoicemailDrop {
  /** Resolves when the message was left and we hung up. @throws DialerError `voicemail-failed`, `recording-not-possible`, `aborted` */
  drop(request: VoicemailDropRequest): Promise<void>;
}

/** The last word has to travel before we hang up. Milliseconds. */
const farewellMs = 400;

export function createVoicemailDrop({ handle, audio, world, beepLimitMs }: VoicemailDropOptions): VoicemailDrop {
  const { call } = handle;
  const { clock, book, tell, dispositions, state: around } = world;
  let state: VoicemailState | undefined;
  let startNow = () => {};
  let going: Promise<void> | undefined;

  function apply(signal: VoicemailSignal): void {
    const next = reduceVoicemail(state, signal);
    if (next === state) return;
    state = next;
    handle.apply({ type: 'voicemail', voicemail: next });
  }

  /** What the record says. The result is given for the agent, who is elsewhere by now. */
  function keep(summary: VoicemailSummary): void {
    const result = summary.status === 'left' && dispositions.includes('voicemail') && { disposition: 'voicemail' };
    // The keeper of the record retries and warns.
    book.change(call.id, { voicemail: Object.freeze(summary), ...result }).catch(() => {});
    const { direction, number, name } = call.state.snapshot;
    const fact = { callId: call.id, direction, number, ...(name === undefined ? {} : { name }) };
    tell('dialdeck.call.voicemail-dropped', { ...fact, voicemail: summary }, call.id);
  }

  async function untilStart(now: boolean, signal: AbortSignal): Promise<VoicemailStart> {
    const { sound } = handle;
    if (now || !sound) return 'by-hand';
    const listening = new AbortController();
    signal.addEventListener('abort', () => listening.abort(), { once: true });
    let cancel = () => {};
    try {
      return await new Promise<VoicemailStart>((resolve, reject) => {
        startNow = () => resolve('by-hand');
        cancel = clock.after(beepLimitMs, () => resolve('time-limit'));
        audio.awaitBeep(sound, listening.signal).then(() => resolve('beep'), reject);
      });
    } finally {
      startNow = () => {};
      cancel();
      listening.abort();
    }
  }

  async function run({ message, now, load }: VoicemailDropRequest, signal: AbortSignal): Promise<void> {
    const { sound } = handle;
    if (!sound) throw new DialerError('voicemail-failed', 'This phone does not give the sound of its calls away.');
    let mouth: Mouth | undefined;
    let heard = true;
    // The machine is not heard beside another call.
    const listen = () => {
      const { activeCallId = call.id } = around.snapshot;
      if (heard === (activeCallId === call.id)) return;
      heard = !heard;
      sound.setHeard(heard);
    };
    const unsubscribe = around.subscribe(listen);
    try {
      mouth = await audio.speak(sound);
      listen();
      const content = load(signal);
      content.catch(() => {});
      const start = await untilStart(now, signal);
      const ready = await content;
      signal.throwIfAborted();
      apply({ type: 'began', start });
      await mouth.play(ready, signal);
      await new Promise<void>((resolve) => clock.after(farewellMs, resolve));
      apply({ type: 'left' });
      keep({ ...message, status: 'left', start });
      void call.ended.then(() => mouth?.close());
      call.hangUp();
    } catch (error) {
      if (!heard) sound.setHeard(true);
      await mouth?.close();
      throw error;
    } finally {
      unsubscribe();
    }
  }

  async function drop(request: VoicemailDropRequest): Promise<void> {
    const ended = new AbortController();
    const stop = () => ended.abort();
    request.signal?.addEventListener('abort', stop, { once: true });
    void call.ended.then(stop);
    if (request.signal?.aborted) stop();
    apply({ type: 'asked', message: request.message });
    try {
      await run(request, ended.signal);
    } catch (cause) {
      throw fail(cause, request);
    }
  }

  function fail(cause: unknown, { message, signal }: VoicemailDropRequest): DialerError {
    if (signal?.aborted) {
      apply({ type: 'taken-back' });
      return new DialerError('aborted', 'The agent took the call back.');
    }
    const why = isDialerError(cause) && cause.code !== 'aborted' ? cause.message : 'The call ended before that.';
    const error = new DialerError('voicemail-failed', `The message was not left. ${why}`, { cause });
    apply({ type: 'failed', error: errorInfoOf(error) });
    keep({ ...message, status: 'failed' });
    return error;
  }

  return {
    async drop(request) {
      if (state?.status === 'listening' && request.now) {
        startNow();
        return going;
      }
      if (call.state.snapshot.status !== 'active' || !canVoicemail(state, 'asked')) {
        throw new DialerError('recording-not-possible', `No message can be left on call ${call.id} now.`);
      }
      going = drop(request);
      return going;
    },
  };
}
