import type { ErrorInfo } from '../errors.js';
import type { Clock } from '../shared/clock.js';
import { createDeferred } from '../shared/deferred.js';
import type { Listen } from '../shared/emitter.js';
import type { OutboxRow, OutboxStore, OutboxWord } from '../storage/outbox-store.js';
import type { CrmDeliveryStatus } from './crm.js';
import type { CrmFault } from './crm-error.js';
import type { DeliveryResult } from './deliver.js';
import { createEntryWriter, type EntryWriter } from './entry-writer.js';
import { createOpenEntries } from './open-entries.js';
import { backoffOf, failuresToPause, longestPauseMs, openPace, paceLeft, reducePace, roomOf } from './outbox-pace.js';
import { newEntry, type OutboxEntry, type OutboxSignal, reduceOutboxEntry } from './outbox-state.js';

export type RefusedEntry = Extract<OutboxEntry, { status: 'refused' }>;

/** What was not delivered yet. */
export interface Backlog {
  readonly count: number;
  readonly oldest: OutboxEntry | undefined;
  readonly refused: readonly RefusedEntry[];
}

export interface DeliveryOptions {
  readonly open: () => Promise<OutboxStore>;
  /** Brings one row to where it belongs. Never rejects. */
  readonly deliver: (entry: OutboxEntry, signal: AbortSignal) => Promise<DeliveryResult>;
  /** The id of a row that became durable. */
  readonly owed: Listen<string>;
  readonly clock: Clock;
  readonly onDelivered?: ((id: string, result: Extract<DeliveryResult, { type: 'confirmed' }>) => void) | undefined;
  /** A try failed. Without `retryAt` it was refused until something changes. */
  readonly onFailed?: ((entry: OutboxEntry, error: ErrorInfo, retryAt: number | undefined) => void) | undefined;
  readonly onChange: (delivery: CrmDeliveryStatus, backlog: Backlog) => void;
  /** The network came back. */
  readonly online?: Listen<void> | undefined;
  /** From 0 to 1; spreads the tries of many agents. @defaultValue `Math.random` */
  readonly random?: (() => number) | undefined;
}

/** Delivers the rows of a store: at least once each, one page at a time, until everything is delivered or refused. */
export interface Delivery {
  retry(id: string): void;
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

export function createDelivery(options: DeliveryOptions): Delivery {
  const { clock, onDelivered, onFailed, random = Math.random } = options;
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
        store = await options.open();
        writer = createEntryWriter(store, clock);
        store.words(hear, { signal: over.signal });
      }
      await readAll();
      // Saved before this page could tell: whoever sends would find it with its next look only.
      if (open.size() > 0) store.tell({ type: 'changed' });
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
  function adopt({ id, owed, startedAt, lane, entry }: OutboxRow): OutboxEntry {
    if (!entry) return newEntry({ id, revision: owed, startedAt, ...(lane === undefined ? {} : { lane }) });
    if (entry.status !== 'sending' || !sender) return entry;
    const error = { code: 'crm-unavailable', message: 'The page was closed while the call was being sent.' } as const;
    return reduceOutboxEntry(entry, { type: 'failed', error, delayMs: delayOf(entry) }, clock.now());
  }

  const delayOf = ({ attempt }: OutboxEntry) => backoffOf(attempt, random());

  async function becameOwed(id: string): Promise<void> {
    if (!writer) return;
    await writer
      .read(async () => {
        const row = await store?.getRow(id);
        if (row) takeIn(row);
      })
      // The row is there, and nothing that came after it goes before it.
      .catch(() => {
        ready = false;
        look();
      });
    if (!sender) store?.tell({ type: 'changed' });
    pump();
  }

  function hear(word: OutboxWord): void {
    if (word.type === 'changed') look();
    else if (sender) retryHere(word.id);
  }

  function pump(): void {
    cancelTimer();
    // Nothing is sent before everything was read: of a lane the first may be among it.
    if (sender && ready && !over.signal.aborted) {
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
    const result = await options.deliver(sending, signal);
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
    onDelivered?.(entry.id, result);
  }

  function fail(entry: OutboxEntry, { kind, error, retryAfterMs }: CrmFault): void {
    const now = clock.now();
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
    const after = open.get(entry.id);
    const retryAt =
      after?.status === 'waiting' ? after.until : after?.status === 'pending' ? now + paceLeft(pace, now) : undefined;
    onFailed?.(entry, error, retryAt);
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
    options.onChange(deliveryOf(), { count: open.size(), oldest: open.oldest(), refused: open.refused() });
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
  options.owed((id) => void becameOwed(id), { signal: over.signal });
  options.online?.(backOnline, { signal: over.signal });
  void start();

  return {
    retry: (id) => ask(id),
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
