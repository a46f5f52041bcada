export {
  createAdaptiveLevelPacer,
  createFixedRatioPacer,
  createProgressivePacer,
} from '../pacing/comparison-pacers.js';
export type { RiskPacerOptions } from '../pacing/pacer-options.js';
export type { RiskPacerState } from '../pacing/pacer-state.js';
export type { Pacer, PacingDecision, PacingSnapshot, ResolvedCall } from '../pacing/pacing-snapshot.js';
export { createRiskPacer, type RiskPacer } from '../pacing/risk-pacer.js';
export { blindOccupancy, erlangB, erlangLoad, ratioOccupancy } from './oracles.js';
export { createRandomStreamPacer } from './random-stream-pacer.js';
export type { LiveShareFrom, Scenario, Spread } from './scenario.js';
export { type SimulatedDay, type Simulation, simulate } from './simulate.js';
