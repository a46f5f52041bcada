import type { DialerEventData } from '../dialer-events.js';
import type { CallRecord } from '../records/call-record.js';
import type { Clock } from '../shared/clock.js';
import { createDeferred } from '../shared/deferred.js';
import type { Listen } from '../shared/emitter.js';
import type { OutboxRow, OutboxStore, OutboxWord } from '../storage/outbox-store.js';
import type { Storage } from '../storage/storage.js';
import type { CrmDeliveryStatus, UnsyncedCalls } from './crm.js';
import type { CrmAdapter } from './crm-adapter.js';
import type { CrmFault } from './crm-error.js';
import { type DeliveryResult, deliver } from './deliver.js';
import { createEntryWriter, type EntryWriter } from './entry-writer.js';
import { createOpenEntries } from './open-entries.js';
import { backoffOf, failuresToPause, longestPauseMs, openPace, paceLeft, reducePace, roomOf } from './outbox-pace.js';
import { newEntry, type OutboxEntry, type OutboxSignal, reduceOutboxEntry } from './outbox-state.js';

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

/** Timers of sleeping tabs lie, and tabs die before they tell: the clock and the storage are asked this often. */
const lookAgainMs = 60_000;
const restartMs = 30_000;
const farewellMs = 5_000;
/** Other tabs hear of progress at most this often. */
const newsMs = 1_000;

