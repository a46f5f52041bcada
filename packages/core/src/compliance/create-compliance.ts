import type { DialCheck, DialExplanation, DialRequest, DialVerdict, RuleExplanation } from '../intents/dial-check.js';
import { loadNumberReader } from '../numbers/number-reader.js';
import type { Lead } from '../queue/lead.js';
import { type Clock, systemClock } from '../shared/clock.js';
import type { Gate } from './gate.js';
import type { GateAnswer, GateRequest } from './gate-answer.js';

export interface ComplianceOptions {
  readonly gate: Gate;
  /** Where numbers without a country code belong, ISO 3166-1 alpha-2 such as `US`. */
  readonly country: string;
  /** Leads by id, so that their zone, address and account count. @defaultValue only what the call itself says */
  readonly leads?: { getLead(id: string): Promise<Lead | undefined> } | undefined;
  /** What calls are about, in the words of the consents. @defaultValue `marketing` */
  readonly purpose?: string | undefined;
  /** Told every answer, for a log: why a call was or was not made. */
  readonly onAnswer?: ((answer: GateAnswer, request: DialRequest) => void) | undefined;
  readonly clock?: Clock | undefined;
}

const notANumber = (number: string): RuleExplanation => ({
  id: 'house:number',
  rule: 'number',
  verdict: 'blocked',
  why: `${number} is no telephone number.`,
  source: 'The numbering plans of the world (libphonenumber)',
  date: 'at the time of the call',
});

/** Extensions and colleagues: no rule of telemarketing speaks of them. */
const isInternal = (number: string) => /^\d{1,6}$/.test(number) || !/^[+\d]/.test(number);

/**
 * The gate in front of every call of a dialer: the option `compliance` of `createDialer`. Numbers of the own telephone
 * system (six digits or fewer, and names) pass; what is no telephone number of any country is refused.
 */
export function createCompliance(options: ComplianceOptions): Required<DialCheck> {
  const { gate, country, leads, purpose, onAnswer, clock = systemClock } = options;
  let reader: ReturnType<typeof loadNumberReader> | undefined;

  async function requestOf(
    { number, lead: ref, customer }: DialRequest,
    at = clock.now(),
  ): Promise<GateRequest | undefined> {
    reader ??= loadNumberReader(country);
    const e164 = (await reader)(number);
    if (e164 === undefined) return undefined;
    const lead = ref && (await leads?.getLead(ref.id));
    const zone = lead?.timeZone ?? customer?.timeZone;
    return {
      number: e164,
      isAgentReserved: ref?.isAgentReserved ?? true,
      at,
      ...(purpose !== undefined && { purpose }),
      ...(ref && { leadId: ref.id, campaignId: ref.campaignId, exceptAttemptId: ref.attemptId }),
      ...(lead?.accountId !== undefined && { accountId: lead.accountId }),
      ...(lead?.postalCode !== undefined && { postalCode: lead.postalCode }),
      ...(zone !== undefined && { timeZone: zone }),
    };
  }

  return {
    closedZones: async (zones, at = clock.now()) => gate.closedZones(zones, at),
    async explain(request, at = clock.now()): Promise<DialExplanation> {
      if (isInternal(request.number)) return { allowed: true, at, rules: [], nextAllowedAt: at };
      const asked = await requestOf(request, at);
      return asked ? gate.check(asked) : { allowed: false, at, rules: [notANumber(request.number)] };
    },
    async check(request): Promise<DialVerdict> {
      if (isInternal(request.number)) return { allowed: true };
      const asked = await requestOf(request);
      if (!asked) return { allowed: false, reason: `${request.number} is no telephone number.` };
      const answer = await gate.check(asked);
      onAnswer?.(answer, request);
      if (answer.allowed) return { allowed: true, ruleIds: answer.allowedUnder };
      const blocked = answer.rules.filter(({ verdict }) => verdict === 'blocked');
      return {
        allowed: false,
        reason: blocked.map(({ why }) => why).join(' '),
        ruleIds: blocked.map(({ id }) => id),
        ...(answer.nextAllowedAt !== undefined && { nextAllowedAt: answer.nextAllowedAt }),
      };
    },
  };
}
