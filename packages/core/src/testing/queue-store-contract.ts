import { DialerError } from '../errors.js';
import type { Attempt } from '../queue/attempt.js';
import { makeCampaign } from '../queue/campaign.js';
import { type Lead, makeLead, type NewLead } from '../queue/lead.js';
import { claimed } from '../queue/lead-moves.js';
import { newId } from '../shared/ids.js';
import type { QueueStore } from '../storage/queue-store.js';
import { type ContractCase, caseWith, expectThat } from './contract.js';
import type { StorageHarness } from './storage-contract.js';

const start = Date.UTC(2026, 0, 5, 9);

/** A lead for tests; later `minutes` are newer. */
export function sampleLead(minutes: number, fields: Partial<NewLead> = {}): Lead {
  const number = `+1202555${String(minutes).padStart(4, '0')}`;
  return makeLead({
    id: newId(),
    campaignId: 'spring',
    listId: 'a',
    numbers: [{ e164: number }],
    createdAt: start + minutes * 60_000,
    ...fields,
  } as NewLead & Pick<Lead, 'id' | 'createdAt'>);
}

/** A finished attempt for tests. */
export function sampleAttempt(lead: Lead, fields: Partial<Attempt> = {}): Attempt {
  return {
    id: newId(),
    leadId: lead.id,
    campaignId: lead.campaignId,
    listId: lead.listId,
    number: lead.numbers[0]?.e164 ?? '',
    agentId: 'ann',
    owner: 'page',
    mode: 'preview',
    times: { invite: start },
    status: 'done',
    isCounted: true,
    outcome: 'busy',
    allowedUnder: [],
    ...fields,
  };
}

const lane = { campaignId: 'spring', owner: '', zone: '', listId: 'a' };
const idsOf = (leads: readonly Lead[]) => leads.map(({ id }) => id).join();

