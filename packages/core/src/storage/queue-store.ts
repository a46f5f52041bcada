import type { Consent } from '../compliance/consent.js';
import type { DoNotCallEntry } from '../compliance/do-not-call.js';
import type { Attempt } from '../queue/attempt.js';
import type { Callback } from '../queue/callback.js';
import type { Campaign } from '../queue/campaign.js';
import type { Lead } from '../queue/lead.js';
import type { LeadCounts, LeadSourceWord } from '../queue/lead-source.js';
import type { Listen } from '../shared/emitter.js';

/** Whose attempts are looked for. */
export interface AttemptParty {
  readonly number?: string | undefined;
  readonly leadId?: string | undefined;
  readonly accountId?: string | undefined;
}

/** Leads of one owner, zone and list: they are in order among themselves. */
export interface Lane {
  readonly campaignId: string;
  /** `''`: anyone. */
  readonly owner: string;
  /** `''`: not known. */
  readonly zone: string;
  readonly listId: string;
  /** Leads of one import that were not touched since. */
  readonly importId?: string | undefined;
}

/** One atomic step: all of it is stored or nothing, and no other page sees or changes anything in between. */
export interface QueueStep {
  getLead(id: string): Promise<Lead | undefined>;
  /** Replaces a lead that this step has read, or adds one. Its place in the queue follows from it. */
  putLead(lead: Lead): void;
  /** Leads with a lease. Few: about one an agent and line. */
  heldLeads(): Promise<readonly Lead[]>;
  /** Leads of a campaign whose place changes by `until`, the earliest first. */
  dueLeads(campaignId: string, until: number, limit: number): Promise<readonly Lead[]>;
  getAttempt(id: string): Promise<Attempt | undefined>;
  /** @throws when the step writes over a completed attempt */
  putAttempt(attempt: Attempt): void;
  /** Every attempt to one of these: number, lead, account. */
  attemptsTo(party: AttemptParty): Promise<readonly Attempt[]>;
  getCallback(id: string): Promise<Callback | undefined>;
  putCallback(callback: Callback): void;
  getCampaign(id: string): Promise<Campaign | undefined>;
  getConsent(id: string): Promise<Consent | undefined>;
  /** Adds or replaces. */
  putConsent(consent: Consent): void;
  putDoNotCall(entry: DoNotCallEntry): void;
  /** Takes away what is known of a person. */
  erase(gone: QueueErasure): void;
}

/** What of a person goes in one step. */
export interface QueueErasure {
  /** As this step has read them. */
  readonly leads: readonly Lead[];
  /** Replaced by these, which tell nothing of the person; also completed ones. */
  readonly attempts: readonly Attempt[];
  readonly callbackIds: readonly string[];
  readonly consentIds: readonly string[];
}

/** How leads are looked for when a list is imported. */
export interface LeadKeys {
  /** E.164. */
  readonly numbers?: readonly string[] | undefined;
  readonly externalIds?: readonly string[] | undefined;
}

/** The part of a `Storage` that keeps leads and all that is known of calling them. Opened once, where leads are called. */
export interface QueueStore {
  /** This page. */
  readonly owner: string;
  /**
   * Runs one atomic step. Inside, nothing but the step may be awaited. Resolves when it is durable; when `run` throws,
   * nothing is stored.
   * @param isStrict resolve only when the system has it on the disk, so that a power cut loses nothing
   * @throws DialerError `storage-full`, `storage-failed`; what `run` throws
   */
  change<T>(run: (step: QueueStep) => Promise<T>, isStrict?: boolean): Promise<T>;
  /**
   * Writes many leads in one transaction: all or none. A few hundred to a few thousand a call is fastest.
   * @param areNew none of the ids is stored yet: saves reading them first
   * @throws DialerError `storage-full`, `storage-failed`
   */
  putLeads(leads: readonly Lead[], areNew?: boolean): Promise<void>;
  /** Leads with any of these numbers or ids, each once. Look for a few hundred at a time. */
  findLeads(keys: LeadKeys): Promise<readonly Lead[]>;
  getLead(id: string): Promise<Lead | undefined>;
  /** Lanes of the campaign in which leads may be called. */
  lanes(campaignId: string): Promise<readonly Lane[]>;
  /** The first leads of a lane, best first. */
  callable(lane: Lane, limit: number): Promise<readonly Lead[]>;
  /** When the next lead of the campaign changes its place; milliseconds since 1970. */
  nextDueAt(campaignId: string): Promise<number | undefined>;
  counts(campaignId: string): Promise<LeadCounts>;
  attemptsTo(party: AttemptParty): Promise<readonly Attempt[]>;
  /** Attempts of a campaign (of all without one) that a person answered, from an instant on, oldest first. */
  liveAnswers(campaignId: string | undefined, since: number): Promise<readonly Attempt[]>;
  /** Attempts of a campaign dialed from `since` to before `until`, oldest first. */
  attemptsBetween(campaignId: string, since: number, until: number): Promise<readonly Attempt[]>;
  callbacks(campaignId: string): Promise<readonly Callback[]>;
  putCampaign(campaign: Campaign): Promise<void>;
  getCampaign(id: string): Promise<Campaign | undefined>;
  campaigns(): Promise<readonly Campaign[]>;
  /** Adds or replaces entries; scope, value and campaign name one. */
  putDoNotCall(entries: readonly DoNotCallEntry[]): Promise<void>;
  /** Entries that may bind a call to the number, prefixes included. */
  doNotCallFor(number: string): Promise<readonly DoNotCallEntry[]>;
  putConsent(consent: Consent): Promise<void>;
  consentsFor(number: string): Promise<readonly Consent[]>;
  /** Which of these pages are gone. Without a way to know: none, and leases end by standing still. */
  goneAmong(owners: readonly string[]): Promise<ReadonlySet<string>>;
  /** What the other pages say. */
  readonly words: Listen<LeadSourceWord>;
  tell(word: LeadSourceWord): void;
  close(): void;
}
