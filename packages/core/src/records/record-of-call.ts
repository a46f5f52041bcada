import type { CallState, EndedCallState } from '../calls/call-state.js';
import type { LineTicket } from '../phone/phone.js';
import type { CallOutcome, CallRecord } from './call-record.js';

export interface RecordContext {
  readonly owner: string;
  readonly agentId?: string | undefined;
  readonly revision: number;
  readonly now: number;
  /** With what another page takes up the call. */
  readonly ticket?: LineTicket | undefined;
}

/** What reports call the fate of a call. */
export function outcomeOf(call: CallState): CallOutcome {
  if (call.status !== 'ended') return 'in-progress';
  if (call.abandoned) return 'abandoned';
  if (call.answeredAt !== undefined) return 'answered';
  const { reason, by } = call.end;
  if (call.direction === 'incoming' && reason !== 'failed' && reason !== 'answered-elsewhere') {
    return by === 'local' && reason === 'declined' ? 'rejected' : 'missed';
  }
  return reason === 'hung-up' ? 'cancelled' : reason;
}

/** Milliseconds from answer to end, 0 when never answered. */
export const talkMsOf = ({ answeredAt, endedAt }: Pick<EndedCallState, 'answeredAt' | 'endedAt'>): number =>
  answeredAt === undefined ? 0 : Math.max(0, endedAt - answeredAt);

/** The record of a call as it stands. It names a customer only when there is no doubt who it is. */
export function recordOfCall(call: CallState, { owner, agentId, revision, now, ticket }: RecordContext): CallRecord {
  const [customer] = call.customers.length === 1 ? call.customers : [];
  const ended = call.status === 'ended' ? call : undefined;
  return withoutUndefined<CallRecord>({
    id: call.id,
    revision,
    owner,
    agentId,
    direction: call.direction,
    number: call.number,
    name: customer?.name ?? call.name,
    customerId: customer?.id,
    company: customer?.company,
    startedAt: call.startedAt,
    ringingAt: 'ringingAt' in call ? call.ringingAt : undefined,
    answeredAt: 'answeredAt' in call ? call.answeredAt : undefined,
    endedAt: ended?.endedAt,
    seenAt: now,
    outcome: outcomeOf(call),
    talkMs: ended ? talkMsOf(ended) : 0,
    end: ended?.end,
    resume: ticket && call.status === 'active' ? { line: ticket, held: call.held, muted: call.muted } : undefined,
    transferredTo: ended?.transferredTo,
    note: call.note || undefined,
    leadId: call.lead?.id,
    campaignId: call.lead?.campaignId,
    ruleIds: call.ruleIds,
  });
}

/**
 * What is known of a call whose page died: it lasted at least until it was last seen.
 * The far end may have heard silence after that; the record does not guess.
 */
export function interruptedRecord({ resume: _resume, ...record }: CallRecord): CallRecord {
  const { answeredAt, seenAt } = record;
  return {
    ...record,
    revision: record.revision + 1,
    outcome: 'interrupted',
    endedAt: seenAt,
    talkMs: answeredAt === undefined ? 0 : Math.max(0, seenAt - answeredAt),
  };
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}
