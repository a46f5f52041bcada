export {
  type Abandonment,
  abandonmentAt,
  type LedgerWindow,
  type LiveAnswer,
  mayRiskAbandonment,
  reasonedAbandonmentRate,
} from './abandonment-ledger.js';
export type { AbandonmentLedger, AbandonmentSource } from './abandonment-limit.js';
export type { AttemptCap, CalledParty, PastAttempt } from './attempt-caps.js';
export { clopperPearsonUpper, wilsonUpper } from './binomial-bound.js';
export {
  type Consent,
  type ConsentEvidence,
  type ConsentSource,
  consentRevoked,
  consentUsed,
  createConsentLedger,
  keepConsentUntil,
} from './consent.js';
export { type ComplianceOptions, createCompliance } from './create-compliance.js';
export {
  createDoNotCallList,
  type DoNotCallEntry,
  type DoNotCallSource,
  type NationalFile,
  type NationalFileAnswer,
} from './do-not-call.js';
export { type AttemptSource, createGate, type Gate, type GateOptions } from './gate.js';
export type { GateAnswer, GateRequest, RuleVerdict } from './gate-answer.js';
export { createHolidayList, type HolidayProvider } from './holidays.js';
export {
  type CalendarHoliday,
  createHolidaysFrom,
  type HolidayCalendar,
  type HolidaysFromOptions,
} from './holidays-from.js';
export type { HouseCap } from './house-rules.js';
export { createNumberZones } from './number-zones.js';
export { readRulePack } from './read-rule-pack.js';
export { problemsOfRulePack, type Rule, type RulePack } from './rule-pack.js';
export {
  type CalledPlace,
  createTimeZones,
  type TimeZoneOptions,
  type TimeZoneSource,
  type ZonesAnswer,
} from './time-zone.js';