export function createOutbox(options: OutboxOptions): Outbox {
  const { adapter, storage, clock, tell, random = Math.random } = options;
  const over = new AbortController();
  const ended = createDeferred<void>();
  const open = createOpenEntries();
  const inFlight = new Set<string>();
  let store: OutboxStore | undefined;
  let writer: EntryWriter | undefined;
  let mayQuit = false;
  let sender = false;
  let ready = false;
  let pace = openPace;
  let cancelTimer = () => {};
  let cancelNews: (() => void) | undefined;

  async function start(): Promise<void> {
    try {
      if (!store) {
        store = await storage.openOutbox();
        writer = createEntryWriter(store, clock);
        store.words(hear, { signal: over.signal });
      }
      await readAll();
      pump();
      await store.takeTurn(over.signal);
      // What the page before us did up to its last moment is read anew.
      open.clear();
      ready = false;
      sender = true;
      look();
    } catch {
      if (!over.signal.aborted) clock.after(restartMs, () => void start());
    }
  }

  /** Reads what is owed, and sends it. A storage that refuses is asked again with the next look. */
  function look(): void {
    void readAll().then(pump, pump);
  }

  async function readAll(): Promise<void> {
    await writer?.read(async () => {
      const rows = (await store?.listOpen()) ?? [];
      if (!sender) open.clear();
      for (const row of [...rows].sort((a, b) => a.startedAt - b.startedAt)) takeIn(row);
      ready = true;
    });
    publish();
  }

  /** What is in memory is newer than what was read, while this page is the one that writes. */
  function takeIn(row: OutboxRow): void {
    const known = sender ? (open.get(row.id) ?? writer?.unwritten(row.id)) : undefined;
    const entry = known ?? adopt(row);
    open.set(reduceOutboxEntry(entry, { type: 'revised', revision: row.owed }, clock.now()));
  }

  /** Found half sent: its page died. Others go first, in case it was this call that killed it. */
  function adopt({ id, owed, startedAt, entry }: OutboxRow): OutboxEntry {
    if (!entry) return newEntry({ id, revision: owed, startedAt });
    if (entry.status !== 'sending' || !sender) return entry;
    const error = { code: 'crm-unavailable', message: 'The page was closed while the call was being sent.' } as const;
    return reduceOutboxEntry(entry, { type: 'failed', error, delayMs: delayOf(entry) }, clock.now());
  }

  const delayOf = ({ attempt }: OutboxEntry) => backoffOf(attempt, random());

  async function recordSaved({ id, outcome }: CallRecord): Promise<void> {
    if (outcome === 'in-progress' || !writer) return;
    await writer
      .read(async () => {
        const row = await store?.getRow(id);
        if (row) takeIn(row);
      })
      // The row is there; the next look finds it.
      .catch(() => {});
    if (!sender) store?.tell({ type: 'changed' });
    pump();
  }

  function hear(word: OutboxWord): void {
    if (word.type === 'changed') look();
    else if (sender) retryHere(word.id);
  }

  function pump(): void {
    cancelTimer();
    if (sender && !over.signal.aborted) {
      while (inFlight.size < roomOf(pace) && paceLeft(pace, clock.now()) === 0) {
        const next = open.nextDue(clock.now());
        if (!next) break;
        void send(next);
      }
      const now = clock.now();
      const wait = open.nextDue(now) ? 0 : open.nextWait(now);
      if (wait !== undefined && inFlight.size < roomOf(pace)) {
        cancelTimer = clock.after(Math.min(Math.max(wait, paceLeft(pace, now)), lookAgainMs), pump);
      }
    }
    publish();
    const done = sender ? inFlight.size === 0 : open.size() === open.refused().length;
    if (mayQuit && ready && done) ended.resolve();
  }

  function move(entry: OutboxEntry, signal: OutboxSignal): OutboxEntry {
    const next = reduceOutboxEntry(open.get(entry.id) ?? entry, signal, clock.now());
    open.set(next);
    return next;
  }

  async function send(entry: OutboxEntry): Promise<void> {
    inFlight.add(entry.id);
    const sending = move(entry, { type: 'started' });
    await writer?.write(sending);
    const { signal } = over;
    const result = await deliver(sending, { adapter, clock, signal, getRecord: (id) => storage.getRecord(id) });
    inFlight.delete(entry.id);
    if (signal.aborted) return;
    settle(entry, result);
    spreadNews();
    pump();
  }

  function settle(entry: OutboxEntry, result: DeliveryResult): void {
    if (result.type === 'failed') {
      fail(entry, result.fault);
      return;
    }
    const { revision, confirmed } = result;
    void writer?.write(move(entry, { type: 'confirmed', revision, confirmed }));
    const wasDown = pace.failures >= failuresToPause;
    pace = reducePace(pace, { type: 'answered' }, clock.now());
    if (wasDown) release(({ attempt }) => attempt <= failuresToPause);
    if (confirmed && result.told) {
      tell('dialdeck.crm.synced', { callId: entry.id, revision, ref: confirmed.ref }, entry.id);
    }
  }

  function fail(entry: OutboxEntry, { kind, error, retryAfterMs }: CrmFault): void {
    const now = clock.now();
    const { id, revision } = entry;
    if (kind === 'signed-out') {
      pace = reducePace(pace, { type: 'signed-out' }, now);
      void writer?.write(move(entry, { type: 'postponed' }));
    } else if (kind === 'refused') {
      pace = reducePace(pace, { type: 'answered' }, now);
      void writer?.write(move(entry, { type: 'refused', error }));
    } else {
      const asked = retryAfterMs !== undefined;
      const pauseMs = retryAfterMs ?? backoffOf(Math.max(0, pace.failures - 2), random(), longestPauseMs);
      pace = reducePace(pace, { type: 'failed', delayMs: pauseMs, asked }, now);
      // While the CRM as a whole is away no call is to blame: whichever feels the way goes again with the next try.
      const away = pace.failures > failuresToPause;
      const delayMs = retryAfterMs ?? (away ? Math.min(pauseMs, delayOf(entry)) : delayOf(entry));
      void writer?.write(move(entry, { type: 'failed', error, delayMs, asked }));
    }
    const after = open.get(id);
    const retryAt =
      after?.status === 'waiting' ? after.until : after?.status === 'pending' ? now + paceLeft(pace, now) : undefined;
    tell('dialdeck.crm.failed', { callId: id, revision, error, ...(retryAt === undefined ? {} : { retryAt }) }, id);
  }

  function retryHere(id: string | undefined): void {
    const chosen = id === undefined ? open.all() : [open.get(id)].filter((entry) => entry !== undefined);
    for (const entry of chosen) {
      if (entry.status === 'sending' || entry.status === 'pending') continue;
      void writer?.write(move(entry, { type: 'retried' }));
    }
    pace = reducePace(pace, { type: 'opened' }, clock.now());
    pump();
  }

  function backOnline(): void {
    pace = reducePace(pace, { type: 'online' }, clock.now());
    release(() => true);
    pump();
  }

  /** Those who waited for the CRM to come back need not wait longer; who keeps failing is left where it is. */
  function release(isMeant: (entry: OutboxEntry) => boolean): void {
    for (const entry of open.all()) {
      if (entry.status === 'waiting' && !entry.asked && isMeant(entry)) move(entry, { type: 'retried' });
    }
  }

  function spreadNews(): void {
    cancelNews ??= clock.after(newsMs, () => {
      cancelNews = undefined;
      store?.tell({ type: 'changed' });
    });
  }

  function deliveryOf(): CrmDeliveryStatus {
    if (!writer) return 'starting';
    if (!sender) return 'elsewhere';
    if (inFlight.size > 0) return 'sending';
    if (pace.status === 'signed-out') return 'signed-out';
    return open.size() > open.refused().length ? 'waiting' : 'idle';
  }

  function publish(): void {
    if (over.signal.aborted) return;
    const refused = open
      .refused()
      .map(({ id: callId, revision, error, refusedAt }) => Object.freeze({ callId, revision, error, refusedAt }));
    const unsynced = { count: open.size(), oldest: open.oldest()?.startedAt, refused: Object.freeze(refused) };
    options.onChange(deliveryOf(), Object.freeze(unsynced));
  }

  function ask(id?: string): void {
    if (sender) retryHere(id);
    else store?.tell({ type: 'retry', ...(id === undefined ? {} : { id }) });
  }

  let stopLooking = clock.after(lookAgainMs, lookAgain);
  function lookAgain(): void {
    stopLooking = clock.after(lookAgainMs, lookAgain);
    if (sender) look();
  }
  options.saved((record) => void recordSaved(record), { signal: over.signal });
  options.online?.(backOnline, { signal: over.signal });
  void start();

  return {
    retry: (callId) => ask(callId),
    retryAll: () => ask(),
    async dispose() {
      mayQuit = true;
      const cancel = clock.after(farewellMs, () => ended.resolve());
      if (writer) await writer.read(async () => {}).catch(() => {});
      pump();
      await ended.promise;
      cancel();
      over.abort();
      stopLooking();
      cancelTimer();
      cancelNews?.();
      writer?.stop();
      await writer?.read(async () => {});
      store?.close();
    },
  };
}
