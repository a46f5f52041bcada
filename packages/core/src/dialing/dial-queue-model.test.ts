import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { poorList, withLeads } from '../testing/campaign-world.js';

const saved = poorList();

type World = Awaited<ReturnType<typeof withLeads>>;

/** What people, the agent and time may do. `who` picks one of the lines that are up. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('answer' as const), who: fc.nat(4) }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('busy' as const), who: fc.nat(4) }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('hang-up' as const), who: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('end' as const), who: fc.nat(4) }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('result' as const), who: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('pause' as const), who: fc.constant(0) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('ready' as const), who: fc.constant(0) }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('wait' as const), who: fc.nat(30) }) },
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const results = ['sale', 'no-interest', 'voicemail', 'do-not-call'];

async function take({ does, who }: Step, { dialer, phone, clock }: World): Promise<void> {
  const up = phone.lines.filter((line) => line.status !== 'ended');
  const line = up[who % Math.max(1, up.length)];
  if (does === 'answer') line?.pickUp();
  if (does === 'busy' && line && line.status === 'ringing') line.end({ reason: 'busy', by: 'remote' });
  if (does === 'hang-up' && line?.status === 'answered') line.end({ reason: 'hung-up', by: 'remote' });
  if (does === 'end') line?.hangUp();
  if (does === 'pause') await dialer.agent.pause('lunch');
  if (does === 'ready') dialer.agent.setReady();
  if (does === 'wait') clock.advance(who * 1_000);
  if (does === 'result' && dialer.state.snapshot.wrapUp) {
    await dialer.wrapUp.complete({ disposition: results[who] ?? 'sale' });
  }
}

/** Lets everything that was set off come to rest. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

async function check({ dialer, phone, leads, source }: World): Promise<void> {
  const { calls } = dialer.state.snapshot;
  const talking = calls.filter(({ status, abandoned }) => status === 'active' && !abandoned);
  expect(talking.length, 'one conversation at a time').toBeLessThanOrEqual(1);
  const numbers = phone.lines.filter((line) => line.status !== 'ended').map(({ remote }) => remote.number);
  expect(new Set(numbers).size, 'nobody is called twice at once').toBe(numbers.length);
  let attempts = 0;
  for (const lead of leads) {
    const log = await source.attemptsOf(lead.id);
    attempts += log.length;
    const open = log.filter(({ status }) => status === 'open');
    expect(open.length, 'one attempt at a time').toBeLessThanOrEqual(1);
  }
  expect(attempts, 'every call is in the log, and nothing else').toBe(phone.lines.length);
}

describe('a campaign, whatever people, the agent and time do', () => {
  it.each(['progressive', 'power'] as const)(
    'talks to one at a time and loses no attempt (%s)',
    async (mode) => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
          const periods = async () => [{ live: 2_000, abandoned: 4, limit: 0.03 }];
          const rules = { power: { lines: 3, minAnswers: 0, target: 0.1, periods, saved, maxCallsPerSecond: 5 } };
          const world = await withLeads({ leads: 12, rules });
          await world.dialer.queue?.start({ campaignId: 'spring', mode });
          await settle();
          for (const each of steps) {
            const { status, pauseNext } = world.dialer.state.snapshot.agentState;
            const isPausing = each.does === 'pause' || status === 'not-ready' || pauseNext !== undefined;
            const dialedBefore = world.phone.lines.length;
            await take(each, world);
            await settle();
            if (isPausing && each.does !== 'ready') {
              expect(world.phone.lines.length, 'nobody is called while the agent pauses').toBe(dialedBefore);
            }
            await check(world);
          }
          await world.dialer.dispose();
        }),
        { numRuns: 40 },
      );
    },
    60_000,
  );
});
