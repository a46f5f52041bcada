export type {
  AudioDevice,
  AudioDevices,
  AudioDevicesState,
  AudioLevel,
  AudioRole,
  AudioWarning,
  ChosenDevice,
  MicrophoneTest,
  MicrophoneTestOptions,
  ToneName,
  ToneOptions,
} from './audio/audio-devices.js';
export type { LineAudio, MicrophoneLease, ReplaceTrack } from './audio/line-audio.js';
export type { ToneSettings } from './audio/sound-desk.js';
export type { Call, CallOptions, Consult } from './calls/call.js';
export type { CallIssue, CallRating, CallRatingRequest, ProblemReport } from './calls/call-rating.js';
export type {
  ActiveCallState,
  CallEnd,
  CallState,
  CallStatus,
  EndedCallState,
  EndReason,
  LiveCallState,
} from './calls/call-state.js';
export type { CallQuality, QualityBand, QualitySummary } from './calls/quality.js';
export type { TransferState, TransferStatus, TransferStep } from './calls/transfer-state.js';
export type { DialerOptions } from './config.js';
export type { Crm, CrmDeliveryStatus, CrmState, RefusedCall, UnsyncedCalls } from './crm/crm.js';
export type { CrmAdapter, CrmCapability } from './crm/crm-adapter.js';
export type { ScreenPopMoment, ScreenPopPolicy } from './crm/screen-pop.js';
export type {
  CustomFieldDefinition,
  CustomFieldProblem,
  CustomValues,
} from './customers/custom-field.js';
export type {
  Customer,
  CustomerConsent,
  CustomerDirectory,
  CustomerField,
  CustomerNumber,
} from './customers/customer.js';
export type { CustomerQuery, LocalCustomerPage } from './customers/customer-search.js';
export type {
  CustomerTimelineEntry,
  CustomerTimelinePage,
  CustomerTimelineQuery,
} from './customers/customer-timeline.js';
export type { Customers, CustomersPage, CustomersQuery } from './customers/customers.js';
export type { CustomerEdit, CustomerFields, LocalCustomer } from './customers/local-customer.js';
export type { Diagnostics, DiagnosticsOptions, TimelineEntry } from './diagnosis/diagnostics.js';
export type { PreflightOptions } from './diagnosis/preflight.js';
export type {
  PreflightCheck,
  PreflightCheckName,
  PreflightReport,
  PreflightStatus,
  PreflightVerdict,
} from './diagnosis/preflight-report.js';
export { createDialer } from './dialer.js';
export type { Dialer } from './dialer-api.js';
export type { DialerEvent, DialerEventData, DialerEventType } from './dialer-events.js';
export type { AgentIdentity, DialerState } from './dialer-state.js';
export type { DialerWarningCode } from './error-catalogue.js';
export { DialerError, type DialerErrorCode, type ErrorInfo, isDialerError } from './errors.js';
export type {
  ClosedZone,
  DialCheck,
  DialExplanation,
  DialRequest,
  DialVerdict,
  RuleExplanation,
} from './intents/dial-check.js';
export type { Intent, IntentDecision, IntentSubject, Intents, IntentType } from './intents/intents.js';
export type { LeadRef } from './intents/lead-ref.js';
export { loadNumberFormat, type NumberFormat } from './numbers/number-format.js';
export { normalizeNumber } from './numbers/phone-number.js';
export type {
  AudioMeasurement,
  ConnectionState,
  DialOptions,
  Line,
  LineSignal,
  LineSound,
  LineTicket,
  MicrophoneState,
  Party,
  Phone,
  PhoneMessage,
  TransferOptions,
} from './phone/phone.js';
export type {
  Recording,
  RecordingCommand,
  RecordingSummary,
  Recordings,
  VoicemailOptions,
  VoicemailSummary,
} from './recording/recording.js';
export type { RecordingConsent, RecordingState, RecordingStatus } from './recording/recording-state.js';
export type { VoicemailMessage, VoicemailStart, VoicemailState, VoicemailStatus } from './recording/voicemail-state.js';
export type {
  CallInterruption,
  CallOutcome,
  CallRecord,
  RecordPage,
  RecordQuery,
  ResumePoint,
} from './records/call-record.js';
export type {
  DataEraser,
  ErasedPart,
  ErasureReport,
  ErasureRequest,
  ErasureSubject,
  KeptPart,
} from './records/data-eraser.js';
export type { RecordEdit, RecordEditOptions } from './records/record-edit.js';
export type { RecordExportOptions } from './records/record-export.js';
export type { RetentionPolicy, RetentionResult } from './records/record-retention.js';
export type { Records } from './records/records.js';
export { type Clock, systemClock } from './shared/clock.js';
export type { Listen, ListenOptions, Unsubscribe } from './shared/emitter.js';
export type { Readable } from './shared/store.js';
export type { CustomerStore } from './storage/customer-store.js';
export { createMemoryStorage } from './storage/memory.js';
export type { OutboxRow, OutboxStore, OutboxWord } from './storage/outbox-store.js';
export type { RecordingStore, StoredRecording, StoredVoicemail } from './storage/recording-store.js';
export type { RemovedRecords, RemoveOptions, Storage } from './storage/storage.js';
export type { WrapUp, WrapUpResult } from './wrap-up/wrap-up.js';
export { type Disposition, defaultDispositions, type WrapUpState } from './wrap-up/wrap-up-state.js';
