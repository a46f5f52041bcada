import type { Lead, LeadNumber } from '../queue/lead.js';
import type { LeadChange } from '../storage/import-store.js';

const fields = ['externalId', 'name', 'company', 'accountId', 'owner', 'timeZone', 'postalCode'] as const;
const mostNumbers = 10;
const mostAttributes = 50;

/**
 * The lead with what a row of a file says of it. `merge` fills what is not known; `keep-newest` takes the word of the
 * row. Numbers are only ever added, and one that must not be called stays so; attempts, outcomes, the lease and the
 * callback are not touched.
 */
export function mergeLead(lead: Lead, { incoming, policy }: Pick<LeadChange, 'incoming' | 'policy'>): Lead {
  const isNewer = policy === 'keep-newest';
  const taken = fields.filter((field) => incoming[field] !== undefined && (isNewer || lead[field] === undefined));
  const priority = isNewer ? (incoming.priority ?? lead.priority) : lead.priority;
  const attributes = isNewer
    ? { ...lead.attributes, ...incoming.attributes }
    : { ...incoming.attributes, ...lead.attributes };
  return Object.freeze({
    ...lead,
    ...Object.fromEntries(taken.map((field) => [field, incoming[field]])),
    priority,
    attributes: Object.fromEntries(Object.entries(attributes).slice(0, mostAttributes)),
    numbers: numbersOf(lead, incoming.numbers),
    revision: lead.revision + 1,
  });
}

function numbersOf({ numbers }: Lead, incoming: LeadChange['incoming']['numbers']): readonly LeadNumber[] {
  const said = new Map(incoming.map((number) => [number.e164, number]));
  const known = numbers.map((number) => {
    const { label, state } = said.get(number.e164) ?? {};
    return {
      ...number,
      ...(number.label === undefined && label !== undefined ? { label } : {}),
      ...(state === 'dnc' ? { state } : {}),
    };
  });
  const last = Math.max(-1, ...numbers.map(({ order }) => order));
  const added = incoming
    .filter(({ e164 }) => !numbers.some((number) => number.e164 === e164))
    .map((number, at) => ({ ...number, order: last + 1 + at, attempts: 0 }));
  return [...known, ...added].slice(0, mostNumbers);
}
