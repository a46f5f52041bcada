import type { StoredRecording } from '../storage/recording-store.js';

/** How much is kept, and for how long. */
export interface RetentionLimits {
  /** All recordings together. Bytes. */
  readonly maxTotalBytes: number;
  /** Milliseconds after which a delivered recording goes. */
  readonly keepMs: number;
}

export interface RetentionPlan {
  /** Ids to delete, in this order. */
  readonly remove: readonly string[];
  /** There is too much, or it is too old, and it may not go because nobody has it yet. */
  readonly stuck: boolean;
}

/**
 * What has to go. Delivered recordings go when they are too old, and oldest first while all together are too big.
 * One that was not delivered, or is still being written, never goes.
 */
export function planRetention(
  recordings: readonly StoredRecording[],
  { maxTotalBytes, keepMs }: RetentionLimits,
  now: number,
): RetentionPlan {
  const oldestFirst = [...recordings].sort((a, b) => a.startedAt - b.startedAt);
  const tooOld = ({ startedAt }: StoredRecording) => now - startedAt > keepMs;
  const mayGo = ({ delivered, status }: StoredRecording) => delivered && status !== 'recording';
  const remove: string[] = [];
  let total = recordings.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const each of oldestFirst.filter(mayGo)) {
    if (total <= maxTotalBytes && !tooOld(each)) continue;
    remove.push(each.id);
    total -= each.bytes;
  }
  const oldAndUndelivered = oldestFirst.some((each) => !each.delivered && each.status !== 'recording' && tooOld(each));
  return { remove, stuck: total > maxTotalBytes || oldAndUndelivered };
}
