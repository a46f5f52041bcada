import { DialerError } from '../errors.js';
import { newId } from '../shared/ids.js';
import type { RecordingStore, StoredRecording } from '../storage/recording-store.js';
import { longestSound } from './load-sound.js';
import type { RecordingSummary, Recordings, RecordingWorld } from './recording.js';
import type { RecordingSettings } from './recording-settings.js';
import { planRetention } from './retention.js';
import type { VoicemailMessage } from './voicemail-state.js';

export interface RecordingLibraryOptions {
  readonly store: () => Promise<RecordingStore>;
  readonly settings: RecordingSettings;
  readonly world: RecordingWorld;
}

/** What was recorded, and the messages to leave. */
export interface RecordingLibrary {
  readonly recordings: Recordings;
  /** Closes recordings whose page died, then tidies up. Never rejects. */
  recover(): Promise<void>;
  /** Makes room as the limits say. Never rejects. */
  tidy(): Promise<void>;
  /** Whether recordings cannot be delivered at the moment. */
  setFailing(failing: boolean): void;
  /** @throws DialerError `voicemail-not-found` */
  findVoicemail(id: string): Promise<{ readonly message: VoicemailMessage; readonly sound: string | Blob }>;
}

const longestName = 120;

export function createRecordingLibrary({ store, settings, world }: RecordingLibraryOptions): RecordingLibrary {
  const { clock, book, warnings, recovered } = world;
  let full = false;
  let failing = false;

  /** The record says what became of the sound; one that was deleted in the meantime has nothing to say. */
  async function keep(recording: StoredRecording, status: RecordingSummary['status']): Promise<void> {
    const { consent, durationMs, bytes, pauses, type } = recording;
    const summary = { status, consent, durationMs, bytes, pauses, type };
    await book.change(recording.id, { recording: Object.freeze(summary) }).catch(() => {});
  }

  async function find(callId: string): Promise<StoredRecording> {
    const recording = await (await store()).get(callId);
    if (!recording) throw new DialerError('recording-not-found', `No recording of call "${callId}" is kept here.`);
    return recording;
  }

  async function remove(recording: StoredRecording): Promise<void> {
    await (await store()).remove(recording.id);
    await keep({ ...recording, bytes: 0, durationMs: 0 }, 'deleted');
  }

  async function tidyNow(): Promise<void> {
    const opened = await store();
    const { maxTotalBytes, keepMs } = settings;
    const all = await opened.list();
    const { remove: ids, stuck } = planRetention(all, { maxTotalBytes, keepMs }, clock.now());
    for (const recording of all.filter(({ id }) => ids.includes(id))) await remove(recording);
    full = stuck;
    warn();
  }

  const warn = () => warnings.set('recordings-undelivered', full || failing);

  async function recover(): Promise<void> {
    // The record of such a call is closed first: two writers would take the same revision.
    await recovered.catch(() => {});
    const opened = await store();
    for (const orphan of await opened.findOrphans()) {
      await opened.save({ ...orphan, status: 'cut-off' });
      await keep(orphan, 'cut-off');
    }
    await tidyNow();
  }

  const hosted = (): readonly VoicemailMessage[] => settings.voicemails.map(({ id, name }) => ({ id, name }));

  return {
    recordings: {
      async open(callId) {
        const { id } = await find(callId);
        return (await (await store()).read(id)) as Blob;
      },
      async delete(callId) {
        const recording = await find(callId);
        if (recording.status === 'recording') {
          throw new DialerError('recording-not-possible', `Call ${callId} is being recorded; stop that first.`);
        }
        await remove(recording);
        await tidyNow();
      },
      async markDelivered(callId) {
        await (await store()).save({ ...(await find(callId)), delivered: true });
        await tidyNow();
      },
      async listUndelivered() {
        const waiting = (await (await store()).list()).filter(
          ({ delivered, status }) => !delivered && status !== 'recording',
        );
        return waiting.map(({ id }) => id);
      },
      async listVoicemails() {
        const added = await (await store()).listVoicemails();
        return [...hosted(), ...added.map(({ id, name }) => ({ id, name }))];
      },
      async addVoicemail(name, sound) {
        const called = typeof name === 'string' ? name.trim() : '';
        if (called === '' || called.length > longestName) {
          throw new DialerError('voicemail-invalid', `name: pass 1 to ${longestName} characters.`);
        }
        if (!(sound instanceof Blob) || sound.size === 0 || sound.size > longestSound) {
          throw new DialerError('voicemail-invalid', `sound: pass an audio file of at most ${longestSound} bytes.`);
        }
        const message = { id: newId(), name: called };
        await (await store()).saveVoicemail({ ...message, type: sound.type, sound: await sound.arrayBuffer() });
        return message;
      },
      async removeVoicemail(id) {
        await (await store()).removeVoicemail(id);
      },
    },
    recover: () => recover().catch(() => {}),
    tidy: () => tidyNow().catch(() => {}),
    setFailing(now) {
      failing = now;
      warn();
    },
    async findVoicemail(id) {
      const served = settings.voicemails.find((each) => each.id === id);
      if (served) return { message: { id, name: served.name }, sound: served.url };
      const added = (await (await store()).listVoicemails()).find((each) => each.id === id);
      if (!added) throw new DialerError('voicemail-not-found', `No message has the id "${id}".`);
      return { message: { id, name: added.name }, sound: new Blob([added.sound], { type: added.type }) };
    },
  };
}
