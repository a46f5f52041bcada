export { createKpiAccumulator, type KpiAccumulator } from './kpi-accumulator.js';
export type { KpiCounts, KpiTimes } from './kpi-counts.js';
export type { AttemptMeaning, KpiAgentState, KpiAttempt, KpiAttemptTimes, KpiInterval } from './kpi-input.js';
export {
  type Abandonments,
  type KpiMoment,
  type Kpis,
  kpisOf,
  type LeadCounts,
  type ListKpis,
  predictiveGain,
  type QualityKpis,
  type SpeedKpis,
  type TimeKpis,
} from './kpis.js';
