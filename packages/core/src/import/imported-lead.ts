import type { LeadAttribute, LeadNumber } from '../queue/lead.js';

/** What a row of a file says of a lead: checked, normalised and bounded. */
export interface ImportedLead {
  readonly listId: string;
  readonly externalId?: string | undefined;
  readonly name?: string | undefined;
  readonly company?: string | undefined;
  readonly accountId?: string | undefined;
  /** 1 to 10; those that must not be called are `dnc`. */
  readonly numbers: readonly Pick<LeadNumber, 'e164' | 'label' | 'state'>[];
  readonly attributes?: Readonly<Record<string, LeadAttribute>> | undefined;
  readonly owner?: string | undefined;
  readonly priority?: number | undefined;
  readonly timeZone?: string | undefined;
  readonly postalCode?: string | undefined;
}
