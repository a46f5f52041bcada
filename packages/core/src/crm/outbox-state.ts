import type { ErrorInfo } from '../errors.js';
import type { CrmCallLog } from './crm-log.js';

/** What the CRM has confirmed of a call. */
export interface ConfirmedLog {
  readonly revision: number;
  readonly ref: string;
  readonly log: CrmCallLog;
}

interface EntryBase {
  /** The call's id. */
  readonly id: string;
  /** The newest revision the CRM shall have. Later ones take its place, so none can overtake another. */
  readonly revision: number;
  /** When the call started; the oldest is sent first. */
  readonly startedAt: number;
  /** Tries that failed since the last success. */
  readonly attempt: number;
  readonly confirmed?: ConfirmedLog | undefined;
  /** Entries of one lane go one after the other; without a lane nobody waits for anybody. */
  readonly lane?: string | undefined;
}

/** One call on its way to the CRM. `status` decides which other fields exist. */
export type OutboxEntry =
  | (EntryBase & { readonly status: 'pending' })
  | (EntryBase & { readonly status: 'sending' })
  | (EntryBase & {
      readonly status: 'waiting';
      /** Not before, milliseconds since 1970. */
      readonly until: number;
      /** How long that was from the failure on: tells a clock that was set back. */
      readonly delayMs: number;
      /** The CRM named the time (`Retry-After`): coming back online does not shorten it. */
      readonly asked: boolean;
      readonly error: ErrorInfo;
    })
  | (EntryBase & { readonly status: 'refused'; readonly refusedAt: number; readonly error: ErrorInfo })
  | (EntryBase & { readonly status: 'done' });

export type OutboxStatus = OutboxEntry['status'];

/** What can happen to an entry. */
export type OutboxSignal =
  | { readonly type: 'revised'; readonly revision: number }
  | { readonly type: 'started' }
  /** The CRM has it; `confirmed` is absent when there is nothing left to tell, because the record was erased. */
  | { readonly type: 'confirmed'; readonly revision: number; readonly confirmed?: ConfirmedLog | undefined }
  | { readonly type: 'failed'; readonly error: ErrorInfo; readonly delayMs: number; readonly asked?: boolean }
  | { readonly type: 'refused'; readonly error: ErrorInfo }
  /** Not its fault: nobody is signed in. */
  | { readonly type: 'postponed' }
  | { readonly type: 'retried' };

/** Every move an entry can make. The diagram in `docs/flows.md` is checked against this table. */
export const outboxTransitions = {
  pending: ['sending'],
  sending: ['done', 'pending', 'waiting', 'refused'],
  waiting: ['sending', 'pending'],
  refused: ['pending'],
  done: ['pending'],
} as const satisfies Record<OutboxStatus, readonly OutboxStatus[]>;

/** A call that the CRM has never heard of. */
export const newEntry = (fields: Pick<EntryBase, 'id' | 'revision' | 'startedAt' | 'lane'>): OutboxEntry => ({
  ...fields,
  attempt: 0,
  status: 'pending',
});

/**
 * The way of a call to the CRM, as a pure function.
 *
 * ```
 * pending ──► sending ──► done          (a newer revision makes it pending again)
 *    ▲           ├──────► waiting ──► sending
 *    └───────────┴──────► refused       (until somebody retries, or the call changes)
 * ```
 *
 * A signal that makes no sense in the current state returns the state untouched.
 */
export function reduceOutboxEntry(entry: OutboxEntry, signal: OutboxSignal, now: number): OutboxEntry {
  switch (signal.type) {
    case 'revised':
      return revise(entry, signal.revision);
    case 'started':
      return entry.status === 'pending' || entry.status === 'waiting' ? { ...base(entry), status: 'sending' } : entry;
    case 'retried':
      return entry.status === 'waiting' || entry.status === 'refused' ? { ...base(entry), status: 'pending' } : entry;
    default:
      return entry.status === 'sending' ? reduceSending(entry, signal, now) : entry;
  }
}

type Outcome = Exclude<OutboxSignal, { type: 'revised' | 'started' | 'retried' }>;

function reduceSending(entry: OutboxEntry, signal: Outcome, now: number): OutboxEntry {
  switch (signal.type) {
    case 'confirmed':
      return confirm(entry, signal);
    case 'failed': {
      const { error, delayMs, asked = false } = signal;
      const attempt = entry.attempt + 1;
      return { ...base(entry), attempt, status: 'waiting', until: now + delayMs, delayMs, asked, error };
    }
    case 'refused':
      return { ...base(entry), attempt: entry.attempt + 1, status: 'refused', refusedAt: now, error: signal.error };
    case 'postponed':
      return { ...base(entry), status: 'pending' };
  }
}

/** What changed deserves a new try, except while the CRM asked to wait. */
function revise(entry: OutboxEntry, revision: number): OutboxEntry {
  if (revision <= entry.revision) return entry;
  if (entry.status === 'done' || entry.status === 'refused') {
    return { ...base(entry), revision, attempt: 0, status: 'pending' };
  }
  return { ...entry, revision };
}

function confirm(entry: OutboxEntry, { revision, confirmed = entry.confirmed }: Outcome & { type: 'confirmed' }) {
  const next = { ...base(entry), revision: Math.max(revision, entry.revision), attempt: 0 };
  const status = revision >= entry.revision ? ('done' as const) : ('pending' as const);
  return confirmed ? { ...next, confirmed, status } : { ...next, status };
}

function base({ id, revision, startedAt, attempt, confirmed, lane }: OutboxEntry): EntryBase {
  const known = { id, revision, startedAt, attempt, ...(confirmed ? { confirmed } : {}) };
  return lane === undefined ? known : { ...known, lane };
}

/** Whether it may be sent now. A clock that was set back does not make anybody wait longer than was meant. */
export function isDue(entry: OutboxEntry, now: number): boolean {
  return entry.status === 'pending' || (entry.status === 'waiting' && waitLeft(entry, now) === 0);
}

/** Milliseconds until it is over; 0 when it is. */
export function waitLeft({ until, delayMs }: { readonly until: number; readonly delayMs: number }, now: number) {
  const left = until - now;
  return left > delayMs ? 0 : Math.max(0, left);
}
