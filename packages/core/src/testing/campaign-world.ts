import type { DialerOptions } from '../config.js';
import { createDialer } from '../dialer.js';
import { createDialQueue } from '../dialing/create-dial-queue.js';
import type { DialQueueOptions } from '../dialing/dial-queue-options.js';
import { createRiskPacer } from '../pacing/risk-pacer.js';
import { makeCampaign } from '../queue/campaign.js';
import { makeLead } from '../queue/lead.js';
import { newId } from '../shared/ids.js';
import { createMemoryStorage } from '../storage/memory.js';
import { createFakeLeadSource } from './fake-lead-source.js';
import { FakePhone } from './fake-phone.js';
import { createManualClock } from './manual-clock.js';

export const numberOf = (index: number) => `+1202555${String(1_000 + index)}`;

interface World extends Partial<DialerOptions> {
  readonly leads?: number;
  readonly rules?: Partial<DialQueueOptions>;
}

/** A dialer with a campaign of some leads, everything in the test's hands. */
export async function withLeads({ leads: count = 3, rules, ...options }: World = {}) {
  const clock = createManualClock();
  const campaign = makeCampaign({ id: 'spring', startedAt: clock.now() });
  const leads = Array.from({ length: count }, (_, index) =>
    makeLead({
      id: newId(),
      campaignId: 'spring',
      listId: 'a',
      name: `Lead ${index}`,
      numbers: [{ e164: numberOf(index) }],
      priority: count - index,
      createdAt: clock.now(),
    }),
  );
  const source = await createFakeLeadSource({ leads, campaigns: [campaign], clock });
  const phone = new FakePhone();
  const queue = createDialQueue({ leads: source, campaigns: [campaign], ...rules });
  const dialer = createDialer({
    phone,
    clock,
    storage: createMemoryStorage(),
    agent: { id: 'a17' },
    queue,
    ...options,
  });
  await dialer.connect();
  const state = () => dialer.state.snapshot.queue;
  return { clock, source, phone, dialer, leads, state, campaign };
}

/** What a pacer knows of a list on which hardly anybody answers. */
export function poorList() {
  const pacer = createRiskPacer({ setPoint: 0.1, minAgents: 1, minAnswers: 0 });
  for (let call = 0; call < 2_000; call += 1) {
    const outcome = call % 25 === 0 ? 'live' : 'no-answer';
    pacer.callResolved({ at: call * 60_000 + 20_000, dialedAt: call * 60_000, outcome, bucket: 'a' });
    if (outcome === 'live') pacer.answerSettled(call * 60_000, false);
  }
  return pacer.save();
}
