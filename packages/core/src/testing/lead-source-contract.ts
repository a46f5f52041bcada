import { isDialerError } from '../errors.js';
import type { Campaign } from '../queue/campaign.js';
import { makeCampaign } from '../queue/campaign.js';
import type { Lead } from '../queue/lead.js';
import type { ClaimedLead, LeadSource, LeaseRef } from '../queue/lead-source.js';
import { newId } from '../shared/ids.js';
import { type ContractCase, caseWith, expectThat } from './contract.js';
import { sampleLead } from './queue-store-contract.js';

/** How the suite gets at an implementation. */
export interface LeadSourceHarness {
  readonly source: LeadSource;
  /** Milliseconds since 1970, as the source sees it. */
  now(): number;
  /** Lets so much time pass for the source. */
  pass(ms: number): Promise<void>;
  /** Stores leads and campaigns, as an import does. */
  seed(leads: readonly Lead[], campaigns: readonly Campaign[]): Promise<void>;
  /** Another page with the same leads. */
  openAgain(): Promise<LeadSource>;
  /** Ends the page of `source` without a goodbye, and opens another one. */
  crash(): Promise<LeadSource>;
  clear(): Promise<void>;
}

const ann = { campaignId: 'spring', agentId: 'ann' };
const refOf = ({ lead, lease }: ClaimedLead): LeaseRef => ({ leadId: lead.id, token: lease.token });
const hour = 3_600_000;

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'nothing',
    (error: unknown) => (isDialerError(error) ? error.code : String(error)),
  );
}

/** Claims, and fails the case when there is nothing. */
async function claim(source: LeadSource): Promise<ClaimedLead> {
  const found = await source.claim(ann);
  if (!found) throw new Error('a lead was expected');
  return found;
}

async function dial(source: LeadSource, held: ClaimedLead): Promise<string> {
  const id = newId();
  await source.begin(refOf(held), { id, number: held.number, mode: 'preview', allowedUnder: ['us@1:window'] });
  return id;
}

type Seeded = Omit<LeadSourceHarness, 'seed'> & { readonly leads: readonly Lead[] };

