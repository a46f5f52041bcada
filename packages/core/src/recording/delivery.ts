import { crmFaultOf } from '../crm/crm-error.js';
import type { Clock } from '../shared/clock.js';
import type { RecordingStore, StoredRecording } from '../storage/recording-store.js';

/** A recording on its way to where it belongs. It has the fields that `uploadRecording` of a CRM takes. */
export interface DeliverableRecording {
  readonly callId: string;
  readonly content: Blob;
  /** MIME type of {@link content}. */
  readonly mimeType: string;
  /** When its first sound was heard, milliseconds since 1970. */
  readonly startedAt: number;
  readonly durationMs: number;
}

/** Takes a recording to where it belongs. Resolves when it is safe there; a rejection means: try again later. */
export type DeliverRecording = (recording: DeliverableRecording, signal: AbortSignal) => Promise<unknown>;

export interface DeliveryOptions {
  readonly store: () => Promise<RecordingStore>;
  readonly deliver: DeliverRecording;
  readonly clock: Clock;
  /** Remembers that somebody else has it now. */
  readonly onDelivered: (callId: string) => Promise<void>;
  /** Whether the last try failed. */
  readonly onTrouble: (failing: boolean) => void;
}

/** Brings recordings out of this browser: oldest first, one at a time, again and again until it worked. */
export interface Delivery {
  /** Something may have to be delivered. */
  look(): void;
  stop(): void;
}

const firstRetryMs = 30_000;
const lastRetryMs = 15 * 60_000;

export function createDelivery({ store, deliver, clock, onDelivered, onTrouble }: DeliveryOptions): Delivery {
  const over = new AbortController();
  let working = false;
  let again = false;
  let retryMs = firstRetryMs;
  let cancelRetry = () => {};

  async function deliverOne({ id: callId, type: mimeType, startedAt, durationMs }: StoredRecording): Promise<void> {
    const content = await (await store()).read(callId);
    if (!content) return;
    await deliver({ callId, content, mimeType, startedAt, durationMs }, over.signal);
    await onDelivered(callId);
  }

  /** One that is refused does not keep the others here. */
  async function deliverAll(): Promise<void> {
    const refusals: unknown[] = [];
    const all = await (await store()).list();
    for (const each of all) {
      if (each.delivered || each.status === 'recording' || over.signal.aborted) continue;
      await deliverOne(each).catch((error: unknown) => {
        if (crmFaultOf(error).kind !== 'refused') throw error;
        refusals.push(error);
      });
    }
    if (refusals.length > 0) throw refusals[0];
  }

  async function work(): Promise<void> {
    cancelRetry();
    try {
      do {
        again = false;
        await deliverAll();
      } while (again);
      retryMs = firstRetryMs;
      onTrouble(false);
    } catch {
      if (over.signal.aborted) return;
      onTrouble(true);
      cancelRetry = clock.after(retryMs, look);
      retryMs = Math.min(retryMs * 2, lastRetryMs);
    }
  }

  function look(): void {
    again = true;
    if (over.signal.aborted) return;
    if (working) return;
    working = true;
    void work().finally(() => {
      working = false;
    });
  }

  return {
    look,
    stop() {
      over.abort();
      cancelRetry();
    },
  };
}
