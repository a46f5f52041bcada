import type { CallEnd } from './calls/call-state.js';
import type { DialerWarningCode } from './error-catalogue.js';
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
  'dialdeck.call.ended': CallFact & { readonly end: CallEnd; readonly talkMs: number };
  'dialdeck.record.saved': CallRecord;
  'dialdeck.wrap-up.started': CallFact;
  'dialdeck.wrap-up.completed': CallFact & { readonly disposition: string };
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
