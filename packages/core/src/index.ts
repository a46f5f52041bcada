export type { AudioDevices, MicrophoneLease } from './audio/audio-devices.js';
export type { Call, CallOptions } from './calls/call.js';
export {
  type ActiveCallState,
  type CallEnd,
  type CallState,
  type CallStatus,
  callTransitions,
  type EndedCallState,
  type EndReason,
  type LiveCallState,
} from './calls/call-state.js';
export type { DialerOptions } from './config.js';
export type { Customer, CustomerDirectory, CustomerField, CustomerNumber } from './customers/customer.js';
export { createDialer } from './dialer.js';
export type { Dialer } from './dialer-api.js';
export type { DialerEvent, DialerEventData, DialerEventType } from './dialer-events.js';
export type { AgentIdentity, DialerState } from './dialer-state.js';
export type { DialerWarningCode } from './error-catalogue.js';
export { DialerError, type DialerErrorCode, type ErrorInfo, isDialerError } from './errors.js';
export { loadNumberFormat, type NumberFormat } from './numbers/number-format.js';
export { normalizeNumber } from './numbers/phone-number.js';
export type {
  AudioMeasurement,
  ConnectionState,
  DialOptions,
  Line,
  LineSignal,
  MicrophoneState,
  Party,
  Phone,
} from './phone/phone.js';
export type { CallOutcome, CallRecord, RecordPage, RecordQuery } from './records/call-record.js';
export type { Records } from './records/records.js';
export { type Clock, systemClock } from './shared/clock.js';
export type { Listen, ListenOptions, Unsubscribe } from './shared/emitter.js';
export type { Readable } from './shared/store.js';
export { createMemoryStorage } from './storage/memory.js';
export type { Storage } from './storage/storage.js';
export type { WrapUp, WrapUpResult } from './wrap-up/wrap-up.js';
export { type Disposition, defaultDispositions, type WrapUpState } from './wrap-up/wrap-up-state.js';
