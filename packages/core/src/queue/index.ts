export { createAbandonmentPeriods, defaultPeriodRules, type PeriodRule } from '../dialing/abandonment-periods.js';
export { createDialQueue } from '../dialing/create-dial-queue.js';
export type {
  AbandonmentPicture,
  DialQueue,
  DialQueueState,
  HeldLead,
  LeadExplanation,
  StartOptions,
} from '../dialing/dial-queue.js';
export {
  type DialQueueOptions,
  defaultSkipReasons,
  type PowerRules,
  type PreviewRules,
  type SkipReason,
} from '../dialing/dial-queue-options.js';
export type { DialQueueDesk, DialQueuePart, QueueWorld } from '../dialing/queue-world.js';
export type {
  Attempt,
  AttemptEnd,
  AttemptIntent,
  AttemptOutcome,
  AttemptTimes,
  DialingMode,
} from './attempt.js';
export type { Callback, CallbackRequest } from './callback.js';
export {
  type CallbackPolicy,
  type Campaign,
  type CampaignList,
  defaultCallbackPolicy,
  defaultRetryPolicy,
  makeCampaign,
  type RetryPolicy,
  type RetryRule,
} from './campaign.js';
export { houseCapsOf, pastAttempts } from './caps.js';
export {
  type CallWish,
  consentIdsFor,
  createGateSources,
  type GateSourceOptions,
  type GateSources,
  gateRequestOf,
} from './gate-sources.js';
export {
  type Lead,
  type LeadAttribute,
  type LeadCallback,
  type LeadNumber,
  type LeadState,
  type Lease,
  makeLead,
  type NewLead,
} from './lead.js';
export { readCampaign, readLead } from './lead-schema.js';
export type {
  ClaimedLead,
  ClaimQuery,
  LeadCounts,
  LeadSource,
  LeadSourceWord,
  LeaseRef,
} from './lead-source.js';
export { leadTransitions } from './lead-state.js';
export { createLocalLeadSource, type LocalLeadSourceOptions } from './local-lead-source.js';
export type { Monotonic } from './queue-clock.js';
export { numberOf } from './retry-policy.js';
export { outcomeOfSip } from './sip-outcome.js';
