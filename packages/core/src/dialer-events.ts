import type { CallRating } from './calls/call-rating.js';
import type { CallEnd } from './calls/call-state.js';
import type { QualityBand, QualitySummary } from './calls/quality.js';
import type { DialerWarningCode } from './error-catalogue.js';
import type { ErrorInfo } from './errors.js';
import type { ConnectionState } from './phone/phone.js';
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
  'dialdeck.call.started': CallFact;
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
  /** Told when the word for it changes, not with every measurement. */
  'dialdeck.call.quality-changed': CallFact & { readonly band: QualityBand; readonly mos: number };
  'dialdeck.call.rated': CallFact & CallRating;
  'dialdeck.call.ended': CallFact & { readonly end: CallEnd; readonly talkMs: number };
  'dialdeck.record.saved': CallRecord;
  'dialdeck.wrap-up.started': CallFact;
  'dialdeck.wrap-up.completed': CallFact & { readonly disposition: string };
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
