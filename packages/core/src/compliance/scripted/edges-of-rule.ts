import type { Rule, RuleOf } from '../rule-pack.js';
import { rateEdges } from './abandonment-edges.js';
import { capEdges, lockEdges, refusalEdges } from './attempt-edges.js';
import { consentEdges, fileEdges } from './list-edges.js';
import type { EdgeCase, RuleEdge } from './rule-edge.js';
import { holidayEdges, severalZonesEdges, windowEdges } from './window-edges.js';

/** Fields that no single call can be measured by, and what becomes of them. A new field belongs here or gets edges. */
export const notMeasured: Readonly<Partial<Record<Rule['field'], string>>> = {
  'abandonment.connectSeconds': 'what counts as abandoned; the maker of the ledger decides',
  'abandonment.definition': 'read',
  'abandonment.formula': 'reasonedAbandonmentRate',
  'abandonment.message': 'the message of power mode',
  'abandonment.referenceRate': 'a benchmark, no limit',
  'abandonment.window': 'asked with abandonment.maxRate',
  'adad.telemarketing': 'read; nothing is dialed without an agent',
  'call.terminateOnRequest': 'the agent',
  callerIdSeries: 'the caller ids of the campaign',
  'cli.required': 'the caller ids of the campaign',
  'cli.returnNumberValidDays': 'the company',
  'complaints.channel': 'read',
  'consent.autodialerToMobile': 'read',
  'consent.oneToOne': 'read',
  'consent.recordRetention': 'keepConsentUntil',
  'consent.revocationHonourWithin': 'a consent taken back counts at once',
  'consent.statute': 'read',
  'dialing.sequential': 'leads are imported, never counted up',
  'dnc.internalListRetention': 'entries are kept',
  'dnc.registry': 'read',
  'penalty.max': 'read',
  'platformLimit.aliyun.outboundbot': 'the company',
  'platformLimit.aliyun.voice': 'the company',
  'platformLimit.tencent.ccc': 'the company',
  'records.retention': 'the company',
  'ring.minRings': 'ring.minSeconds',
  'ring.minSeconds': 'the ringing of power mode',
};

const as = <Field extends Rule['field']>(edge: EdgeCase) => edge as EdgeCase<RuleOf<Field>>;

/** Calls right beside the edges of the rule; none for a rule that measures no call. */
export function edgesOfRule(edge: EdgeCase): readonly RuleEdge[] {
  switch (edge.rule.field) {
    case 'callingWindow': {
      const hours = as<'callingWindow'>(edge);
      return [...windowEdges(hours), ...severalZonesEdges(hours), ...holidayEdges(hours)];
    }
    case 'attempts.max':
      return capEdges(as<'attempts.max'>(edge));
    case 'dnc.scrubMaxAgeDays':
      return fileEdges(as<'dnc.scrubMaxAgeDays'>(edge));
    case 'consent.required':
      return consentEdges(as<'consent.required'>(edge));
    case 'refusal.lockDays':
    case 'refusal.lock':
      return refusalEdges(as<'refusal.lockDays' | 'refusal.lock'>(edge));
    case 'abandonment.redialLockHours':
    case 'amd.redialLock':
      return lockEdges(as<'abandonment.redialLockHours' | 'amd.redialLock'>(edge));
    case 'abandonment.maxRate':
      return rateEdges(as<'abandonment.maxRate'>(edge));
    default:
      return [];
  }
}

/** A year in which the rule is in force from its first day to its last. */
export function yearOf({ effectiveFrom, effectiveTo }: Rule): number {
  if (effectiveTo !== undefined) return Number(effectiveTo.slice(0, 4)) - 1;
  return Math.max(2027, Number(effectiveFrom?.slice(0, 4) ?? 0) + 1);
}
