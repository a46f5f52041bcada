import type { RecordingStore, StoredRecording } from '../../storage/recording-store.js';
import type { Database } from './database.js';
import type { Ownership } from './ownership.js';
import { translated } from './storage-error.js';

/** Every piece of one recording. */
const piecesOf = (id: string) => IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]);

/** The recordings of `openBrowserStorage`. A piece and what is known of its recording are one transaction. */
export function openBrowserRecordings(
  database: Database,
  ownership: Pick<Ownership, 'lives' | 'refresh'>,
): RecordingStore {
  async function addPiece(recording: StoredRecording, sound: ArrayBuffer): Promise<void> {
    const transaction = database.transaction(['recordings', 'recordingPieces'], 'readwrite', { durability: 'strict' });
    await Promise.all([
      transaction.objectStore('recordingPieces').put({ recording: recording.id, index: recording.pieces, sound }),
      transaction.objectStore('recordings').put(recording),
      transaction.done,
    ]);
  }

  async function remove(id: string): Promise<void> {
    const transaction = database.transaction(['recordings', 'recordingPieces'], 'readwrite');
    await Promise.all([
      transaction.objectStore('recordings').delete(id),
      transaction.objectStore('recordingPieces').delete(piecesOf(id)),
      transaction.done,
    ]);
  }

  return {
    save: (recording) => translated(async () => void (await database.put('recordings', recording))),
    addPiece: (recording, piece) => translated(() => addPiece(recording, piece)),
    get: (id) => translated(() => database.get('recordings', id)),
    list: () => translated(async () => (await database.getAll('recordings')).sort((a, b) => a.startedAt - b.startedAt)),
    read: (id) =>
      translated(async () => {
        const recording = await database.get('recordings', id);
        if (!recording) return undefined;
        const pieces = await database.getAll('recordingPieces', piecesOf(id));
        return new Blob(
          pieces.map(({ sound }) => sound),
          { type: recording.type },
        );
      }),
    remove: (id) => translated(() => remove(id)),
    findOrphans: () =>
      translated(async () => {
        const unfinished = (await database.getAll('recordings')).filter(({ status }) => status === 'recording');
        // Asked after reading: whoever wrote one of these held its lock before writing.
        if (unfinished.length > 0) await ownership.refresh();
        return unfinished.filter((recording) => !ownership.lives(recording));
      }),
    saveVoicemail: (voicemail) => translated(async () => void (await database.put('voicemails', voicemail))),
    listVoicemails: () => translated(() => database.getAll('voicemails')),
    removeVoicemail: (id) => translated(() => database.delete('voicemails', id)),
  };
}
