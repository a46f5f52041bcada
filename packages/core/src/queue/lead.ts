import type { AttemptOutcome } from './attempt.js';

/** Where a lead is on its way; the moves between them are in `lead-state.ts`. */
export type LeadState =
  /** Imported, never tried. */
  | 'new'
  /** May be tried again as soon as its turn comes. */
  | 'ready'
  /** An agent's page has it: shown as a preview, or held for dialing. */
  | 'leased'
  | 'dialing'
  | 'connected'
  | 'wrap-up'
  /** Waits for {@link Lead.nextAttemptAt}. */
  | 'retry-wait'
  /** Waits for an agreed time. */
  | 'callback-wait'
  /** A rule forbids it for now; looked at again at {@link Lead.nextAttemptAt}. */
  | 'suppressed'
  | 'completed'
  /** Nothing is left to try: no valid number, every attempt used up, or refused. */
  | 'dead';

/** One number of a lead. */
export interface LeadNumber {
  /** The number in E.164. */
  readonly e164: string;
  /** `mobile`, `office`, …: shown to the agent. */
  readonly label?: string | undefined;
  /** The lower one is tried first. */
  readonly order: number;
  readonly state: 'valid' | 'invalid' | 'dnc';
  /** Attempts that count. */
  readonly attempts: number;
  /** Milliseconds since 1970. */
  readonly lastAttemptAt?: number | undefined;
}

/** The right to work on a lead, for a time. Whoever presents an older token is refused. */
export interface Lease {
  /** The page that has it: `Storage.owner`. */
  readonly owner: string;
  readonly agentId: string;
  /** Fencing token: grows with each claim of the lead. */
  readonly token: number;
  /** Until when it holds unless renewed; milliseconds since 1970. */
  readonly until: number;
  /** How long it holds from each sign of life on; milliseconds. */
  readonly ms: number;
  /** How often it was renewed; others see by it that the holder lives, whatever the clocks say. */
  readonly renewals: number;
  /** Claimed by its id: it need not be its turn. */
  readonly isByHand?: boolean | undefined;
}

/** The agreed time that a lead waits for; the callback itself is a row of its own. */
export interface LeadCallback {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The agent it was promised to; missing when anyone may call. */
  readonly agentId?: string | undefined;
  /** From when on anyone may make a personal one; milliseconds since 1970. */
  readonly anyoneAt?: number | undefined;
}

/** A value of a column that only the company knows. Plain text and numbers; rendered as text. */
export type LeadAttribute = string | number | boolean;

/** A person or company to call. Immutable: every change is a new object with a higher {@link revision}. */
export interface Lead {
  /** UUIDv7. */
  readonly id: string;
  /** Grows with every write. */
  readonly revision: number;
  readonly campaignId: string;
  readonly listId: string;
  /** The company's own key: id in the CRM. */
  readonly externalId?: string | undefined;
  readonly name?: string | undefined;
  readonly company?: string | undefined;
  /** Leads of one account are never called at the same time. */
  readonly accountId?: string | undefined;
  /** 1 to 10, in the order of `order`. */
  readonly numbers: readonly LeadNumber[];
  /** At most 50, each key up to 64 and each text up to 1,000 characters. */
  readonly attributes: Readonly<Record<string, LeadAttribute>>;
  /** Only this agent may call. */
  readonly owner?: string | undefined;
  /** −99 to 99; higher goes first. Default 0. */
  readonly priority: number;
  /** IANA zone, when it is known. */
  readonly timeZone?: string | undefined;
  readonly postalCode?: string | undefined;
  /** Asked for a call just now: goes first for five minutes. Milliseconds since 1970, when it asked. */
  readonly hotAt?: number | undefined;
  readonly state: LeadState;
  /** Not before; milliseconds since 1970. */
  readonly nextAttemptAt: number;
  /** Not after; milliseconds since 1970. */
  readonly validUntil?: number | undefined;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Attempts that count, over all numbers: as many as the log has. */
  readonly attempts: number;
  readonly lastAttemptAt?: number | undefined;
  /** How often each outcome was met; also those that do not count as attempts. */
  readonly outcomes: Readonly<Partial<Record<AttemptOutcome, number>>>;
  readonly lastOutcome?: AttemptOutcome | undefined;
  /** The number to try next, when not simply the first: index in {@link numbers}. */
  readonly nextNumber?: number | undefined;
  readonly callback?: LeadCallback | undefined;
  readonly lease?: Lease | undefined;
  /** The last fencing token given out; stays when the lease is over. */
  readonly fence: number;
  /** The attempt going on. */
  readonly attemptId?: string | undefined;
  /** Why it is `suppressed` or `dead`, or was skipped last. */
  readonly reason?: string | undefined;
}

type Optional<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

/** What is needed to make a {@link Lead}. */
export interface NewLead
  extends Optional<
    Omit<Lead, 'numbers' | 'campaignId' | 'listId' | 'revision' | 'fence' | 'lease' | 'attempts' | 'outcomes'>
  > {
  readonly campaignId: string;
  readonly listId: string;
  readonly numbers: readonly (Partial<LeadNumber> & Pick<LeadNumber, 'e164'>)[];
}

/** A lead as it is before anything happened to it. `id` and `createdAt` come from the caller, so that this is pure. */
export function makeLead(given: NewLead & Pick<Lead, 'id' | 'createdAt'>): Lead {
  const { priority = 0, attributes = {}, nextAttemptAt = given.createdAt } = given;
  const state = given.state ?? (nextAttemptAt > given.createdAt ? 'retry-wait' : 'new');
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return Object.freeze({
    ...(known as NewLead & Pick<Lead, 'id' | 'createdAt'>),
    priority,
    attributes,
    nextAttemptAt,
    state,
    revision: 1,
    attempts: 0,
    outcomes: {},
    fence: 0,
    numbers: given.numbers.map((number, order) => ({ order, state: 'valid' as const, attempts: 0, ...number })),
  });
}
