import type { CrmLink } from '../crm/link-crm.js';
import type { Clock } from '../shared/clock.js';
import type { DialCheck, DialRequest, DialVerdict } from './dial-check.js';
import type { IntentDecision } from './intents.js';

/** Who is asked before a call, in this order; the first refusal counts. */
export interface PermissionSources {
  /** The rules of calling. */
  readonly compliance: DialCheck | undefined;
  /** The CRM. */
  readonly crm: Pick<CrmLink, 'checkDial'> | undefined;
  /** The page. */
  readonly page: Promise<IntentDecision> | undefined;
  readonly clock: Clock;
}

/** Milliseconds a check may take. */
const limitMs = 10_000;

/** Whether a call may be made. Never rejects: what fails or does not answer forbids it. */
export async function askPermission(
  { compliance, crm, page, clock }: PermissionSources,
  request: DialRequest,
): Promise<DialVerdict> {
  const rules = compliance && (await ask(compliance, request, clock));
  if (rules && !rules.allowed) return rules;
  const advice = crm && (await ask({ check: (asked, signal) => adviceOf(crm, asked, signal) }, request, clock));
  if (advice && !advice.allowed) return advice;
  const decision = (await page) ?? { allowed: true };
  return decision.allowed ? { allowed: true, ruleIds: rules?.ruleIds, warning: advice?.warning } : decision;
}

/** What the CRM says. One that is down only warns. */
async function adviceOf(
  crm: Pick<CrmLink, 'checkDial'>,
  { number, customer }: DialRequest,
  signal: AbortSignal,
): Promise<DialVerdict> {
  const said = await crm.checkDial({ number, customerId: customer?.id }, signal);
  if (said.verdict === 'block') return { allowed: false, reason: said.text };
  return { allowed: true, warning: said.verdict === 'warn' ? said.text : undefined };
}

async function ask(check: DialCheck, request: DialRequest, clock: Clock): Promise<DialVerdict> {
  const abort = new AbortController();
  let stop = () => {};
  const late = new Promise<DialVerdict>((resolve) => {
    stop = clock.after(limitMs, () => {
      abort.abort();
      resolve({ allowed: false, reason: 'The check of this number did not answer in time.' });
    });
  });
  const asked = Promise.resolve()
    .then(() => check.check(request, abort.signal))
    .catch((): DialVerdict => ({ allowed: false, reason: 'This number could not be checked.' }));
  return Promise.race([asked, late]).finally(() => stop());
}
