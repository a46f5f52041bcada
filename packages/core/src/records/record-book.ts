import type { CallState } from '../calls/call-state.js';
import { DialerError } from '../errors.js';
import type { LineTicket } from '../phone/phone.js';
import { type Clock, every } from '../shared/clock.js';
import type { Unsubscribe } from '../shared/emitter.js';
import { lazily } from '../shared/lazily.js';
import type { Storage } from '../storage/storage.js';
import type { CallRecord } from './call-record.js';
import type { DataEraser } from './data-eraser.js';
import type { RecordCare } from './record-care.js';
import { createRecordKeeper } from './record-keeper.js';
import { interruptedRecord, recordOfCall } from './record-of-call.js';
import type { RetentionPolicy } from './record-retention.js';
import type { Records } from './records.js';

export interface RecordBookOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly agentId: string | undefined;
  /** Whether the CRM shall have every finished call. */
  readonly toCrm: boolean;
  /** A change worth telling became durable; a sign of life alone is not. */
  readonly onSaved: (record: CallRecord) => void;
  readonly onTrouble: (unsaved: boolean) => void;
  /** Records went away. */
  readonly onErased?: (() => void) | undefined;
}

/** The records of this dialer's calls while they change, and the way to all others. */
export interface RecordBook {
  readonly records: Records;
  /** Follows a call from its first picture to its last. @param ticket with what another page takes it up */
  follow(call: CallState, ticket?: LineTicket): void;
  /** Goes on with the record of a call that another page has begun. */
  take(record: CallRecord): void;
  /** Changes a record; resolves when that is durable. @throws DialerError `record-not-found`, storage errors */
  change(id: string, change: Partial<CallRecord>): Promise<void>;
  /**
   * Closes the records of calls whose page died.
   * @returns those left open because the call may be taken up; none unless `resumable`
   */
  recover(resumable?: boolean): Promise<readonly CallRecord[]>;
  flush(): Promise<void>;
  /** Deletes what is over its time, now and daily. */
  keepTo(policy: RetentionPolicy): Promise<Unsubscribe>;
}

/** How long after its page was last seen a call may be taken up: nobody listens to silence for longer. */
export const resumeLimitMs = 60_000;
/** How often a live call's record says that it lives. */
const signOfLifeMs = 5_000;
/** How much of a note a crash can cost; typing is not written key by key. */
const noteDelayMs = 500;

/** The same, with a promise before the export begins. */
type LazyCare = Omit<RecordCare, 'export' | 'keepTo'> & {
  keepTo(policy: RetentionPolicy): Promise<Unsubscribe>;
  export(how: Parameters<RecordCare['export']>[0]): Promise<ReturnType<RecordCare['export']>>;
};

