import type { RecordingStore, StoredRecording } from '../storage/recording-store.js';

export interface PieceWriterOptions {
  readonly store: RecordingStore;
  readonly recording: StoredRecording;
  /** A piece could not be stored. Nothing is written after it, so that the file has no hole. */
  readonly onFailed: (error: unknown) => void;
  /** A piece is durable. */
  readonly onWritten: (recording: StoredRecording) => void;
}

/** Brings the pieces of one recording into storage, in order. */
export interface PieceWriter {
  add(piece: Blob, known: Pick<StoredRecording, 'durationMs' | 'seenAt' | 'pauses'>): void;
  /** Waits for what is on its way and closes the recording. Resolves to what was stored. */
  finish(status: 'ready' | 'cut-off'): Promise<StoredRecording>;
}

export function createPieceWriter({ store, recording, onFailed, onWritten }: PieceWriterOptions): PieceWriter {
  let stored = recording;
  let broken = false;
  let writing: Promise<void> = Promise.resolve();

  async function write(piece: Blob, known: Partial<StoredRecording>): Promise<void> {
    if (broken) return;
    try {
      const sound = await piece.arrayBuffer();
      const next = { ...stored, ...known, bytes: stored.bytes + sound.byteLength, pieces: stored.pieces + 1 };
      await store.addPiece(next, sound);
      stored = next;
      onWritten(stored);
    } catch (error) {
      broken = true;
      onFailed(error);
    }
  }

  return {
    add(piece, known) {
      if (piece.size > 0) writing = writing.then(() => write(piece, known));
    },
    async finish(status) {
      await writing;
      stored = { ...stored, status: broken ? 'cut-off' : status };
      // On a full disk even this may fail; the next start closes it then.
      await store.save(stored).catch(() => {});
      return stored;
    },
  };
}
