import { type Lead, makeLead } from '../../packages/core/src/queue/lead.js';

const zones = ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'];
const start = Date.UTC(2026, 0, 5, 9);

/** The lead number `at` of a list, the same in every run. */
export function leadAt(at: number): Lead {
  const chance = (Math.imul(at + 1, 2_654_435_761) >>> 0) / 2 ** 32;
  return makeLead({
    id: `lead-${String(Math.floor(chance * 1e9)).padStart(9, '0')}-${at}`,
    campaignId: 'spring',
    listId: 'list',
    externalId: `crm-${at}`,
    name: `Person Number ${at}`,
    company: `Company ${at % 5_000}`,
    numbers: [{ e164: `+1${2_000_000_000 + at}`, label: 'mobile' }],
    attributes: { source: 'fair', size: at % 100, note: 'asked for an offer last year' },
    priority: Math.floor(chance * 199) - 99,
    timeZone: zones[at % zones.length],
    createdAt: start + at,
  });
}
