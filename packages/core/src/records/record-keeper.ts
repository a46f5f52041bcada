import { DialerError, isDialerError } from '../errors.js';
import type { Clock } from '../shared/clock.js';
import type { Storage } from '../storage/storage.js';
import type { CallRecord } from './call-record.js';

export interface RecordKeeperOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  /** Whether the CRM shall have every finished call. @defaultValue `false` */
  readonly toCrm?: boolean | undefined;
  /** A record became durable. */
  readonly onSaved: (record: CallRecord) => void;
  /** Another page had stored a newer version: this one is dropped. */
  readonly onOutdone?: ((record: CallRecord) => void) | undefined;
  /** Whether some record could not be stored yet. */
  readonly onTrouble: (unsaved: boolean) => void;
}

/** Brings records into storage: in order, the newest version only, again and again until it worked. */
export interface RecordKeeper {
  /** Takes a new version. Returns at once; the version is written soon, in order, and retried. */
  keep(record: CallRecord): void;
  /** Resolves when everything kept so far is durable. @throws DialerError why the storage refuses */
  flush(): Promise<void>;
}

const firstRetryMs = 1_000;
const lastRetryMs = 30_000;

export function createRecordKeeper({
  storage,
  clock,
  toCrm,
  onSaved,
  onOutdone,
  onTrouble,
}: RecordKeeperOptions): RecordKeeper {
  const waiting = new Map<string, CallRecord>();
  let writing: Promise<void> | undefined;
  let retryMs = firstRetryMs;
  let cancelRetry = () => {};

  function write(): Promise<void> {
    cancelRetry();
    writing ??= writeAll().finally(() => {
      writing = undefined;
    });
    return writing;
  }

  async function writeAll(): Promise<void> {
    for (let next = first(); next; next = first()) {
      await writeOne(next);
    }
    retryMs = firstRetryMs;
    onTrouble(false);
  }

  const first = () => waiting.values().next().value;

  async function writeOne(record: CallRecord): Promise<void> {
    try {
      const saved = await storage.saveRecord(record, toCrm && record.outcome !== 'in-progress');
      // A newer version may have come in meanwhile; that one stays.
      if (waiting.get(record.id) === record) waiting.delete(record.id);
      if (saved) onSaved(record);
      else onOutdone?.(record);
    } catch (error) {
      onTrouble(true);
      cancelRetry = clock.after(retryMs, () => void write().catch(() => {}));
      retryMs = Math.min(retryMs * 2, lastRetryMs);
      throw isDialerError(error)
        ? error
        : new DialerError('storage-failed', 'A call record could not be stored.', { cause: error });
    }
  }

  return {
    keep(record) {
      waiting.set(record.id, record);
      // A refusal has been reported by onTrouble and is retried by the clock.
      write().catch(() => {});
    },
    async flush() {
      while (waiting.size > 0) await write();
    },
  };
}