/** What every {@link LeadSource} promises. */
export function leadSourceContract(make: () => Promise<LeadSourceHarness>): readonly ContractCase[] {
  const promise = caseWith(make, (harness) => harness.clear());
  const withLeads = (
    name: string,
    leadsAt: (now: number) => readonly Lead[],
    run: (harness: Seeded) => Promise<void>,
    campaign: Partial<Campaign> = {},
  ) =>
    promise(`lead source: ${name}`, async (harness) => {
      const leads = leadsAt(harness.now());
      await harness.seed(leads, [makeCampaign({ id: 'spring', startedAt: harness.now(), ...campaign })]);
      await run({ ...harness, leads });
    });
  const one = (now: number) => [sampleLead(0, { createdAt: now })];
  return [
    withLeads(
      'gives each lead to one page only',
      (now) => [0, 1, 2].map((at) => sampleLead(at, { createdAt: now })),
      async ({ source, openAgain }) => {
        const other = await openAgain();
        const found = await Promise.all([source.claim(ann), other.claim(ann), source.claim(ann), other.claim(ann)]);
        const ids = found.flatMap((each) => (each ? [each.lead.id] : []));
        expectThat(ids.length === 3 && new Set(ids).size === 3, 'three leads, three holders', ids);
        other.close();
      },
    ),
    withLeads('refuses whoever comes with an older token', one, async ({ source }) => {
      const first = await claim(source);
      await source.release(refOf(first), 'not now');
      const second = await claim(source);
      expectThat(second.lease.token > first.lease.token, 'the token grew');
      for (const work of [
        source.renew(refOf(first)),
        source.skip(refOf(first), 'late'),
        source.suppress(refOf(first), 'late'),
        source.begin(refOf(first), { id: newId(), number: first.number, mode: 'preview', allowedUnder: [] }),
      ])
        expectThat((await codeOf(work)) === 'lease-lost', 'lease-lost');
      expectThat(
        (await source.getLead(second.lead.id))?.lease?.token === second.lease.token,
        'the new one still holds',
      );
    }),
    withLeads('counts an attempt before it is dialed, and completes it once', one, async ({ source }) => {
      const held = await claim(source);
      const attemptId = await dial(source, held);
      const dialing = await source.getLead(held.lead.id);
      expectThat(dialing?.attempts === 1 && dialing.state === 'dialing', 'counted at once', dialing);
      const end = { attemptId, outcome: 'busy', sipCode: 486 } as const;
      const after = await source.complete(refOf(held), end);
      expectThat(after.state === 'retry-wait' && after.lease === undefined, 'waits, held by nobody', after);
      const again = await source.complete(refOf(held), end);
      expectThat(again.revision === after.revision, 'the second time changes nothing');
      const [attempt, ...others] = await source.attemptsOf(held.lead.id);
      expectThat(others.length === 0 && attempt?.outcome === 'busy', 'one attempt', attempt);
      expectThat(attempt?.allowedUnder[0] === 'us@1:window', 'with the rules it was allowed under');
    }),
    withLeads('does not give a lead out again before its time', one, async ({ source, pass }) => {
      const held = await claim(source);
      await source.complete(refOf(held), { attemptId: await dial(source, held), outcome: 'busy' });
      await pass(14 * 60_000);
      expectThat((await source.claim(ann)) === undefined, 'not before 15 min');
      await pass(2 * 60_000);
      expectThat((await claim(source)).lead.id === held.lead.id, 'then again');
    }),
    withLeads(
      'keeps two leads of one account apart',
      (now) => [0, 1].map((at) => sampleLead(at, { createdAt: now, accountId: 'acme' })),
      async ({ source }) => {
        const held = await claim(source);
        expectThat((await source.claim(ann)) === undefined, 'the other one has to wait');
        await source.release(refOf(held), 'not now');
        expectThat((await source.claim(ann)) !== undefined, 'then one is free');
      },
    ),
    withLeads(
      'takes back what a dead page held: a held lead at once, a dialed one after its rest',
      (now) => [0, 1].map((at) => sampleLead(at, { createdAt: now })),
      async ({ source, crash }) => {
        const [dialed, shown] = [await claim(source), await claim(source)];
        await dial(source, dialed);
        const next = await crash();
        const [attempt] = await next.attemptsOf(dialed.lead.id);
        expectThat(attempt?.outcome === 'interrupted', 'the attempt is closed', attempt);
        const lead = await next.getLead(dialed.lead.id);
        expectThat(lead?.state === 'retry-wait' && lead.attempts === 1, 'counted, and rests', lead);
        expectThat((await claim(next)).lead.id === shown.lead.id, 'the other is free');
        expectThat((await next.claim(ann)) === undefined, 'and nothing else');
        next.close();
      },
    ),
    withLeads(
      'takes a lease that nobody renews, and keeps one that is renewed',
      (now) => [0, 1].map((at) => sampleLead(at, { createdAt: now })),
      async ({ source, openAgain, pass }) => {
        const other = await openAgain();
        const [kept, silent] = [await claim(source), await claim(source)];
        for (let minute = 0; minute < 10; minute += 1) {
          await pass(60_000);
          await source.renew(refOf(kept));
        }
        expectThat((await codeOf(source.renew(refOf(silent)))) === 'lease-lost', 'the silent one is lost');
        expectThat((await source.getLead(kept.lead.id))?.lease?.token === kept.lease.token, 'the other is not');
        other.close();
      },
    ),
    withLeads('keeps a promised time, and a personal one for its agent', one, async ({ source, now, pass, leads }) => {
      const at = now() + 2 * hour;
      await source.scheduleCallback(leads[0]?.id ?? '', { at, agentId: 'bob' });
      await pass(2 * hour);
      expectThat((await source.claim(ann)) === undefined, 'not for ann');
      const held = await source.claim({ ...ann, agentId: 'bob' });
      expectThat(held?.lead.callback?.at === at, 'for bob', held);
    }),
    withLeads('offers a missed personal promise to anyone', one, async ({ source, now, pass, leads }) => {
      await source.scheduleCallback(leads[0]?.id ?? '', { at: now() + hour, agentId: 'bob' });
      await pass(hour + 59 * 60_000);
      expectThat((await source.claim(ann)) === undefined, 'not within the hour');
      await pass(2 * 60_000);
      expectThat((await source.claim(ann)) !== undefined, 'then anyone');
    }),
    withLeads(
      'asks the caps again when it dials',
      one,
      async ({ source, pass }) => {
        const held = await claim(source);
        await source.complete(refOf(held), { attemptId: await dial(source, held), outcome: 'busy' });
        await pass(hour);
        expectThat((await source.claim(ann)) === undefined, 'one attempt a day');
        await pass(24 * hour);
        expectThat((await source.claim(ann)) !== undefined, 'and one the next');
      },
      { caps: [{ count: 1, per: 'PT24H', rolling: true, by: 'lead' }] },
    ),
    withLeads(
      'leaves closed time zones alone, and counts by state',
      (now) => [sampleLead(0, { createdAt: now, timeZone: 'Asia/Tokyo' }), sampleLead(1, { createdAt: now - 1 })],
      async ({ source }) => {
        expectThat((await source.zones('spring')).includes('Asia/Tokyo'), 'the zone is told');
        const held = await source.claim({ ...ann, closedZones: ['Asia/Tokyo'] });
        expectThat(held?.lead.timeZone === undefined, 'the other one', held?.lead);
        const counts = await source.counts('spring');
        expectThat(counts.new === 1 && counts.leased === 1, 'counted', counts);
      },
    ),
    withLeads('is done for ever with somebody who refused', one, async ({ source, pass }) => {
      const held = await claim(source);
      const after = await source.complete(refOf(held), { attemptId: await dial(source, held), outcome: 'refused' });
      expectThat(after.state === 'dead' && after.numbers.every(({ state }) => state === 'dnc'), 'dead', after);
      await pass(12 * hour);
      expectThat((await source.claim(ann)) === undefined, 'never again');
    }),
    promise('lead source: knows only campaigns that were stored', async ({ source }) => {
      expectThat((await codeOf(source.claim({ ...ann, campaignId: 'nowhere' }))) === 'campaign-unknown', 'said so');
    }),
  ];
}
