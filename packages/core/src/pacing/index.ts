export type { AnswerModelState } from './answer-model.js';
export { cancellableCalls } from './cancellable-calls.js';
export { createAdaptiveLevelPacer, createFixedRatioPacer, createProgressivePacer } from './comparison-pacers.js';
export { answersToCome } from './ledger-guard.js';
export type { RiskPacerOptions } from './pacer-options.js';
export type { RiskPacerState } from './pacer-state.js';
export type {
  AbandonmentPeriod,
  InFlightCall,
  Pacer,
  PacingDecision,
  PacingOutcome,
  PacingReason,
  PacingSnapshot,
  ResolvedCall,
} from './pacing-snapshot.js';
export type { RiskLevelOptions } from './risk-level.js';
export { createRiskPacer, type RiskPacer } from './risk-pacer.js';
