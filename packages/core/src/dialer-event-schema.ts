import { type CallRating, callIssues } from './calls/call-rating.js';
import type { CallEnd } from './calls/call-state.js';
import type { QualitySummary } from './calls/quality.js';
import type { DialerEvent, DialerEventData, DialerEventType } from './dialer-events.js';
import type { DialerErrorCode, DialerWarningCode } from './error-catalogue.js';
import { errorCatalogue } from './error-catalogue.js';
import type { RecordingSummary, VoicemailSummary } from './recording/recording.js';
import type { CallInterruption, CallRecord } from './records/call-record.js';
import { z } from './shared/schema.js';

/*
 * The schemas of events for those who get them from outside: a server, a CRM, another window.
 * Extra fields are let through, so that a newer dialer can talk to an older reader.
 */

const codes = <Code extends string>(kind: 'error' | 'warning') =>
  z.enum(
    Object.keys(errorCatalogue).filter((code) => Reflect.get(errorCatalogue, code).kind === kind) as [Code, ...Code[]],
  );

const time = z.int().check(z.gte(0));
const direction = z.enum(['outgoing', 'incoming']);
const errorInfo = z.object({ code: codes<DialerErrorCode>('error'), message: z.string() });
const unanswered = [
  'busy',
  'declined',
  'no-answer',
  'not-found',
  'unavailable',
  'cancelled',
  'answered-elsewhere',
  'failed',
] as const;

const sip = z.optional(z.object({ code: z.int(), phrase: z.string() }));

const callEnd = z.object({
  reason: z.enum(['hung-up', ...unanswered]),
  by: z.enum(['local', 'remote', 'system']),
  sip,
  redirectedTo: z.optional(z.string()),
  error: z.optional(errorInfo),
} satisfies Record<keyof CallEnd, z.ZodMiniType>);

const callFact = { callId: z.uuid(), direction, number: z.string(), name: z.optional(z.string()) };
const transferFact = { ...callFact, target: z.string(), consulted: z.boolean() };

const agentStatus = z.enum(['offline', 'not-ready', 'ready', 'preview', 'dialing', 'on-call', 'wrap-up']);

const mos = z.number().check(z.gte(1), z.lte(5));
const amount = z.number().check(z.gte(0));
const qualitySummary = z.object({
  seconds: amount,
  mosMin: mos,
  mosMean: mos,
  rttMs: amount,
  jitterMs: amount,
  loss: z.number().check(z.gte(0), z.lte(1)),
} satisfies Record<keyof QualitySummary, z.ZodMiniType>);

const rating = {
  score: z.literal([1, 2, 3, 4, 5]),
  issue: z.optional(z.enum(callIssues)),
} satisfies Record<keyof CallRating, z.ZodMiniType>;

const consent = z.enum(['not-asked', 'announced', 'agreed', 'refused']);
const bytes = z.int().check(z.gte(0));

const recordingSummary = z.object({
  status: z.enum(['recording', 'ready', 'cut-off', 'refused', 'failed', 'deleted']),
  consent: z.optional(consent),
  durationMs: time,
  bytes,
  pauses: z.int().check(z.gte(0)),
  type: z.optional(z.string()),
} satisfies Record<keyof RecordingSummary, z.ZodMiniType>);

const voicemailSummary = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(['left', 'failed']),
  start: z.optional(z.enum(['beep', 'by-hand', 'time-limit'])),
} satisfies Record<keyof VoicemailSummary, z.ZodMiniType>);

/** A call record as it arrives in `dialdeck.record.saved`. */
export const callRecordSchema = z.object({
  id: z.uuid(),
  revision: z.int().check(z.gte(1)),
  owner: z.string(),
  agentId: z.optional(z.string()),
  direction,
  number: z.string(),
  name: z.optional(z.string()),
  customerId: z.optional(z.string()),
  company: z.optional(z.string()),
  startedAt: time,
  ringingAt: z.optional(time),
  answeredAt: z.optional(time),
  endedAt: z.optional(time),
  seenAt: time,
  outcome: z.enum(['in-progress', 'answered', 'abandoned', 'missed', 'rejected', 'interrupted', ...unanswered]),
  talkMs: time,
  end: z.optional(callEnd),
  transferredTo: z.optional(z.string()),
  disposition: z.optional(z.string()),
  note: z.optional(z.string()),
  tags: z.optional(z.array(z.string())),
  callbackAt: z.optional(time),
  leadId: z.optional(z.string()),
  campaignId: z.optional(z.string()),
  ruleIds: z.optional(z.array(z.string())),
  quality: z.optional(qualitySummary),
  rating: z.optional(z.object(rating)),
  recording: z.optional(recordingSummary),
  voicemail: z.optional(voicemailSummary),
  interruptions: z.optional(
    z.array(z.object({ from: time, to: time } satisfies Record<keyof CallInterruption, z.ZodMiniType>)),
  ),
} satisfies Record<Exclude<keyof CallRecord, 'resume'>, z.ZodMiniType>);

