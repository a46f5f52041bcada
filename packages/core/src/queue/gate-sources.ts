import type { AbandonmentSource } from '../compliance/abandonment-limit.js';
import type { ConsentSource } from '../compliance/consent.js';
import { covers } from '../compliance/consent.js';
import type { DoNotCallSource } from '../compliance/do-not-call.js';
import type { AttemptSource } from '../compliance/gate.js';
import type { GateRequest } from '../compliance/gate-answer.js';
import { dayMs } from '../compliance/local-time.js';
import type { QueueStore } from '../storage/queue-store.js';
import { pastAttempts } from './caps.js';
import type { Lead } from './lead.js';

/** What the gate asks of the stored queue. Spread it into the options of `createGate`. */
export interface GateSources {
  readonly attempts: AttemptSource;
  readonly doNotCall: DoNotCallSource;
  readonly consents: ConsentSource;
  readonly abandonment: AbandonmentSource;
}

export interface GateSourceOptions {
  readonly store: Pick<
    QueueStore,
    'attemptsTo' | 'doNotCallFor' | 'consentsFor' | 'liveAnswers' | 'getCampaign' | 'campaigns'
  >;
  /** Milliseconds since 1970, UTC. */
  readonly now: () => number;
  /** The national files at hand. Default none: where a pack asks for one, the gate refuses. */
  readonly nationalFiles?: DoNotCallSource['inNationalFiles'] | undefined;
}

/** No period of a rule is longer: a calendar month or 30 days, with room to spare. */
const ledgerMs = 92 * dayMs;

/**
 * Attempts, do-not-call entries, consents and the abandonment ledger as the gate wants them, read from the log itself:
 * refusals and abandoned calls lock a number because the attempt says so, and no second book can disagree.
 */
export function createGateSources({ store, now, nationalFiles }: GateSourceOptions): GateSources {
  return {
    attempts: {
      async find(party) {
        const attempts = await store.attemptsTo(party);
        return pastAttempts(attempts.filter(({ id }) => id !== party.exceptAttemptId));
      },
    },
    doNotCall: {
      find: ({ number }) => store.doNotCallFor(number),
      inNationalFiles: nationalFiles ?? (() => []),
    },
    consents: { find: ({ number }) => store.consentsFor(number) },
    abandonment: {
      async ledgerOf(campaignId) {
        const [attempts, campaigns] = await Promise.all([
          store.liveAnswers(campaignId, now() - ledgerMs),
          campaignId === undefined
            ? store.campaigns()
            : store.getCampaign(campaignId).then((one) => (one ? [one] : [])),
        ]);
        const answers = attempts.map(({ campaignId: id, times, isAbandoned = false }) => ({
          at: times.answered ?? times.invite,
          campaignId: id,
          isAbandoned,
        }));
        const campaignStart = Math.min(...campaigns.map(({ startedAt }) => startedAt), now());
        return { answers, campaignStart, timeZone: campaigns[0]?.timeZone ?? 'UTC' };
      },
    },
  };
}

export interface CallWish {
  /** E.164. */
  readonly number: string;
  readonly isAgentReserved: boolean;
  /** Milliseconds since 1970. Default now. */
  readonly at?: number | undefined;
  readonly purpose?: string | undefined;
  readonly jurisdictions?: readonly string[] | undefined;
}

/** The question to the gate about a lead and one of its numbers. Ask it at the claim and again at the dial. */
export function gateRequestOf(lead: Lead, wish: CallWish): GateRequest {
  const { id, accountId, campaignId, timeZone, postalCode } = lead;
  const optional = { accountId, timeZone, postalCode, ...wish };
  const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  return { ...given, number: wish.number, isAgentReserved: wish.isAgentReserved, leadId: id, campaignId };
}

/** The consents a call may rely on: for `AttemptIntent.consentIds`, so that the log of their use is kept. */
export async function consentIdsFor(
  store: Pick<QueueStore, 'consentsFor'>,
  { number, purpose = 'marketing', at }: Pick<CallWish, 'number' | 'purpose'> & { readonly at: number },
): Promise<readonly string[]> {
  const consents = await store.consentsFor(number);
  return consents.filter((consent) => covers(consent, at, { number, purpose })).map(({ id }) => id);
}
