import type { DialerEvent } from '../dialer-events.js';
import type { Clock } from '../shared/clock.js';
import type { EventStore } from '../storage/event-store.js';

export interface EventWriterOptions {
  readonly open: () => Promise<EventStore>;
  readonly maxEvents: number;
  readonly clock: Clock;
  /** These became durable. */
  readonly onKept: (ids: readonly string[]) => void;
  /** So many were not taken: there is no room. */
  readonly onDropped: (count: number) => void;
}

/** Brings events into storage in the order they were told; what it refuses waits in memory and is tried again. */
export interface EventWriter {
  keep(event: DialerEvent): void;
  /** Writes what can be written now. */
  dispose(): Promise<void>;
}

const retryMs = 30_000;

export function createEventWriter({ open, maxEvents, clock, onKept, onDropped }: EventWriterOptions): EventWriter {
  const waiting: DialerEvent[] = [];
  let writing: Promise<void> | undefined;
  let cancelRetry = () => {};

  async function writeAll(): Promise<void> {
    cancelRetry();
    while (waiting.length > 0) {
      const batch = [...waiting];
      const kept = await (await open()).add(batch, maxEvents);
      waiting.splice(0, batch.length);
      onKept(batch.slice(0, kept).map(({ id }) => id));
      if (kept < batch.length) onDropped(batch.length - kept);
    }
  }

  function write(): Promise<void> {
    writing ??= writeAll().then(
      () => {
        writing = undefined;
        // Told in the moment between the last look and now.
        return waiting.length > 0 ? write() : undefined;
      },
      () => {
        writing = undefined;
        cancelRetry = clock.after(retryMs, () => void write());
      },
    );
    return writing;
  }

  return {
    keep(event) {
      if (waiting.length >= maxEvents) onDropped(1);
      else waiting.push(event);
      void write();
    },
    async dispose() {
      await write();
      cancelRetry();
    },
  };
}
