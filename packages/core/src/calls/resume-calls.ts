import { DialerError, errorInfoOf } from '../errors.js';
import type { Line, Phone } from '../phone/phone.js';
import type { CallRecord } from '../records/call-record.js';
import type { RecordBook } from '../records/record-book.js';
import type { interruptedRecord } from '../records/record-of-call.js';
import type { Clock } from '../shared/clock.js';
import type { Storage } from '../storage/storage.js';
import type { WarningBoard } from '../warning-board.js';
import type { talkingBeside } from './active-call.js';
import type { CallDesk } from './call-desk.js';
import type { ActiveCallState, CallEnd } from './call-state.js';

export interface ResumeOptions {
  readonly phone: Pick<Phone, 'connection' | 'resume'>;
  readonly storage: Pick<Storage, 'owner' | 'saveRecord'>;
  readonly book: Pick<RecordBook, 'change' | 'take'>;
  readonly desk: Pick<CallDesk, 'resume' | 'live'>;
  readonly clock: Clock;
  readonly warn: WarningBoard['set'];
  /** How long after its page was last seen a call may be taken up. Milliseconds. */
  readonly limitMs: number;
  // Handed over instead of imported: bundlers would cut them out of the main file, which every page would pay for.
  readonly interruptedRecord: typeof interruptedRecord;
  readonly talkingBeside: typeof talkingBeside;
}

/**
 * Takes up the calls of a page that died, one after the other, as soon as the phone is connected. Each goes on with its
 * id and its record, or its record is closed as `interrupted` and says why.
 */
export async function resumeCalls(records: readonly CallRecord[], options: ResumeOptions): Promise<void> {
  for (const record of records) await resumeOne(record, options);
}

async function resumeOne(found: CallRecord, options: ResumeOptions): Promise<void> {
  const { phone, storage, book, clock, warn } = options;
  if (!(await isConnected(phone, clock, found.seenAt + options.limitMs - clock.now()))) {
    return close(found, options, { why: 'The phone was not connected within a minute.' });
  }
  // Of several tabs that found it, the first to write takes it.
  const record = { ...found, owner: storage.owner, revision: found.revision + 1 };
  if (!(await storage.saveRecord(record)) || !record.resume) return;
  warn('call-resuming', true);
  const { number, name } = record;
  const line = phone.resume?.(record.resume.line, { number, ...(name !== undefined && { name }) });
  const end = line && (await answerOf(line, () => takeOver({ record, line }, options)));
  warn('call-resuming', false);
  if (end) {
    book.take(record);
    await close(record, options, { why: end.error?.message ?? `The far end refused (${end.reason}).`, sip: end.sip });
  }
}

/** Whether the phone is connected before time is up. */
function isConnected({ connection }: ResumeOptions['phone'], clock: Clock, withinMs: number): Promise<boolean> {
  const stop = new AbortController();
  return new Promise<boolean>((resolve) => {
    const look = () => connection.snapshot.status === 'connected' && resolve(true);
    connection.subscribe(look, { signal: stop.signal });
    const cancel = clock.after(Math.max(0, withinMs), () => resolve(false));
    stop.signal.addEventListener('abort', cancel);
    look();
  }).finally(() => stop.abort());
}

/** Runs `up` in the moment of the answer; the end when there was none. */
function answerOf(line: Line, up: () => void): Promise<CallEnd | undefined> {
  return new Promise((resolve) => {
    const stop = line.signals((signal) => {
      if (signal.type !== 'answered' && signal.type !== 'ended') return;
      stop();
      if (signal.type === 'ended') return resolve(signal.end);
      up();
      resolve(undefined);
    });
  });
}

interface Taken {
  readonly record: CallRecord;
  readonly line: Line;
}

/** Goes on, as muted and as held as it was. */
function takeOver({ record, line }: Taken, options: ResumeOptions): void {
  const { book, desk, clock } = options;
  const { resume, interruptions = [], seenAt } = record;
  book.take({ ...record, interruptions: [...interruptions, { from: seenAt, to: clock.now() }] });
  const call = desk.resume(line, stateOf(record, clock.now()));
  if (resume?.muted) call.setMuted(true);
  // A far end that refuses hold now is at least not spoken to.
  // Nor do two talk at once: the second of what was a conference waits.
  const hold = resume?.held || options.talkingBeside(desk.live(), record.id).length > 0;
  if (hold) call.setHeld(true).catch(() => call.state.snapshot.status === 'active' && call.setMuted(true));
}

function stateOf(record: CallRecord, now: number): ActiveCallState {
  const { id, direction, number, name, note = '', startedAt, ringingAt, answeredAt = now } = record;
  return {
    id,
    direction,
    number,
    customers: [],
    note,
    startedAt,
    answeredAt,
    ...(name !== undefined && { name }),
    ...(ringingAt !== undefined && { ringingAt }),
    status: 'active',
    muted: false,
    held: false,
    heldByRemote: false,
    media: 'connecting',
  };
}

interface Refusal {
  readonly why: string;
  readonly sip?: CallEnd['sip'];
}

/** Nothing more can be done for this call; its record says so. */
async function close(record: CallRecord, { book, ...options }: ResumeOptions, { why, sip }: Refusal): Promise<void> {
  const error = errorInfoOf(new DialerError('call-not-resumed', why));
  const end: CallEnd = { reason: 'failed', by: 'system', error, ...(sip && { sip }) };
  await book.change(record.id, { ...options.interruptedRecord(record), end, resume: undefined });
}
