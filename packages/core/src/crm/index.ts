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
export { type CrmDirectoryOptions, createCrmDirectory } from './crm-directory.js';
export { CrmError, type CrmErrorKind, type CrmFault, crmErrorOfResponse, crmFaultOf } from './crm-error.js';
export type { CrmCallChanges, CrmCallLog } from './crm-log.js';
export { listCrmDispositions } from './list-dispositions.js';
export { createOutbox, type Outbox, type OutboxOptions } from './outbox.js';
export { type OutboxEntry, type OutboxStatus, outboxTransitions } from './outbox-state.js';
export {
  type ScreenPop,
  type ScreenPopMoment,
  type ScreenPopPolicy,
  type ScreenPopSituation,
  screenPopOf,
} from './screen-pop.js';
