import { type Campaign, makeCampaign } from '../queue/campaign.js';
import type { Lead } from '../queue/lead.js';
import type { LeadSource } from '../queue/lead-source.js';
import { createLocalLeadSource } from '../queue/local-lead-source.js';
import { newId } from '../shared/ids.js';
import { createMemoryQueue, type MemoryQueue } from '../storage/memory-queue.js';
import type { QueueStore } from '../storage/queue-store.js';
import { createManualClock, type ManualClock } from './manual-clock.js';

export interface FakeLeadSourceOptions {
  readonly leads?: readonly Lead[] | undefined;
  /** Default: a campaign `spring` with every default. */
  readonly campaigns?: readonly Campaign[] | undefined;
  readonly clock?: ManualClock | undefined;
  /** Share it to play several pages with the same leads. */
  readonly queue?: MemoryQueue | undefined;
}

/** A {@link LeadSource} whose clock stands still, with the means to look behind it. */
export interface FakeLeadSource extends LeadSource {
  readonly clock: ManualClock;
  readonly store: QueueStore;
  /** Ends the page without a goodbye. */
  crash(): void;
}

/** Leads in memory, by the same rules as in the browser. */
export async function createFakeLeadSource(options: FakeLeadSourceOptions = {}): Promise<FakeLeadSource> {
  const { leads = [], clock = createManualClock(), queue = createMemoryQueue() } = options;
  const { campaigns = [makeCampaign({ id: 'spring', startedAt: clock.now() })] } = options;
  const owner = newId();
  const store = queue.open(owner);
  for (const campaign of campaigns) await store.putCampaign(campaign);
  await store.putLeads(leads);
  const source = await createLocalLeadSource({ store, clock, monotonic: clock.now });
  const crash = () => {
    queue.kill(owner);
    source.close();
  };
  return { ...source, clock, store, crash };
}
