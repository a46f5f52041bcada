import type { Customer } from '../customers/customer.js';
import type { Lead } from '../queue/lead.js';

/** A lead as the customer panel shows it. */
export function customerOfLead(lead: Lead): Customer {
  const { id, externalId, name, company, numbers, timeZone, attributes } = lead;
  return {
    id: externalId ?? id,
    name: name ?? company ?? numbers[0]?.e164 ?? id,
    ...(company !== undefined && { company }),
    numbers: numbers.map(({ e164, label }) => ({ number: e164, ...(label !== undefined && { label }) })),
    fields: Object.entries(attributes).map(([label, value]) => ({ label, value: String(value) })),
    ...(timeZone !== undefined && { timeZone }),
  };
}
