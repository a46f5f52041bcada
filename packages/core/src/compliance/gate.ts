import { DialerError } from '../errors.js';
import type { ClosedZone } from '../intents/dial-check.js';
import { type Clock, systemClock } from '../shared/clock.js';
import type { AbandonmentSource } from './abandonment-limit.js';
import type { CalledParty, PastAttempt } from './attempt-caps.js';
import { findClosedZones } from './closed-zones.js';
import type { ConsentSource } from './consent.js';
import { nextOpen } from './constraint.js';
import type { DoNotCallSource } from './do-not-call.js';
import { duringPeriods, isEffective } from './effective-period.js';
import type { GateAnswer, GateRequest, RuleVerdict } from './gate-answer.js';
import type { HolidayProvider } from './holidays.js';
import { type AskedRule, type HouseCap, houseRules, uncoveredPlace } from './house-rules.js';
import { checkPacks, packsFor } from './jurisdictions.js';
import { type CallFacts, constraintOf } from './pack-constraints.js';
import type { Rule, RulePack } from './rule-pack.js';
import { createTimeZones, type TimeZoneSource, type ZonesAnswer } from './time-zone.js';

/** PORT. The log of the calls made so far, over all campaigns. */
export interface AttemptSource {
  /** At least the attempts to the number, to the lead and to the account; too many do no harm. */
  find(party: CalledParty): readonly PastAttempt[] | Promise<readonly PastAttempt[]>;
}

export interface GateOptions {
  /** What `readRulePack` returned. The pack of a state needs that of its country beside it. */
  readonly packs: readonly RulePack[];
  readonly attempts: AttemptSource;
  readonly doNotCall: DoNotCallSource;
  readonly consents: ConsentSource;
  /** Default: only zones that the request names. */
  readonly timeZones?: TimeZoneSource | undefined;
  /** Without it every day counts as a holiday where a rule speaks of holidays. */
  readonly holidays?: HolidayProvider | undefined;
  /** Needed only for calls without a reserved agent. */
  readonly abandonment?: AbandonmentSource | undefined;
  /** Caps of the company itself; the stricter of these and the packs' holds. */
  readonly caps?: readonly HouseCap[] | undefined;
  readonly clock?: Clock | undefined;
}

/** Says of each call whether it may be made, by which rules, and when next. */
export interface Gate {
  /**
   * Asks every rule. Ask when a lead is claimed and again when it is dialed.
   * @throws DialerError `number-invalid` when the number is not E.164; whatever a port throws
   */
  check(request: GateRequest): Promise<GateAnswer>;
  /**
   * Which of the zones the hours close at `at` for every number, so that none of their leads has to be asked about.
   * Careful: a zone is named only when no request from it that leaves its jurisdictions open could be allowed.
   */
  closedZones(zones: readonly string[], at?: number): readonly ClosedZone[];
}

/**
 * Composes the rules of the packs and of the company into one answer. The strictest rule decides; what is not known (a
 * time zone, a holiday, the age of a file) forbids the call. Engineering input, not legal advice.
 * @throws DialerError `config-invalid`
 */
export function createGate(options: GateOptions): Gate {
  const { packs, caps = [], timeZones = createTimeZones(), clock = systemClock } = options;
  checkPacks(packs);
  return {
    closedZones: (zones, at = clock.now()) => findClosedZones(options, zones, at),
    async check(request) {
      if (!/^\+[1-9]\d{1,14}$/.test(request.number))
        throw new DialerError('number-invalid', 'The gate needs a number in E.164, such as +12025550100.');
      const place = timeZones.zonesOf(request);
      const at = request.at ?? clock.now();
      const facts: CallFacts = { request, at, zones: place.zones, ...(await gather(request, options)) };
      const binding = packsFor(packs, request);
      const asked = [
        ...binding.uncovered.map(uncoveredPlace),
        ...houseRules(facts, caps),
        ...binding.packs.flatMap((pack) => rulesOf(pack, facts)),
      ];
      return answer({ asked, off: binding.packs.flatMap((pack) => rulesOff(pack, facts)), at, place });
    },
  };
}

async function gather(request: GateRequest, options: GateOptions) {
  const { attempts, doNotCall, consents, abandonment, holidays } = options;
  const [past, entries, files, agreed, ledger] = await Promise.all([
    attempts.find(request),
    doNotCall.find(request),
    doNotCall.inNationalFiles(request.number),
    consents.find(request),
    request.isAgentReserved ? undefined : abandonment?.ledgerOf(request.campaignId),
  ]);
  return { attempts: past, doNotCall: entries, nationalFiles: files, consents: agreed, abandonment: ledger, holidays };
}

const about = (rule: Rule, { id, version, jurisdiction }: RulePack): AskedRule['about'] => ({
  id: `${id}@${version}:${rule.id}`,
  rule: rule.field,
  jurisdiction,
  value: rule.value,
  source: rule.source,
  date: rule.date,
  certainty: rule.certainty,
  basis: rule.basis,
});

/** A rule of the packs, and the days on which it counts. */
interface DatedRule extends AskedRule {
  readonly isInForce: boolean;
}

function rulesOf(pack: RulePack, facts: CallFacts): DatedRule[] {
  const { at, zones } = facts;
  return pack.rules
    .filter(({ enabled }) => enabled)
    .flatMap((rule) => {
      const constraint = constraintOf(rule, pack, facts);
      if (constraint === undefined) return [];
      const isInForce = [pack, rule].every((period) => isEffective(period, at, zones));
      const dated = duringPeriods(constraint, { periods: [pack, rule], zones, at });
      return [{ about: about(rule, pack), constraint: dated, isInForce }];
    });
}

function rulesOff(pack: RulePack, facts: CallFacts): RuleVerdict[] {
  return pack.rules
    .filter((rule) => !rule.enabled && [pack, rule].every((period) => isEffective(period, facts.at, facts.zones)))
    .filter((rule) => constraintOf(rule, pack, facts) !== undefined)
    .map((rule) => ({ ...about(rule, pack), verdict: 'off', why: rule.offBecause ?? 'Switched off.' }));
}

interface Asked {
  readonly asked: readonly (AskedRule | DatedRule)[];
  readonly off: readonly RuleVerdict[];
  readonly at: number;
  readonly place: ZonesAnswer;
}

function answer({ asked, off, at, place: { zones, from } }: Asked): GateAnswer {
  const verdicts = asked
    .filter((rule) => !('isInForce' in rule) || rule.isInForce)
    .map(({ about, constraint }): RuleVerdict => {
      const verdict = constraint.openAt(at) ? 'passed' : 'blocked';
      return { ...about, verdict, why: constraint.why(at) };
    });
  const allowed = verdicts.every(({ verdict }) => verdict === 'passed');
  return Object.freeze({
    allowed,
    at,
    rules: Object.freeze([...verdicts, ...off]),
    allowedUnder: Object.freeze(allowed ? verdicts.map(({ id }) => id) : []),
    nextAllowedAt: nextOpen(
      asked.map(({ constraint }) => constraint),
      at,
      { zones },
    ),
    zones,
    zonesFrom: from,
  });
}
