import { describe, expect, it } from 'vitest';
import type { DialCheck } from '../intents/dial-check.js';
import { numberOf, withLeads as openWorld } from '../testing/campaign-world.js';

/** A progressive campaign whose agent has just ended a talk and writes the result. */
async function inWrapUp(options: Parameters<typeof openWorld>[0] = {}) {
  const world = await openWorld(options);
  const { dialer, phone, state } = world;
  await dialer.queue?.start({ campaignId: 'spring', mode: 'progressive' });
  await expect.poll(() => phone.lines.length).toBe(1);
  phone.lastLine.pickUp();
  phone.lastLine.end({ reason: 'hung-up', by: 'remote' });
  const next = () => state()?.leads.find(({ phase }) => phase === 'next');
  const stored = (index: number) => world.source.getLead(world.leads[index]?.id ?? '');
  return { ...world, next, stored };
}

describe('the lead after a wrap-up', () => {
  it('is claimed while the agent writes, and called only when the result is stored', async () => {
    const { dialer, phone, next, stored } = await inWrapUp();
    await expect.poll(next).toMatchObject({ number: numberOf(1) });
    expect(await stored(1)).toMatchObject({ state: 'leased', attempts: 0 });
    expect(phone.lines).toHaveLength(1);
    expect(dialer.state.snapshot.agentState.status).toBe('wrap-up');
    await dialer.wrapUp.complete({ disposition: 'sale' });
    expect(await stored(0)).toMatchObject({ state: 'completed', attempts: 1 });
    await expect.poll(() => phone.lastLine.remote.number).toBe(numberOf(1));
  });

  it('goes back untouched when the agent asks for a pause', async () => {
    const { dialer, phone, next, stored, clock } = await inWrapUp();
    await expect.poll(next).toBeDefined();
    await dialer.agent.pause('lunch');
    clock.advance(1_000);
    await expect.poll(next).toBeUndefined();
    expect((await stored(1))?.lease).toBeUndefined();
    await dialer.wrapUp.complete({ disposition: 'sale' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(phone.lines).toHaveLength(1);
  });

  it('goes back when the queue is stopped', async () => {
    const { dialer, next, stored } = await inWrapUp();
    await expect.poll(next).toBeDefined();
    await dialer.queue?.stop();
    expect(next()).toBeUndefined();
    expect((await stored(1))?.lease).toBeUndefined();
  });

  it('is another one when the rules forbid the first', async () => {
    const compliance: DialCheck = {
      check: async ({ number }) =>
        number === numberOf(1) ? { allowed: false, reason: 'It is night there.' } : { allowed: true, ruleIds: ['day'] },
    };
    const { dialer, phone, next, stored, source, leads } = await inWrapUp({ compliance });
    await expect.poll(next).toMatchObject({ number: numberOf(2) });
    expect(await stored(1)).toMatchObject({ state: 'suppressed', attempts: 0 });
    await dialer.wrapUp.complete({ disposition: 'sale' });
    await expect.poll(() => phone.lastLine.remote.number).toBe(numberOf(2));
    expect(await source.attemptsOf(leads[2]?.id ?? '')).toMatchObject([{ allowedUnder: ['day'] }]);
  });

  it('is asked about again when the wrap-up took long', async () => {
    const asked: string[] = [];
    const compliance: DialCheck = {
      check: async ({ number }) => {
        asked.push(number);
        return { allowed: true };
      },
    };
    const { dialer, phone, next, clock } = await inWrapUp({ compliance });
    await expect.poll(next).toBeDefined();
    const ahead = asked.filter((number) => number === numberOf(1)).length;
    clock.advance(61_000);
    await dialer.wrapUp.complete({ disposition: 'sale' });
    await expect.poll(() => phone.lastLine.remote.number).toBe(numberOf(1));
    // Once ahead, once before the attempt is written, once by the dialer.
    expect([ahead, asked.filter((number) => number === numberOf(1)).length]).toEqual([1, 3]);
  });
});

describe('a call of a campaign', () => {
  it('rings no longer than the queue says', async () => {
    const { dialer, phone, clock } = await openWorld({ rules: { ringSeconds: 22 }, ringLimitSeconds: 45 });
    await dialer.queue?.start({ campaignId: 'spring', mode: 'progressive' });
    await expect.poll(() => phone.lines.length).toBe(1);
    const [line] = phone.lines;
    clock.advance(21_000);
    expect(line?.status).not.toBe('ended');
    clock.advance(1_000);
    expect(line?.status).toBe('ended');
  });
});
