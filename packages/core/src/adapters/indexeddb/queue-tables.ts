import type { Consent } from '../../compliance/consent.js';
import type { DoNotCallEntry } from '../../compliance/do-not-call.js';
import type { Attempt } from '../../queue/attempt.js';
import type { Callback } from '../../queue/callback.js';
import type { Campaign } from '../../queue/campaign.js';
import type { Lead, LeadState } from '../../queue/lead.js';
import type { LeadOrder } from '../../queue/ranking.js';
import type { Database } from './database.js';

/** A lead with the keys of its indexes. A key that is missing keeps the lead out of that index. */
export interface LeadRow {
  readonly id: string;
  readonly lead: Lead;
  /** Only while it may be called. */
  readonly order?: LeadOrder | undefined;
  /** Only while time alone changes something. */
  readonly due?: readonly [campaign: string, at: number] | undefined;
  readonly numbers: readonly string[];
  /** The import that brought it, until it is changed for the first time. Out of sight while that import is open. */
  readonly importId?: string | undefined;
}

/** An attempt with the keys of its indexes. */
export interface AttemptRow {
  readonly id: string;
  readonly attempt: Attempt;
  readonly started: readonly [campaign: string, at: number];
  /** Only when a person answered. */
  readonly live?: readonly [campaign: string, at: number] | undefined;
}

export interface DoNotCallRow {
  readonly scope: string;
  readonly value: string;
  readonly campaign: string;
  readonly entry: DoNotCallEntry;
}

/** What one page added to the counts of a campaign; the sum over all pages is exact. */
export interface LeadCountRow {
  readonly campaign: string;
  readonly writer: string;
  readonly owner: string;
  readonly states: Readonly<Partial<Record<LeadState, number>>>;
}

export interface QueueTables {
  leads: {
    key: string;
    value: LeadRow;
    indexes: {
      byOrder: [string, string, string, string, number, number];
      byDue: [string, number];
      byNumber: string;
      byExternal: string;
      byHolder: string;
    };
  };
  attempts: {
    key: string;
    value: AttemptRow;
    indexes: {
      byNumber: string;
      byLead: string;
      byAccount: string;
      byStart: [string, number];
      byLive: [string, number];
    };
  };
  callbacks: { key: string; value: Callback; indexes: { byCampaign: [string, number] } };
  campaigns: { key: string; value: Campaign };
  doNotCall: { key: [string, string, string]; value: DoNotCallRow };
  consents: { key: string; value: Consent; indexes: { byNumber: string } };
  leadCounts: { key: [string, string]; value: LeadCountRow };
}

export function upgradeQueue(database: Database, oldVersion: number): void {
  if (oldVersion >= 3) return;
  const leads = database.createObjectStore('leads', { keyPath: 'id' });
  leads.createIndex('byOrder', 'order');
  leads.createIndex('byDue', 'due');
  leads.createIndex('byNumber', 'numbers', { multiEntry: true });
  leads.createIndex('byExternal', 'lead.externalId');
  leads.createIndex('byHolder', 'lead.lease.owner');
  const attempts = database.createObjectStore('attempts', { keyPath: 'id' });
  attempts.createIndex('byNumber', 'attempt.number');
  attempts.createIndex('byLead', 'attempt.leadId');
  attempts.createIndex('byAccount', 'attempt.accountId');
  attempts.createIndex('byStart', 'started');
  attempts.createIndex('byLive', 'live');
  database.createObjectStore('callbacks', { keyPath: 'id' }).createIndex('byCampaign', ['campaignId', 'at']);
  database.createObjectStore('campaigns', { keyPath: 'id' });
  database.createObjectStore('doNotCall', { keyPath: ['scope', 'value', 'campaign'] });
  database.createObjectStore('consents', { keyPath: 'id' }).createIndex('byNumber', 'number');
  database.createObjectStore('leadCounts', { keyPath: ['campaign', 'writer'] });
}
