import { type AbandonmentLedger, abandonmentLimit } from './abandonment-limit.js';
import { attemptCap, type PastAttempt } from './attempt-caps.js';
import { callingWindow } from './calling-window.js';
import { type Consent, consentRequired } from './consent.js';
import type { Constraint } from './constraint.js';
import { type DoNotCallEntry, type NationalFileAnswer, nationalFile } from './do-not-call.js';
import { isEffective } from './effective-period.js';
import type { GateRequest } from './gate-answer.js';
import type { HolidayProvider } from './holidays.js';
import { outcomeLock, refusalLock } from './redial-locks.js';
import type { Rule, RuleOf, RulePack } from './rule-pack.js';

/** All that the rules ask about one call. */
export interface CallFacts {
  readonly request: GateRequest;
  readonly at: number;
  readonly zones: readonly string[];
  readonly attempts: readonly PastAttempt[];
  readonly doNotCall: readonly DoNotCallEntry[];
  readonly nationalFiles: readonly NationalFileAnswer[];
  readonly consents: readonly Consent[];
  readonly holidays?: HolidayProvider | undefined;
  readonly abandonment?: AbandonmentLedger | undefined;
}

/** What a rule asks of the call; `undefined` when no single call can be measured by it. */
export function constraintOf(rule: Rule, pack: RulePack, facts: CallFacts): Constraint | undefined {
  const { request, zones, attempts } = facts;
  const past = { party: request, attempts, zones };
  const { isAgentReserved } = request;
  switch (rule.field) {
    case 'callingWindow':
      return rule.value === null
        ? undefined
        : callingWindow(rule.value, { zones, jurisdiction: pack.jurisdiction, holidays: facts.holidays });
    case 'attempts.max':
      return attemptCap(rule.value, past);
    case 'dnc.scrubMaxAgeDays':
      return nationalFile(
        rule.value,
        facts.nationalFiles.filter(({ jurisdiction }) => jurisdiction === pack.jurisdiction),
      );
    case 'consent.required':
      return rule.value ? consentOf(facts) : undefined;
    case 'refusal.lockDays':
    case 'refusal.lock':
      return refusalLock(rule.value, past);
    case 'abandonment.redialLockHours':
      return outcomeLock({ outcome: 'abandoned', hours: rule.value, isAgentReserved, ...past });
    case 'amd.redialLock':
      return outcomeLock({ outcome: 'machine', hours: rule.value.hours, isAgentReserved, ...past });
    case 'abandonment.maxRate':
      return rule.value === null ? undefined : limitOf(rule.value, pack, facts);
    default:
      return undefined;
  }
}

const consentOf = ({ consents, request: { number, purpose = 'marketing' } }: CallFacts) =>
  consentRequired({ consents, number, purpose });

function limitOf(limit: number, { rules }: RulePack, { abandonment, request, at, zones }: CallFacts): Constraint {
  const window = rules.find(
    (rule): rule is RuleOf<'abandonment.window'> =>
      rule.field === 'abandonment.window' && rule.enabled && isEffective(rule, at, zones),
  );
  const { isAgentReserved } = request;
  return abandonmentLimit({ limit, length: window?.value.length, ledger: abandonment, isAgentReserved, at });
}