/** What the queue of every `Storage` promises. */
export function queueStoreContract(make: () => Promise<StorageHarness>): readonly ContractCase[] {
  const promise = caseWith(make, (harness) => harness.clear());
  const withQueue = (name: string, run: (store: QueueStore) => Promise<void>) =>
    promise(`queue: ${name}`, async ({ storage }) => {
      const store = await storage.openQueue();
      try {
        await run(store);
      } finally {
        store.close();
      }
    });
  return [
    withQueue('gives the leads of a lane best first, and only those that may be called', async (store) => {
      const [old, fresh, worn] = [sampleLead(0), sampleLead(9), sampleLead(5, { priority: -5 })];
      const waiting = sampleLead(6, { nextAttemptAt: start + 1e9 });
      await store.putLeads([old, fresh, worn, waiting, sampleLead(7, { listId: 'b' })], true);
      const found = await store.callable(lane, 10);
      expectThat(
        idsOf(found) === idsOf([fresh, old, worn]),
        'priority, then the newest',
        found.map(({ id }) => id),
      );
      expectThat(idsOf(await store.callable(lane, 1)) === fresh.id, 'no more than asked for');
    }),
    withQueue('tells the lanes there are', async (store) => {
      const [a, b] = [sampleLead(0, { timeZone: 'Asia/Tokyo' }), sampleLead(1, { owner: 'ann', listId: 'b' })];
      await store.putLeads([a, b, sampleLead(2, { timeZone: 'Asia/Tokyo' }), sampleLead(3, { campaignId: 'other' })]);
      const lanes = (await store.lanes('spring')).map(({ owner, zone, listId }) => `${owner}/${zone}/${listId}`);
      expectThat(lanes.sort().join() === '/Asia/Tokyo/a,ann//b', 'each once', lanes);
    }),
    withQueue('stores all of a step or nothing', async (store) => {
      const lead = sampleLead(0);
      await store.putLeads([lead]);
      const stop = new DialerError('aborted', 'stop');
      const failed = await store
        .change(async (step) => {
          const stored = await step.getLead(lead.id);
          if (stored) step.putLead(claimed(stored, { owner: 'p', agentId: 'ann', ms: 1 }, start));
          step.putAttempt(sampleAttempt(lead));
          throw stop;
        })
        .catch((error) => error);
      expectThat(failed === stop, 'what was thrown comes out', String(failed));
      expectThat((await store.getLead(lead.id))?.state === 'new', 'the lead is untouched');
      expectThat((await store.attemptsTo({ leadId: lead.id })).length === 0, 'no attempt is left');
      expectThat((await store.counts('spring')).new === 1, 'the counts are those of before');
    }),
    withQueue('runs steps one after the other', async (store) => {
      const lead = sampleLead(0);
      await store.putLeads([lead]);
      const add = () =>
        store.change(async (step) => {
          const stored = await step.getLead(lead.id);
          if (stored) step.putLead({ ...stored, priority: stored.priority + 1 });
        });
      await Promise.all([add(), add(), add(), add()]);
      expectThat(
        (await store.getLead(lead.id))?.priority === 4,
        'none is lost',
        (await store.getLead(lead.id))?.priority,
      );
    }),
    withQueue('counts exactly', async (store) => {
      const leads = [sampleLead(0), sampleLead(1), sampleLead(2, { nextAttemptAt: start + 1e9 })];
      await store.putLeads(leads, true);
      await store.putLeads(leads);
      await store.change(async (step) => {
        const lead = await step.getLead(leads[0]?.id ?? '');
        if (lead) step.putLead(claimed(lead, { owner: 'p', agentId: 'ann', ms: 1 }, start));
      });
      const counts = await store.counts('spring');
      expectThat(counts.new === 1 && counts.leased === 1 && counts['retry-wait'] === 1, 'by state', counts);
    }),
    withQueue('finds leads by number and external id, each once', async (store) => {
      const [a, b] = [sampleLead(0, { externalId: 'x1' }), sampleLead(1, { externalId: 'x2' })];
      await store.putLeads([a, b]);
      const found = await store.findLeads({ numbers: ['+12025550000'], externalIds: ['x1', 'x2', 'x3'] });
      expectThat(found.length === 2, 'both, once', found.length);
      expectThat((await store.findLeads({ numbers: ['+19995550000'] })).length === 0, 'nobody else');
    }),
    withQueue('gives what is due, the earliest first', async (store) => {
      const later = sampleLead(0, { nextAttemptAt: start + 2e6 });
      const sooner = sampleLead(1, { nextAttemptAt: start + 1e6 });
      await store.putLeads([later, sooner, sampleLead(2, { campaignId: 'other', nextAttemptAt: start + 1e6 })]);
      expectThat((await store.nextDueAt('spring')) === start + 1e6, 'the first instant');
      const due = await store.change((step) => step.dueLeads('spring', start + 2e6, 10));
      expectThat(idsOf(due) === idsOf([sooner, later]), 'in order', idsOf(due));
    }),
    withQueue('never changes a completed attempt', async (store) => {
      const attempt = sampleAttempt(sampleLead(0));
      const put = (given: Attempt) => store.change(async (step) => step.putAttempt(given));
      await put(attempt);
      const failed = await put({ ...attempt, outcome: 'completed' }).catch(() => 'refused');
      expectThat(failed === 'refused', 'the step fails');
      expectThat((await store.attemptsTo({ leadId: attempt.leadId }))[0]?.outcome === 'busy', 'it is as it was');
    }),
    withQueue('finds attempts by number, lead and account, and live answers by time', async (store) => {
      const lead = sampleLead(0, { accountId: 'acme' });
      const live = sampleAttempt(lead, {
        accountId: 'acme',
        isLive: true,
        times: { invite: start, answered: start + 5 },
      });
      await store.change(async (step) => {
        step.putAttempt(live);
        step.putAttempt(sampleAttempt(sampleLead(1)));
      });
      for (const party of [{ number: live.number }, { leadId: lead.id }, { accountId: 'acme' }])
        expectThat((await store.attemptsTo(party)).length === 1, 'one', party);
      expectThat((await store.liveAnswers('spring', start)).length === 1, 'one person answered');
      expectThat((await store.liveAnswers(undefined, start + 60_000)).length === 0, 'none since');
      expectThat((await store.attemptsBetween('spring', start, start + 1)).length === 2, 'both were dialed');
    }),
    withQueue('keeps campaigns, do-not-call entries and consents', async (store) => {
      await store.putCampaign(makeCampaign({ id: 'spring', startedAt: start }));
      const entry = { source: 'letter', addedAt: start };
      await store.putDoNotCall([
        { ...entry, scope: 'system', value: '+12025550100' },
        { ...entry, scope: 'prefix', value: '+1202' },
        { ...entry, scope: 'prefix', value: '+44' },
        { ...entry, scope: 'system', value: '+12025550100', reason: 'again' },
      ]);
      expectThat((await store.doNotCallFor('+12025550100')).length === 2, 'number and prefix, once each');
      await store.putConsent({
        id: 'c1',
        number: '+12025550100',
        purpose: 'marketing',
        grantedAt: start,
        evidence: { kind: 'form', reference: 'https://example.com/form' },
        usedAt: [],
      });
      expectThat((await store.consentsFor('+12025550100'))[0]?.id === 'c1', 'the consent is found');
      expectThat((await store.getCampaign('spring'))?.name === 'spring', 'the campaign is found');
      expectThat((await store.campaigns()).length === 1, 'one campaign');
    }),
    withQueue('forgets a person: the lead is gone and not counted, the attempt tells nothing of it', async (store) => {
      const [gone, stays] = [sampleLead(0), sampleLead(1)];
      await store.putLeads([gone, stays]);
      const attempt = sampleAttempt(gone, { isLive: true });
      await store.change(async (step) => step.putAttempt(attempt));
      const forgotten = { ...attempt, number: '', leadId: '' };
      await store.change(async (step) => {
        const lead = await step.getLead(gone.id);
        step.erase({ leads: lead ? [lead] : [], attempts: [forgotten], callbackIds: [], consentIds: [] });
      });
      expectThat((await store.getLead(gone.id)) === undefined, 'it is gone');
      expectThat((await store.findLeads({ numbers: ['+12025550000'] })).length === 0, 'its number finds nobody');
      expectThat(idsOf(await store.callable(lane, 9)) === stays.id, 'it is not called');
      expectThat((await store.counts('spring')).new === 1, 'the other one is counted');
      expectThat((await store.attemptsTo({ number: attempt.number, leadId: gone.id })).length === 0, 'no trace');
      expectThat((await store.liveAnswers('spring', 0)).length === 1, 'the answered call still counts');
    }),
    promise('queue: keeps everything and counts right after a crash', async ({ storage, crash }) => {
      const store = await storage.openQueue();
      const lead = sampleLead(0);
      await store.putLeads([lead]);
      const reopened = await crash?.();
      if (!reopened) return;
      const again = await reopened.openQueue();
      expectThat((await again.getLead(lead.id))?.id === lead.id, 'the lead is there');
      expectThat((await again.counts('spring')).new === 1, 'counted once');
      expectThat((await again.goneAmong([store.owner, again.owner])).has(store.owner), 'the dead page is known');
      again.close();
      await reopened.close();
    }),
  ];
}
