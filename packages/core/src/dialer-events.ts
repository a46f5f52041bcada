import type { AgentStatus } from './agent/agent-state.js';
import type { CallRating } from './calls/call-rating.js';
import type { CallEnd } from './calls/call-state.js';
import type { QualityBand, QualitySummary } from './calls/quality.js';
import type { DialerWarningCode } from './error-catalogue.js';
import type { ErrorInfo } from './errors.js';
import type { IntentType } from './intents/intents.js';
import type { ConnectionState } from './phone/phone.js';
import type { VoicemailSummary } from './recording/recording.js';
import type { RecordingConsent } from './recording/recording-state.js';
import type { CallRecord } from './records/call-record.js';

interface CallFact {
  readonly callId: string;
  readonly direction: 'outgoing' | 'incoming';
  readonly number: string;
  readonly name?: string | undefined;
}

/** What each type of event carries. Facts in the past tense, plain JSON. */
export interface DialerEventData {
  'dialdeck.connection.changed': ConnectionState;
  /** Of a dialer that tabs share: what this tab is to it. Told in this tab only. */
  'dialdeck.role.changed': { readonly role: 'owner' | 'mirror' };
  'dialdeck.call.started': CallFact;
  /** Another page began it; after a reload or crash it goes on here. The same `callId`, and nothing else is told twice. */
  'dialdeck.call.resumed': CallFact;
  'dialdeck.call.ringing': CallFact & { readonly earlyMedia: boolean };
  'dialdeck.call.answered': CallFact;
  'dialdeck.call.identified': CallFact & { readonly customerIds: readonly string[] };
  'dialdeck.call.muted': CallFact & { readonly muted: boolean };
  'dialdeck.call.held': CallFact & { readonly held: boolean; readonly by: 'local' | 'remote' };
  /** `target` is where it goes; `consulted`: the agent talked to them first. */
  'dialdeck.call.transferring': CallFact & { readonly target: string; readonly consulted: boolean };
  'dialdeck.call.transferred': CallFact & { readonly target: string; readonly consulted: boolean };
  'dialdeck.call.transfer-failed': CallFact & {
    readonly target: string;
    readonly consulted: boolean;
    readonly error: ErrorInfo;
    readonly sip?: CallEnd['sip'];
  };
  /** It is one conference with another call now; each of the two tells it. */
  'dialdeck.call.merged': CallFact & { readonly otherCallId: string };
  /** The conference is over, and this call goes on. */
  'dialdeck.call.split': CallFact & { readonly otherCallId: string };
  /** Told when the word for it changes, not with every measurement. */
  'dialdeck.call.quality-changed': CallFact & { readonly band: QualityBand; readonly mos: number };
  'dialdeck.call.rated': CallFact & CallRating;
  'dialdeck.call.ended': CallFact & { readonly end: CallEnd; readonly talkMs: number };
  /** A message was left on an answering machine, or was not. */
  'dialdeck.call.voicemail-dropped': CallFact & { readonly voicemail: VoicemailSummary };
  'dialdeck.recording.started': CallFact & { readonly consent: RecordingConsent };
  'dialdeck.recording.paused': CallFact & { readonly recordedMs: number };
  'dialdeck.recording.resumed': CallFact & { readonly recordedMs: number };
  /** `error`: why it ended before the call did. */
  'dialdeck.recording.stopped': CallFact & { readonly recordedMs: number; readonly error?: ErrorInfo | undefined };
  /** The sound can be had from `dialer.recordings.open`. */
  'dialdeck.recording.ready': CallFact & {
    readonly durationMs: number;
    readonly bytes: number;
    readonly type: string;
  };
  'dialdeck.recording.failed': CallFact & { readonly error: ErrorInfo };
  'dialdeck.record.saved': CallRecord;
  'dialdeck.wrap-up.started': CallFact;
  'dialdeck.wrap-up.completed': CallFact & {
    readonly disposition: string;
    /** Milliseconds since 1970. */
    readonly callbackAt?: number | undefined;
    /** The time was over and the rules chose. */
    readonly timedOut?: boolean | undefined;
  };
  /** What the agent does changed; `previous` lasted from `previousSince` to `since`. */
  'dialdeck.agent.changed': {
    readonly status: AgentStatus;
    /** Milliseconds since 1970. */
    readonly since: number;
    /** Id of the pause code. */
    readonly pause?: string | undefined;
    readonly previous: AgentStatus;
    readonly previousSince: number;
  };
  'dialdeck.problem.reported': {
    readonly text: string;
    /** The call it is about. */
    readonly call?: (CallFact & { readonly quality?: QualitySummary | undefined }) | undefined;
  };
  /** The CRM confirmed a call; `ref` is its own id of it. */
  'dialdeck.crm.synced': { readonly callId: string; readonly revision: number; readonly ref: string };
  /** A try failed. With `retryAt` it is tried again by itself; without, it was refused until something changes. */
  'dialdeck.crm.failed': {
    readonly callId: string;
    readonly revision: number;
    readonly error: ErrorInfo;
    readonly retryAt?: number | undefined;
  };
  /** The page stopped an answer or a hang-up of the agent. A dial that is not allowed ends the call, with the reason. */
  'dialdeck.call.prevented': CallFact & { readonly intent: IntentType; readonly reason: string };
  'dialdeck.warning.raised': { readonly code: DialerWarningCode };
  'dialdeck.warning.cleared': { readonly code: DialerWarningCode };
}

export type DialerEventType = keyof DialerEventData;

/**
 * Something that happened, in a CloudEvents 1.0 envelope.
 * Told once and in order; nothing is knowable only from an event.
 */
export type DialerEvent<Type extends DialerEventType = DialerEventType> = {
  [T in Type]: {
    readonly specversion: '1.0';
    /** UUIDv7. */
    readonly id: string;
    /** Which dialer: `/dialdeck/<dialer id>`. */
    readonly source: string;
    readonly type: T;
    /** The call it is about. */
    readonly subject?: string | undefined;
    /** RFC 3339, UTC. */
    readonly time: string;
    readonly datacontenttype: 'application/json';
    readonly dataschema: string;
    /** 1, 2, 3 … per dialer, without gaps. */
    readonly sequence: number;
    readonly data: DialerEventData[T];
  };
}[Type];