export function createRecordBook({
  storage,
  clock,
  agentId,
  toCrm,
  onSaved,
  onTrouble,
  onErased = () => {},
}: RecordBookOptions): RecordBook {
  const open = new Map<string, CallRecord>();
  const quiet = new WeakSet<CallRecord>();
  /** Ids of records whose note is about to be written. */
  const soon = new Set<string>();
  let stopSigns: Unsubscribe | undefined;

  const keeper = createRecordKeeper({
    storage,
    clock,
    toCrm,
    onTrouble,
    onOutdone: letGo,
    onSaved: (record) => {
      letGo(record);
      if (quiet.has(record)) return;
      const { resume: _resume, ...told } = record;
      onSaved(told);
    },
  });

  /** From here on the storage knows best, unless the call goes on or a newer version waits. */
  function letGo(record: CallRecord): void {
    if (open.get(record.id) === record && record.outcome !== 'in-progress') open.delete(record.id);
  }

  function keep(record: CallRecord): void {
    open.set(record.id, record);
    keeper.keep(record);
    watch();
  }

  /** Signs of life only while a call lives. */
  function watch(): void {
    const living = [...open.values()].some(({ outcome }) => outcome === 'in-progress');
    if (living) stopSigns ??= every(clock, signOfLifeMs, signLife);
    else {
      stopSigns?.();
      stopSigns = undefined;
    }
  }

  function signLife(): void {
    for (const record of open.values()) {
      if (record.outcome !== 'in-progress') continue;
      const alive = { ...record, revision: record.revision + 1, seenAt: clock.now() };
      quiet.add(alive);
      keep(alive);
    }
  }

  function keepSoon(id: string): void {
    if (soon.has(id)) return;
    soon.add(id);
    clock.after(noteDelayMs, () => {
      soon.delete(id);
      const record = open.get(id);
      if (record) keep(record);
    });
  }

  async function change(id: string, fields: Partial<CallRecord>): Promise<void> {
    const stored = open.has(id) ? undefined : await storage.getRecord(id);
    // Asked again: another change may have come in while the storage was read.
    const record = open.get(id) ?? stored;
    if (!record) throw new DialerError('record-not-found', `No record has the id "${id}".`);
    keep({ ...record, ...fields, revision: record.revision + 1 });
    await keeper.flush();
  }

  function identify(id: string, { name, customerId, company }: CallRecord): void {
    change(id, { name, customerId, company }).catch(() => {
      // The keeper has the new version, retries and warns.
    });
  }

  const erasers = new Set<DataEraser>();
  const {
    keepTo,
    export: exportRecords,
    ...care
  } = lazily<LazyCare, keyof LazyCare>(
    async () => {
      const { createRecordCare } = await import('./record-care.js');
      const made = createRecordCare({ storage, clock, hasCrm: toCrm, records, erasers, change, onErased });
      return { ...made, keepTo: async (policy) => made.keepTo(policy), export: async (how) => made.export(how) };
    },
    'keepTo',
    'export',
    'edit',
    'exportFile',
    'applyRetention',
    'eraseCustomer',
  );

  const records: Records = {
    async search(query = {}) {
      // What this page wrote it finds; a storage in trouble must not stop the search.
      await keeper.flush().catch(() => {});
      return storage.searchRecords(query);
    },
    get: async (id) => open.get(id) ?? storage.getRecord(id),
    setNote: (id, note) => change(id, { note }),
    ...care,
    async *export(how) {
      yield* await exportRecords(how);
    },
    addEraser(eraser) {
      erasers.add(eraser);
      return () => void erasers.delete(eraser);
    },
  };

  return {
    records,
    keepTo,
    follow(call, ticket) {
      const before = open.get(call.id);
      const revision = (before?.revision ?? 0) + 1;
      const fresh = recordOfCall(call, { owner: storage.owner, agentId, revision, now: clock.now(), ticket });
      const record = { ...before, resume: undefined, ...fresh };
      if (before?.outcome === 'in-progress' && onlyNoteDiffers(before, record)) {
        open.set(call.id, { ...record, note: fresh.note });
        if (before.note !== fresh.note) keepSoon(call.id);
      }
      // It is in the storage already, perhaps with a result: only who it is can still come to light.
      else if (!before && call.status === 'ended') identify(call.id, record);
      else keep(record);
    },
    take: (record) => void open.set(record.id, record),
    change,
    async recover(resumable = false) {
      const left: CallRecord[] = [];
      for (const record of await storage.findOrphans()) {
        open.delete(record.id);
        if (resumable && record.resume && clock.now() - record.seenAt < resumeLimitMs) left.push(record);
        else keeper.keep(interruptedRecord(record));
      }
      await keeper.flush();
      return left;
    },
    flush: () => keeper.flush(),
  };
}

function onlyNoteDiffers(before: CallRecord, after: CallRecord): boolean {
  const bare = ({ note: _note, revision: _revision, seenAt: _seenAt, ...rest }: CallRecord) => JSON.stringify(rest);
  return bare(before) === bare(after);
}
