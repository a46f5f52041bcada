import { createMemoryStorage, type DialerOptions, type Storage } from '@dialdeck/core';
import { createCompliance, createGate, createTimeZones, readRulePack } from '@dialdeck/core/compliance';
import type { RiskPacerState } from '@dialdeck/core/pacing';
import {
  type Campaign,
  createAbandonmentPeriods,
  createDialQueue,
  createGateSources,
  createLocalLeadSource,
  type LeadSource,
  makeCampaign,
} from '@dialdeck/core/queue';
import { earlierStart, learnFromLog, seedEarlierDays } from './earlier-days.js';
import { leadsOf, springOffer, winBackOffer } from './leads.js';
import rulePack from './rule-pack.json';

export type QueueStore = Awaited<ReturnType<Storage['openQueue']>>;

/** What the page gives to `createDialer`, and reads its figures from. */
export interface Campaigns {
  readonly options: Required<Pick<DialerOptions, 'queue' | 'compliance'>>;
  readonly store: QueueStore;
}

/** The leads and campaigns of the demo, in this browser: the first visit brings them, later ones go on with them. */
export async function openCampaigns(
  storage: Storage = createMemoryStorage(),
  ringSeconds: number | undefined = undefined,
): Promise<Campaigns> {
  const store = await storage.openQueue();
  await seed(store);
  const leads = await createLocalLeadSource({ store });
  const learned: Learned = {};
  const sources = createGateSources({ store, now: Date.now });
  const queue = createDialQueue({
    leads,
    ringSeconds,
    campaigns: (id) => prepare(store, id, learned),
    preview: { seconds: 30 },
    power: powerRules(sources.abandonment, learned),
  });
  return { options: { queue, compliance: complianceOf(sources, leads) }, store };
}

/** What the pacer knows of the campaign. */
interface Learned {
  state?: RiskPacerState;
}

type Sources = ReturnType<typeof createGateSources>;

const powerRules = (ledger: Sources['abandonment'], learned: Learned) => ({
  lines: 3,
  periods: createAbandonmentPeriods(ledger),
  // Read when the campaign starts, which is after its log was.
  get saved() {
    return learned.state;
  },
});

/** Every call of the page is checked, also those by hand; whoever has no zone is taken to live where Harbor is. */
function complianceOf(sources: Sources, leads: LeadSource) {
  const timeZones = createTimeZones({ ofNumber: () => ['America/New_York'] });
  const gate = createGate({ ...sources, packs: [readRulePack(rulePack)], timeZones });
  return createCompliance({ gate, country: 'US', leads });
}

async function prepare(store: QueueStore, id: string, into: Learned): Promise<Campaign | undefined> {
  if (id === winBackOffer.id) {
    const now = Date.now();
    const [first] = await store.attemptsBetween(id, 0, now);
    if (first === undefined) await seedEarlierDays(store, now);
    into.state = await learnFromLog(store, now);
  }
  return store.getCampaign(id);
}

async function seed(store: QueueStore): Promise<void> {
  if (await store.getCampaign(springOffer.id)) return;
  const now = Date.now();
  // Not told to be new: a visit that ended right here has left them.
  await store.putLeads([...leadsOf(springOffer, now), ...leadsOf(winBackOffer, now)]);
  await store.putCampaign(makeCampaign({ id: winBackOffer.id, startedAt: earlierStart(now), mode: 'power' }));
  // Last, because it says that all of it is there.
  await store.putCampaign(makeCampaign({ id: springOffer.id, startedAt: now, mode: 'progressive' }));
}
