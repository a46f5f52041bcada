import type { StoredRecording, StoredVoicemail } from '../../storage/recording-store.js';
import type { Database } from './database.js';

export interface RecordingTables {
  recordings: { key: string; value: StoredRecording };
  /** The sound, second by second. */
  recordingPieces: {
    key: [string, number];
    value: { readonly recording: string; readonly index: number; readonly sound: ArrayBuffer };
  };
  voicemails: { key: string; value: StoredVoicemail };
}

export function upgradeRecordings(database: Database, oldVersion: number): void {
  if (oldVersion >= 3) return;
  database.createObjectStore('recordings', { keyPath: 'id' });
  database.createObjectStore('recordingPieces', { keyPath: ['recording', 'index'] });
  database.createObjectStore('voicemails', { keyPath: 'id' });
}