const connection = z.discriminatedUnion('status', [
  z.object({ status: z.literal('offline') }),
  z.object({ status: z.literal('connecting') }),
  z.object({ status: z.literal('connected') }),
  z.object({ status: z.literal('reconnecting'), attempt: z.int(), error: errorInfo }),
  z.object({ status: z.literal('failed'), error: errorInfo }),
]);

const warning = z.object({ code: codes<DialerWarningCode>('warning') });

/** What each type of event carries in `data`. */
export const eventDataSchemas = {
  'dialdeck.connection.changed': connection,
  'dialdeck.role.changed': z.object({ role: z.enum(['owner', 'mirror']) }),
  'dialdeck.call.started': z.object(callFact),
  'dialdeck.call.resumed': z.object(callFact),
  'dialdeck.call.ringing': z.object({ ...callFact, earlyMedia: z.boolean() }),
  'dialdeck.call.answered': z.object(callFact),
  'dialdeck.call.identified': z.object({ ...callFact, customerIds: z.array(z.string()) }),
  'dialdeck.call.muted': z.object({ ...callFact, muted: z.boolean() }),
  'dialdeck.call.held': z.object({ ...callFact, held: z.boolean(), by: z.enum(['local', 'remote']) }),
  'dialdeck.call.transferring': z.object(transferFact),
  'dialdeck.call.transferred': z.object(transferFact),
  'dialdeck.call.merged': z.object({ ...callFact, otherCallId: z.uuid() }),
  'dialdeck.call.split': z.object({ ...callFact, otherCallId: z.uuid() }),
  'dialdeck.call.transfer-failed': z.object({ ...transferFact, error: errorInfo, sip }),
  'dialdeck.call.quality-changed': z.object({ ...callFact, band: z.enum(['good', 'fair', 'poor']), mos }),
  'dialdeck.call.rated': z.object({ ...callFact, ...rating }),
  'dialdeck.call.ended': z.object({ ...callFact, end: callEnd, talkMs: time }),
  'dialdeck.call.voicemail-dropped': z.object({ ...callFact, voicemail: voicemailSummary }),
  'dialdeck.recording.started': z.object({ ...callFact, consent }),
  'dialdeck.recording.paused': z.object({ ...callFact, recordedMs: time }),
  'dialdeck.recording.resumed': z.object({ ...callFact, recordedMs: time }),
  'dialdeck.recording.stopped': z.object({ ...callFact, recordedMs: time, error: z.optional(errorInfo) }),
  'dialdeck.recording.ready': z.object({ ...callFact, durationMs: time, bytes, type: z.string() }),
  'dialdeck.recording.failed': z.object({ ...callFact, error: errorInfo }),
  'dialdeck.record.saved': callRecordSchema,
  'dialdeck.wrap-up.started': z.object(callFact),
  'dialdeck.wrap-up.completed': z.object({
    ...callFact,
    disposition: z.string(),
    callbackAt: z.optional(time),
    timedOut: z.optional(z.boolean()),
  }),
  'dialdeck.agent.changed': z.object({
    status: agentStatus,
    since: time,
    pause: z.optional(z.string()),
    previous: agentStatus,
    previousSince: time,
  }),
  'dialdeck.problem.reported': z.object({
    text: z.string(),
    call: z.optional(z.object({ ...callFact, quality: z.optional(qualitySummary) })),
  }),
  'dialdeck.crm.synced': z.object({ callId: z.uuid(), revision: z.int(), ref: z.string() }),
  'dialdeck.crm.failed': z.object({
    callId: z.uuid(),
    revision: z.int(),
    error: errorInfo,
    retryAt: z.optional(time),
  }),
  'dialdeck.call.prevented': z.object({
    ...callFact,
    intent: z.enum(['before-dial', 'before-answer', 'before-hang-up']),
    reason: z.string(),
  }),
  'dialdeck.warning.raised': warning,
  'dialdeck.warning.cleared': warning,
} satisfies { [Type in DialerEventType]: z.ZodMiniType<DialerEventData[Type]> };

/** The envelope of every event. */
export const envelopeSchema = z.object({
  specversion: z.literal('1.0'),
  id: z.uuid(),
  source: z.string().check(z.regex(/^\/dialdeck\//)),
  type: z.enum(Object.keys(eventDataSchemas) as [DialerEventType, ...DialerEventType[]]),
  subject: z.optional(z.string()),
  time: z.iso.datetime(),
  datacontenttype: z.literal('application/json'),
  dataschema: z.string(),
  sequence: z.int().check(z.gte(1)),
  data: z.unknown(),
});

/**
 * Checks an event that came from outside.
 * @returns the event, or `undefined` when it is none of ours
 */
export function parseDialerEvent(input: unknown): DialerEvent | undefined {
  const event = envelopeSchema.safeParse(input);
  if (!event.success) return undefined;
  const data = eventDataSchemas[event.data.type].safeParse(event.data.data);
  return data.success ? ({ ...event.data, data: data.data } as DialerEvent) : undefined;
}
