import { callChecks } from './call-checks.js';
import type { CrmCheck } from './crm-check.js';
import { customerChecks } from './customer-checks.js';
import { deskChecks } from './desk-checks.js';
import { failureChecks } from './failure-checks.js';
import { matchChecks } from './match-checks.js';

/** Every promise of the CRM port, in the order of a report. */
export const crmChecks: readonly CrmCheck[] = Object.freeze([
  ...callChecks,
  ...failureChecks,
  ...matchChecks,
  ...customerChecks,
  ...deskChecks,
]);

export { type CrmAdapterHarness, type CrmCheck, type CrmHarnessFailure, reasonToSkip, runCheck } from './crm-check.js';
