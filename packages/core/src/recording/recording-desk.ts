import type { CallHandle } from '../calls/create-call.js';
import { DialerError } from '../errors.js';
import type { RecordingStore } from '../storage/recording-store.js';
import type { CallAudio } from './call-audio.js';
import { type CallRecording, createCallRecording } from './call-recording.js';
import { createDelivery } from './delivery.js';
import { loadSound } from './load-sound.js';
import type { RecordingDesk, RecordingWorld } from './recording.js';
import { createRecordingLibrary } from './recording-library.js';
import type { RecordingSettings } from './recording-settings.js';
import { createVoicemailDrop, type VoicemailDrop } from './voicemail-drop.js';

export interface RecordingDeskOptions {
  readonly audio: CallAudio;
  readonly settings: RecordingSettings;
  readonly world: RecordingWorld;
}

interface Followed {
  readonly recording: CallRecording;
  readonly drop: VoicemailDrop;
}

/** Records the calls of one dialer and leaves messages on them. */
export function createRecordingDesk({ audio, settings, world }: RecordingDeskOptions): RecordingDesk {
  const followed = new Map<string, Followed>();
  const cutShort = new Set<string>();
  let opening: Promise<RecordingStore> | undefined;

  function store(): Promise<RecordingStore> {
    opening ??= world.storage.openRecordings();
    opening.catch(() => {
      opening = undefined;
    });
    return opening;
  }

  const library = createRecordingLibrary({ store, settings, world });
  const deliver = settings.deliver ?? world.upload;
  const delivery =
    deliver &&
    createDelivery({
      store,
      deliver,
      clock: world.clock,
      onDelivered: library.recordings.markDelivered,
      onTrouble: library.setFailing,
    });
  void library.recover().then(() => delivery?.look());

  function setCutShort(id: string, short: boolean): void {
    if (short) cutShort.add(id);
    else cutShort.delete(id);
    world.warnings.set('recording-cut-short', cutShort.size > 0);
  }

  function follow(handle: CallHandle): void {
    const { id, ended } = handle.call;
    const recording = createCallRecording({
      handle,
      audio,
      store,
      settings,
      world,
      onCutShort: () => setCutShort(id, true),
    });
    const drop = createVoicemailDrop({ handle, audio, world, beepLimitMs: settings.beepLimitMs });
    followed.set(id, { recording, drop });
    void ended
      .then(() => recording.finish())
      .then(() => {
        setCutShort(id, false);
        followed.delete(id);
        delivery?.look();
        return library.tidy();
      });
    // Why it could not begin is in the state of the call.
    if (settings.start === 'on-answer') recording.run('start').catch(() => {});
  }

  function find(callId: string): Followed {
    const found = followed.get(callId);
    if (!found) throw new DialerError('recording-not-possible', `Call ${callId} is not being talked on.`);
    return found;
  }

  return {
    recordings: library.recordings,
    follow,
    record: async (callId, command) => find(callId).recording.run(command),
    async dropVoicemail(callId, messageId, { now = false, signal } = {}) {
      const { message, sound } = await library.findVoicemail(messageId);
      await find(callId).drop.drop({ message, now, signal, load: (stop) => loadSound(sound, stop) });
    },
    async dispose() {
      delivery?.stop();
      await Promise.all([...followed.values()].map(({ recording }) => recording.finish()));
    },
  };
}
