import type { RecordingStore, StoredRecording, StoredVoicemail } from './recording-store.js';

/** The recordings of `createMemoryStorage()`: they live as long as the page. */
export function createMemoryRecordings(): RecordingStore {
  const recordings = new Map<string, StoredRecording>();
  const pieces = new Map<string, ArrayBuffer[]>();
  const voicemails = new Map<string, StoredVoicemail>();
  return {
    async save(recording) {
      recordings.set(recording.id, Object.freeze({ ...recording }));
    },
    async addPiece(recording, piece) {
      recordings.set(recording.id, Object.freeze({ ...recording }));
      pieces.set(recording.id, [...(pieces.get(recording.id) ?? []), piece]);
    },
    get: async (id) => recordings.get(id),
    list: async () => [...recordings.values()].sort((a, b) => a.startedAt - b.startedAt),
    async read(id) {
      const recording = recordings.get(id);
      return recording && new Blob(pieces.get(id) ?? [], { type: recording.type });
    },
    async remove(id) {
      recordings.delete(id);
      pieces.delete(id);
    },
    // Nothing outlives the page, so no recording can have lost its owner.
    findOrphans: async () => [],
    async saveVoicemail(voicemail) {
      voicemails.set(voicemail.id, voicemail);
    },
    listVoicemails: async () => [...voicemails.values()],
    async removeVoicemail(id) {
      voicemails.delete(id);
    },
  };
}
