import type { Storage } from '../storage/storage.js';
import type { DataEraser } from './data-eraser.js';

/** Erases the recordings of calls, also those that nobody has fetched. */
export function recordingEraser(storage: Storage): DataEraser {
  async function eraseCalls(callIds: readonly string[]) {
    if (callIds.length === 0) return [];
    const recordings = await storage.openRecordings();
    let count = 0;
    for (const id of callIds) {
      if (!(await recordings.get(id))) continue;
      await recordings.remove(id);
      count += 1;
    }
    return [{ what: 'recordings', count }];
  }
  async function holdBack(callIds: readonly string[]) {
    const recordings = await storage.openRecordings();
    const found = await Promise.all(callIds.map((id) => recordings.get(id)));
    return found.filter((each) => each !== undefined && !each.delivered).map((each) => each?.id ?? '');
  }

  return { name: 'recordings', erase: ({ callIds }) => eraseCalls(callIds), eraseCalls, holdBack };
}
