import { type ContractCase, caseWith } from './contract.js';
import { type CrmAdapterHarness, crmChecks, reasonToSkip, runCheck } from './crm-checks/index.js';

/**
 * What every `CrmAdapter` promises, for any test runner. A method the adapter does not have is not asked for, and what
 * the harness leaves out is not tried; `@dialdeck/crm/conformance` runs the same checks and says which.
 */
export function crmAdapterContract(make: () => Promise<CrmAdapterHarness>): readonly ContractCase[] {
  const promise = caseWith(make, (harness) => harness.clear());
  return crmChecks.map((check) =>
    promise(`${check.id}: ${check.title}`, async (harness) => {
      if (reasonToSkip(check, harness) === undefined) await runCheck(check, harness);
    }),
  );
}
