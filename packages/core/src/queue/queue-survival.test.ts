import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openBrowserStorage } from '../adapters/indexeddb/index.js';
import { isDialerError } from '../errors.js';
import { newId } from '../shared/ids.js';
import { createMemoryQueue } from '../storage/memory-queue.js';
import type { QueueStore } from '../storage/queue-store.js';
import type { Storage } from '../storage/storage.js';
import { FakeLocks } from '../testing/fake-locks.js';
import { sampleLead } from '../testing/queue-store-contract.js';
import { createScriptedPages, type Hand, type ScriptedPage } from '../testing/scripted-pages.js';
import type { Attempt, AttemptOutcome } from './attempt.js';
import { defaultRetryPolicy, makeCampaign } from './campaign.js';
import type { Lead } from './lead.js';

afterEach(() => vi.unstubAllGlobals());

const outcomes = [
  'busy',
  'no-answer',
  'congestion',
  'machine',
  'completed',
  'callback',
  'invalid',
  'cancelled',
] as const;
const minute = 60_000;

const command = fc.oneof(
  // A whole call at once, so that leads come to their second and third attempt.
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('call' as const), page: fc.nat(1), outcome: fc.constantFrom(...outcomes) }),
  },
  fc.record({ do: fc.constant('claim' as const), page: fc.nat(1) }),
  fc.record({ do: fc.constant('begin' as const), page: fc.nat(1), hand: fc.nat(3) }),
  fc.record({
    do: fc.constant('end' as const),
    page: fc.nat(1),
    hand: fc.nat(3),
    outcome: fc.constantFrom(...outcomes),
  }),
  fc.record({ do: fc.constant('release' as const), page: fc.nat(1), hand: fc.nat(3) }),
  fc.record({ do: fc.constant('stale' as const), page: fc.nat(1) }),
  fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(1_000, minute, 20 * minute, 300 * minute) }),
  fc.record({
    do: fc.constant('clock' as const),
    wrongBy: fc.constantFrom(0, -600 * minute, 600 * minute, 3 * minute),
  }),
  fc.record({ do: fc.constant('kill' as const), page: fc.nat(1) }),
  fc.record({
    do: fc.constant('crash' as const),
    page: fc.nat(1),
    point: fc.constantFrom('before' as const, 'during' as const, 'after' as const),
    skip: fc.nat(3),
  }),
);
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

type OpenStore = () => Promise<{ readonly store: QueueStore; kill(): void }>;

const seedLeads = (now: number): readonly Lead[] =>
  [0, 1, 2, 3, 4].map((at) =>
    sampleLead(at, {
      createdAt: now,
      ...(at < 2 ? { accountId: 'acme' } : {}),
      numbers: at === 3 ? [{ e164: '+12025550001' }, { e164: '+12025550009' }] : [{ e164: `+1202555000${at}` }],
    }),
  );

async function survive(openStore: OpenStore, commands: readonly Command[]): Promise<void> {
  const world = createScriptedPages(openStore);
  const pages: ScriptedPage[] = [await world.open(), await world.open()];
  const observer = (await openStore()).store;
  const leads = seedLeads(world.now());
  await observer.putCampaign(makeCampaign({ id: 'spring', startedAt: world.now() }));
  await observer.putLeads(leads);
  const old: Hand[] = [];

  async function act(page: ScriptedPage, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (
        !isDialerError(error) ||
        !['storage-failed', 'lease-lost', 'attempt-refused', 'attempt-unknown'].includes(error.code)
      )
        throw error;
    }
    if (page.isDead) await replace(page);
  }

  async function replace(page: ScriptedPage): Promise<void> {
    page.kill();
    old.push(...page.hands);
    pages[pages.indexOf(page)] = await world.open();
  }

  async function obey(given: Command): Promise<void> {
    if (given.do === 'pass') return world.pass(given.ms, observer);
    if (given.do === 'clock') return world.setWrong(given.wrongBy);
    const page = pages[given.page];
    if (page === undefined) return;
    if (given.do === 'kill') return replace(page);
    if (given.do === 'crash') return page.arm(given.point, given.skip);
    if (given.do === 'stale') return expectStale(page, old);
    await act(page, () => (given.do === 'call' ? call(page, given.outcome) : handle(page, given, old)));
  }

  for (const each of commands) {
    await obey(each);
    await expectSound(observer, leads);
  }
  world.setWrong(0);
  for (const page of [...pages]) await replace(page);
  await expectNoneLost(world, pages, { observer, leads });
  for (const page of pages) page.kill();
}

async function call(page: ScriptedPage, outcome: AttemptOutcome): Promise<void> {
  const found = await page.source.claim({ campaignId: 'spring', agentId: 'ann' });
  if (!found) return;
  const ref = { leadId: found.lead.id, token: found.lease.token };
  const attemptId = nextId();
  await page.source.begin(ref, { id: attemptId, number: found.number, mode: 'progressive', allowedUnder: [] });
  await page.source.complete(ref, { attemptId, outcome });
}

let lastId = 0;

/** In the order in which they are made, also within one millisecond. */
function nextId(): string {
  lastId += 1;
  return `attempt-${String(lastId).padStart(9, '0')}`;
}

