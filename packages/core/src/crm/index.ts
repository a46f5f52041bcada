export { untilAborted } from '../shared/until-aborted.js';
export { type AskDialOptions, askDial } from './ask-dial.js';
export type { CrmDirectory } from './cached-directory.js';
export type { Crm, CrmDeliveryStatus, CrmState, RefusedCall, UnsyncedCalls } from './crm.js';
export type {
  CrmAdapter,
  CrmCapability,
  CrmDelivery,
  CrmMatch,
  CrmReceipt,
  CrmRecordRef,
  OpenReason,
} from './crm-adapter.js';
export { crmAnswerSchemas, customerSchema } from './crm-answers.js';
export { type CrmDirectoryOptions, createCrmDirectory } from './crm-directory.js';
export { CrmError, type CrmErrorKind, type CrmFault, crmErrorOfResponse, crmFaultOf } from './crm-error.js';
export type { CrmCallChanges, CrmCallLog } from './crm-log.js';
export { type CrmQuestions, type CrmQuestionsOptions, createCrmQuestions } from './crm-questions.js';
export type { RecordingReceipt, RecordingUpload } from './crm-recording.js';
export type { TimelineEntry, TimelinePage } from './crm-timeline.js';
export type { CrmPageRequest, CrmWrite, CustomerChanges, CustomerPage, NewCustomer } from './customer-changes.js';
export type { DialCheckRequest, DialVerdict } from './dial-check.js';
export { listCrmDispositions } from './list-dispositions.js';
export { createLocalCrm, type LocalCrm, type LocalCrmOptions } from './local/create-local-crm.js';
export { createOutbox, type Outbox, type OutboxOptions } from './outbox.js';
export { type OutboxEntry, type OutboxStatus, outboxTransitions } from './outbox-state.js';
export {
  type ScreenPop,
  type ScreenPopMoment,
  type ScreenPopPolicy,
  type ScreenPopSituation,
  screenPopOf,
} from './screen-pop.js';
