export type { CheckResult, ConformanceReport } from './conformance-report.js';
export { formatReport } from './format-report.js';
export { type ConformanceOptions, type CrmWorld, runConformance } from './run-conformance.js';