async function handle(
  page: ScriptedPage,
  given: Extract<Command, { do: 'claim' | 'begin' | 'end' | 'release' }>,
  old: Hand[],
): Promise<void> {
  if (given.do === 'claim') {
    const found = await page.source.claim({ campaignId: 'spring', agentId: 'ann' });
    if (found) page.hands.push({ ref: { leadId: found.lead.id, token: found.lease.token }, number: found.number });
    return;
  }
  const hand = page.hands[given.hand];
  if (hand === undefined) return;
  if (given.do === 'begin') {
    const id = nextId();
    await page.source.begin(hand.ref, { id, number: hand.number, mode: 'progressive', allowedUnder: [] });
    hand.attemptId = id;
    return;
  }
  page.hands.splice(given.hand, 1);
  old.push(hand);
  if (given.do === 'release' && hand.attemptId === undefined) await page.source.release(hand.ref, 'not now');
  if (given.do === 'end' && hand.attemptId !== undefined)
    await page.source.complete(hand.ref, { attemptId: hand.attemptId, outcome: given.outcome });
}

/** No token of the past opens anything. */
async function expectStale(page: ScriptedPage, old: readonly Hand[]): Promise<void> {
  for (const { ref } of old) {
    const lead = await page.store.getLead(ref.leadId);
    if (lead?.lease?.token === ref.token) continue;
    const seen = await page.source.renew(ref).catch((error: unknown) => (isDialerError(error) ? error.code : error));
    expect(['lease-lost', 'storage-failed']).toContain(seen);
  }
}

async function expectSound(store: QueueStore, seeded: readonly Lead[]): Promise<void> {
  const leads = await Promise.all(seeded.map(({ id }) => store.getLead(id)));
  const counts = await store.counts('spring');
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(seeded.length);
  const held = leads.filter((lead) => lead?.lease !== undefined);
  const accounts = held.flatMap((lead) => lead?.accountId ?? []);
  const numbers = held.flatMap((lead) => lead?.numbers.map(({ e164 }) => e164) ?? []);
  expect(new Set(accounts).size, 'one call an account').toBe(accounts.length);
  expect(new Set(numbers).size, 'one call a number').toBe(numbers.length);
  for (const lead of leads) {
    expect(lead).toBeDefined();
    if (lead) expectExact(lead, await store.attemptsTo({ leadId: lead.id }));
  }
}

function expectExact(lead: Lead, log: readonly Attempt[]): void {
  expect(lead.attempts, 'as many attempts as the log has').toBe(log.filter(({ isCounted }) => isCounted).length);
  const open = log.filter(({ status }) => status === 'open');
  expect(open.map(({ id }) => id)).toEqual(lead.attemptId === undefined ? [] : [lead.attemptId]);
  const byBegin = [...log].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const [index, next] of byBegin.entries()) {
    const before = byBegin[index - 1];
    if (before === undefined) continue;
    const delay = defaultRetryPolicy[before.outcome as AttemptOutcome]?.delayMs ?? Number.POSITIVE_INFINITY;
    const waited = next.times.invite - (before.times.ended ?? Number.POSITIVE_INFINITY);
    expect(waited, `after ${before.outcome}`).toBeGreaterThanOrEqual(delay);
  }
}

interface Seen {
  readonly observer: QueueStore;
  readonly leads: readonly Lead[];
}

/** Left in peace, every lead comes to its turn and its end. */
async function expectNoneLost(
  world: ReturnType<typeof createScriptedPages>,
  [page]: readonly ScriptedPage[],
  { observer, leads }: Seen,
): Promise<void> {
  for (let round = 0; round < 60; round += 1) {
    const found = await page?.source.claim({ campaignId: 'spring', agentId: 'ann' });
    if (found) {
      const [ref, attemptId] = [{ leadId: found.lead.id, token: found.lease.token }, nextId()];
      await page?.source.begin(ref, { id: attemptId, number: found.number, mode: 'preview', allowedUnder: [] });
      await page?.source.complete(ref, { attemptId, outcome: 'completed' });
      continue;
    }
    const states = await Promise.all(leads.map(async ({ id }) => (await observer.getLead(id))?.state));
    if (states.every((state) => state === 'completed' || state === 'dead')) return;
    await world.pass(600 * minute, observer);
  }
  expect(await observer.counts('spring'), 'leads that never came to their turn').toBe('all completed or dead');
}

describe('the queue survives', () => {
  const all = fc.array(command, { minLength: 10, maxLength: 60 });

  it('claims, calls, crashes at every write, dead pages and jumping clocks in memory', async () => {
    const property = fc.asyncProperty(all, (commands) => {
      const queue = createMemoryQueue();
      const openStore: OpenStore = async () => {
        const owner = newId();
        return { store: queue.open(owner), kill: () => queue.kill(owner) };
      };
      return survive(openStore, commands);
    });
    await fc.assert(property, { numRuns: 150 });
  }, 120_000);

  it('the same in the browser', async () => {
    const property = fc.asyncProperty(all, async (commands) => {
      const locks = new FakeLocks();
      vi.stubGlobal('navigator', { locks });
      const name = newId();
      const storages: Storage[] = [];
      const openStore: OpenStore = async () => {
        const storage = await openBrowserStorage({ name });
        storages.push(storage);
        return { store: await storage.openQueue(), kill: () => locks.kill(storage.owner) };
      };
      await survive(openStore, commands);
      for (const storage of storages) await storage.close();
    });
    await fc.assert(property, { numRuns: 12 });
  }, 120_000);
});
