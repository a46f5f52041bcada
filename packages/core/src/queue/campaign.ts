import type { AttemptCap } from '../compliance/attempt-caps.js';
import type { AttemptOutcome, DialingMode } from './attempt.js';

/** What happens after an outcome. */
export interface RetryRule {
  /** Wait so long; milliseconds. */
  readonly delayMs: number;
  /** So often in all; 0: never again. */
  readonly max: number;
  /** The lead's next number is tried first. Default false: the same. */
  readonly nextNumber?: boolean | undefined;
  /** Not in the same part of the day as last time: morning, noon, evening. */
  readonly rotateDayPart?: boolean | undefined;
  /** Default true. */
  readonly countsAsAttempt?: boolean | undefined;
}

/** Rules by outcome; outcomes that end a lead have none. */
export type RetryPolicy = Readonly<Partial<Record<AttemptOutcome, RetryRule>>>;

/** What to do with callbacks whose time passed. */
export interface CallbackPolicy {
  /** Early or late by so much is on time; milliseconds. Default 15 min. */
  readonly toleranceMs: number;
  /** A missed one is offered again after so long; milliseconds. Default 30 min. */
  readonly retryAfterMs: number;
  /** So often, then at the same time next day. Default 1. */
  readonly retries: number;
  /** A personal one is offered to anyone so long after its time; milliseconds. Default 60 min; `undefined` never. */
  readonly anyoneAfterMs?: number | undefined;
}

export interface CampaignList {
  readonly id: string;
  /** Its part of the calls, in proportion to the others. Default 1. */
  readonly share: number;
  readonly isActive: boolean;
}

export interface Campaign {
  readonly id: string;
  readonly name: string;
  readonly isActive: boolean;
  readonly mode: DialingMode;
  /** Begin of the periods in which abandoned calls are counted; milliseconds since 1970. */
  readonly startedAt: number;
  /** The company's zone, IANA. */
  readonly timeZone: string;
  /** Lists that are not named take part with share 1. */
  readonly lists: readonly CampaignList[];
  readonly retry: RetryPolicy;
  readonly callbacks: CallbackPolicy;
  /** Over the caps of the rule packs; the stricter holds. */
  readonly caps: readonly AttemptCap[];
  /** Attempts over all numbers of a lead. */
  readonly maxAttempts: number;
  /** How long a lead may be held without a sign of life; milliseconds. */
  readonly leaseMs: number;
  readonly wrapUpMs: number;
  /** E.164; the first fits every call. */
  readonly callerIds: readonly string[];
  /** Among the campaigns of an agent: higher goes first. */
  readonly priority: number;
}

const minute = 60_000;
const hour = 60 * minute;

/** Cautious values within what dialers of call centres ship. */
export const defaultRetryPolicy: RetryPolicy = Object.freeze({
  busy: { delayMs: 15 * minute, max: 3, nextNumber: true },
  'no-answer': { delayMs: 2 * hour, max: 6, nextNumber: true, rotateDayPart: true },
  machine: { delayMs: 4 * hour, max: 4, nextNumber: true },
  congestion: { delayMs: 5 * minute, max: 2, countsAsAttempt: false },
  blocked: { delayMs: 5 * minute, max: 2, countsAsAttempt: false },
  declined: { delayMs: 24 * hour, max: 2 },
  invalid: { delayMs: 0, max: 10, nextNumber: true },
  'wrong-number': { delayMs: 0, max: 10, nextNumber: true },
  abandoned: { delayMs: 72 * hour, max: 3 },
  cancelled: { delayMs: 15 * minute, max: 3 },
  contacted: { delayMs: 24 * hour, max: 3 },
  callback: { delayMs: 24 * hour, max: 10 },
  interrupted: { delayMs: 2 * hour, max: 3 },
} satisfies RetryPolicy);

export const defaultCallbackPolicy: CallbackPolicy = Object.freeze({
  toleranceMs: 15 * minute,
  retryAfterMs: 30 * minute,
  retries: 1,
  anyoneAfterMs: hour,
});

/** A campaign with the defaults filled in. */
export function makeCampaign(given: Partial<Campaign> & Pick<Campaign, 'id' | 'startedAt'>): Campaign {
  return Object.freeze({
    name: given.id,
    isActive: true,
    mode: 'preview',
    timeZone: 'UTC',
    lists: [],
    retry: defaultRetryPolicy,
    callbacks: defaultCallbackPolicy,
    caps: [],
    maxAttempts: 6,
    leaseMs: 5 * minute,
    wrapUpMs: minute,
    callerIds: [],
    priority: 0,
    ...given,
  });
}
