import type { DialerEventData } from '../dialer-events.js';
import type { CallRecord } from '../records/call-record.js';
import type { Clock } from '../shared/clock.js';
import { Emitter, type Listen } from '../shared/emitter.js';
import type { Storage } from '../storage/storage.js';
import type { CrmDeliveryStatus, UnsyncedCalls } from './crm.js';
import type { CrmAdapter } from './crm-adapter.js';
import { deliver } from './deliver.js';
import { type Backlog, createDelivery } from './delivery.js';

type CrmEventType = 'dialdeck.crm.synced' | 'dialdeck.crm.failed';

export interface OutboxOptions {
  readonly adapter: CrmAdapter;
  /** Where records and what is owed live; both are written in one step by `saveRecord(record, true)`. */
  readonly storage: Pick<Storage, 'getRecord' | 'openOutbox'>;
  readonly clock: Clock;
  /** A record became durable. */
  readonly saved: Listen<CallRecord>;
  readonly tell: <Type extends CrmEventType>(type: Type, data: DialerEventData[Type], subject: string) => void;
  readonly onChange: (delivery: CrmDeliveryStatus, unsynced: UnsyncedCalls) => void;
  /** The network came back. */
  readonly online?: Listen<void> | undefined;
  /** From 0 to 1; spreads the tries of many agents. @defaultValue `Math.random` */
  readonly random?: (() => number) | undefined;
}

/** Brings every finished call to the CRM: at least once, in order per call, the newest revision only. */
export interface Outbox {
  retry(callId: string): void;
  retryAll(): void;
  /** Finishes what can be sent at once, for at most five seconds, then lets go. What is left is sent by the next page. */
  dispose(): Promise<void>;
}

export function createOutbox({ adapter, storage, saved, tell, onChange, ...rest }: OutboxOptions): Outbox {
  const { clock } = rest;
  const over = new AbortController();
  const owed = new Emitter<string>();
  saved(({ id, outcome }) => void (outcome !== 'in-progress' && owed.emit(id)), { signal: over.signal });
  const delivery = createDelivery({
    ...rest,
    open: () => storage.openOutbox(),
    deliver: (entry, signal) => deliver(entry, { adapter, clock, signal, getRecord: (id) => storage.getRecord(id) }),
    owed: owed.listen,
    onDelivered(callId, { revision, confirmed, told }) {
      if (confirmed && told) tell('dialdeck.crm.synced', { callId, revision, ref: confirmed.ref }, callId);
    },
    onFailed({ id: callId, revision }, error, retryAt) {
      const when = retryAt === undefined ? {} : { retryAt };
      tell('dialdeck.crm.failed', { callId, revision, error, ...when }, callId);
    },
    onChange: (status, backlog) => onChange(status, unsyncedOf(backlog)),
  });
  return {
    retry: delivery.retry,
    retryAll: delivery.retryAll,
    async dispose() {
      await delivery.dispose();
      over.abort();
    },
  };
}

function unsyncedOf({ count, oldest, refused }: Backlog): UnsyncedCalls {
  const calls = refused.map(({ id: callId, revision, error, refusedAt }) =>
    Object.freeze({ callId, revision, error, refusedAt }),
  );
  return Object.freeze({ count, oldest: oldest?.startedAt, refused: Object.freeze(calls) });
}
