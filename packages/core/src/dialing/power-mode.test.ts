import { describe, expect, it } from 'vitest';
import type { AbandonmentPeriod } from '../pacing/pacing-snapshot.js';
import { poorList, withLeads } from '../testing/campaign-world.js';
import type { FakeLine } from '../testing/index.js';
import type { PowerRules } from './dial-queue-options.js';

const goodMonth: AbandonmentPeriod = { live: 2_000, abandoned: 4, limit: 0.03 };

const saved = poorList();

async function withLines(power: Partial<PowerRules> = {}) {
  const base = { lines: 3, minAnswers: 0, target: 0.1, saved, maxCallsPerSecond: 10 };
  const world = await withLeads({
    leads: 8,
    rules: { power: { ...base, periods: async () => [goodMonth], ...power } },
  });
  await world.dialer.queue?.start({ campaignId: 'spring', mode: 'power' });
  const isUp = (line: FakeLine) =>
    world.dialer.state.snapshot.calls.some(({ number }) => number === line.remote.number);
  const dialed = (times: number) => expect.poll(() => world.phone.lines.length).toBe(times);
  return { ...world, dialed, isUp };
}

const line = (lines: readonly FakeLine[], index: number) => lines[index] as FakeLine;

describe('several lines for one agent', () => {
  it('are dialed as far as the abandonment so far allows, and never more than the rules say', async () => {
    const { phone, dialed, state, clock } = await withLines();
    await dialed(3);
    clock.advance(3_000);
    await expect.poll(() => state()?.pacing).toBeDefined();
    expect(phone.lines).toHaveLength(3);
    expect(state()?.abandonment).toMatchObject({ live: 2_000, abandoned: 4, limit: 0.03 });
  });

  it('are one when nobody counts what is abandoned', async () => {
    const { phone, dialed, clock, state } = await withLines({ periods: undefined });
    await dialed(1);
    clock.advance(1_000);
    await expect.poll(() => state()?.pacing).toBeDefined();
    expect(phone.lines).toHaveLength(1);
  });

  it('are one when the month is at its limit', async () => {
    const { phone, dialed, clock } = await withLines({
      periods: async () => [{ live: 1_000, abandoned: 30, limit: 0.03 }],
    });
    await dialed(1);
    clock.advance(1_000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(phone.lines).toHaveLength(1);
  });

  it('give the first who answers to the agent; the second is let go and counted as abandoned', async () => {
    const { phone, dialed, state, source, leads, dialer, isUp } = await withLines();
    await dialed(3);
    line(phone.lines, 1).pickUp();
    line(phone.lines, 0).pickUp();
    await expect.poll(() => isUp(line(phone.lines, 0))).toBe(false);
    expect(isUp(line(phone.lines, 1))).toBe(true);
    expect(dialer.state.snapshot.calls.find(({ id }) => id === dialer.state.snapshot.activeCallId)?.number).toBe(
      line(phone.lines, 1).remote.number,
    );
    await expect
      .poll(async () => (await source.attemptsOf(leads[0]?.id ?? ''))[0])
      .toMatchObject({ outcome: 'abandoned', isAbandoned: true, isLive: true });
    expect(state()?.leads[0]).toMatchObject({ phase: 'talking' });
    expect(dialer.state.snapshot.wrapUp).toBeUndefined();
  });

  it('give up the others only after the ring time that rules ask for', async () => {
    const { phone, dialed, clock, source, leads, isUp } = await withLines();
    await dialed(3);
    line(phone.lines, 0).emit({ type: 'ringing', earlyMedia: false });
    line(phone.lines, 1).pickUp();
    clock.advance(10_000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(isUp(line(phone.lines, 0))).toBe(true);
    await expect
      .poll(() => {
        clock.advance(1_000);
        return isUp(line(phone.lines, 0));
      })
      .toBe(false);
    await expect
      .poll(async () => (await source.attemptsOf(leads[0]?.id ?? ''))[0])
      .toMatchObject({ outcome: 'cancelled', isAbandoned: false });
  });

  it('let the host take over who would be let go', async () => {
    const numbers: string[] = [];
    const { phone, dialed, source, leads } = await withLines({
      handOver: async ({ number }) => numbers.push(number) > 0,
    });
    await dialed(3);
    line(phone.lines, 1).pickUp();
    line(phone.lines, 0).pickUp();
    await expect.poll(() => numbers).toEqual([line(phone.lines, 0).remote.number]);
    line(phone.lines, 0).end({ reason: 'hung-up', by: 'remote' });
    await expect
      .poll(async () => (await source.attemptsOf(leads[0]?.id ?? ''))[0])
      .toMatchObject({ outcome: 'contacted' });
  });

  it('wait while the agent finishes the call and its result', async () => {
    const { phone, dialed, dialer, clock } = await withLines();
    await dialed(3);
    line(phone.lines, 0).end({ reason: 'busy', by: 'remote' });
    line(phone.lines, 2).end({ reason: 'busy', by: 'remote' });
    line(phone.lines, 1).pickUp();
    line(phone.lines, 1).end({ reason: 'hung-up', by: 'remote' });
    clock.advance(5_000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(phone.lines.length).toBeLessThanOrEqual(5);
    const before = phone.lines.length;
    await dialer.wrapUp.complete({ disposition: 'sale' });
    clock.advance(1_000);
    await expect.poll(() => phone.lines.length).toBeGreaterThan(before);
  });
});
