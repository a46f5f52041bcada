import { describe, expect, it } from 'vitest';
import type { DialCheck } from '../intents/dial-check.js';
import { numberOf, withLeads as openWorld } from '../testing/campaign-world.js';

async function withLeads(options: Parameters<typeof openWorld>[0] = {}) {
  const world = await openWorld(options);
  return { ...world, dialed: (times: number) => expect.poll(() => world.phone.lines.length).toBe(times) };
}

describe('a progressive campaign', () => {
  it('calls one lead after the other, and completes each attempt with the result', async () => {
    const { dialer, phone, dialed, source, leads, state } = await withLeads();
    await dialer.queue?.start({ campaignId: 'spring', mode: 'progressive' });
    await dialed(1);
    expect(phone.lastLine.remote.number).toBe(numberOf(0));
    phone.lastLine.pickUp();
    await expect.poll(() => state()?.leads[0]?.phase).toBe('talking');
    phone.lastLine.end({ reason: 'hung-up', by: 'remote' });
    expect(state()?.leads[0]?.phase).toBe('wrap-up');
    await dialer.wrapUp.complete({ disposition: 'sale' });
    await dialed(2);
    expect(await source.getLead(leads[0]?.id ?? '')).toMatchObject({ state: 'completed', attempts: 1 });
    expect(phone.lastLine.remote.number).toBe(numberOf(1));
  });

  it('goes on by itself after a busy line, without asking for a result', async () => {
    const { dialer, phone, dialed, source, leads } = await withLeads();
    await dialer.queue?.start({ campaignId: 'spring', mode: 'progressive' });
    await dialed(1);
    phone.lastLine.end({ reason: 'busy', by: 'remote', sip: { code: 486, phrase: 'Busy Here' } });
    await dialed(2);
    expect(dialer.state.snapshot.wrapUp).toBeUndefined();
    expect(await source.getLead(leads[0]?.id ?? '')).toMatchObject({ state: 'retry-wait', lastOutcome: 'busy' });
  });

  it('calls nobody while the agent pauses, and the pause counts from the end of the call', async () => {
    const { dialer, phone, dialed } = await withLeads();
    await dialer.queue?.start({ campaignId: 'spring', mode: 'progressive' });
    await dialed(1);
    await dialer.agent.pause('lunch');
    phone.lastLine.end({ reason: 'busy', by: 'remote' });
    await expect.poll(() => dialer.state.snapshot.agentState.status).toBe('not-ready');
    await new Promise((resolve) => setImmediate(resolve));
    expect(phone.lines).toHaveLength(1);
    dialer.agent.setReady();
    await dialed(2);
  });

  it('writes the attempt down before anything is sent, and names the rules', async () => {
    const compliance: DialCheck = { check: async () => ({ allowed: true, ruleIds: ['us@1:hours'] }) };
    const { dialer, dialed, source, leads } = await withLeads({ compliance });
    await dialer.queue?.start({ campaignId: 'spring', mode: 'progressive' });
    await dialed(1);
    expect(await source.attemptsOf(leads[0]?.id ?? '')).toMatchObject([
      { status: 'open', mode: 'progressive', allowedUnder: ['us@1:hours'] },
    ]);
  });

  it('does not call a lead that a rule forbids, and takes the next', async () => {
    const compliance: DialCheck = {
      check: async ({ number }) =>
        number === numberOf(0) ? { allowed: false, reason: 'It is night there.' } : { allowed: true },
    };
    const { dialer, phone, dialed, source, leads } = await withLeads({ compliance });
    await dialer.queue?.start({ campaignId: 'spring', mode: 'progressive' });
    await dialed(1);
    expect(phone.lastLine.remote.number).toBe(numberOf(1));
    expect(await source.getLead(leads[0]?.id ?? '')).toMatchObject({ state: 'suppressed', attempts: 0 });
  });

  it('waits when no lead is left, and says when the next may be called', async () => {
    const { dialer, phone, dialed, state, clock } = await withLeads({ leads: 1 });
    await dialer.queue?.start({ campaignId: 'spring', mode: 'progressive' });
    await dialed(1);
    phone.lastLine.end({ reason: 'busy', by: 'remote' });
    await expect.poll(() => state()?.status).toBe('waiting');
    expect(state()?.nextDueAt).toBeGreaterThan(clock.now());
  });

  it('counts a number that was promised for later as a callback', async () => {
    const { dialer, phone, dialed, source, leads, clock } = await withLeads();
    await dialer.queue?.start({ campaignId: 'spring', mode: 'progressive' });
    await dialed(1);
    phone.lastLine.pickUp();
    phone.lastLine.end({ reason: 'hung-up', by: 'remote' });
    const callbackAt = clock.now() + 3_600_000;
    await dialer.wrapUp.complete({ disposition: 'callback', callbackAt });
    await expect
      .poll(() => source.getLead(leads[0]?.id ?? ''))
      .toMatchObject({ state: 'callback-wait', callback: { at: callbackAt } });
  });
});

describe('a preview campaign', () => {
  it('shows the lead, and dials it when its time is over', async () => {
    const { dialer, phone, state, clock, dialed } = await withLeads({ rules: { preview: { seconds: 20 } } });
    await dialer.queue?.start({ campaignId: 'spring' });
    await expect.poll(() => state()?.leads[0]).toMatchObject({ phase: 'preview', number: numberOf(0) });
    expect(dialer.state.snapshot.agentState.status).toBe('preview');
    expect(phone.lines).toHaveLength(0);
    clock.advance(20_000);
    await dialed(1);
  });

  it('lets the agent skip with a reason; the lead comes again and lost no attempt', async () => {
    const { dialer, state, source, leads } = await withLeads();
    await dialer.queue?.start({ campaignId: 'spring' });
    await expect.poll(() => state()?.leads[0]?.phase).toBe('preview');
    await expect(dialer.queue?.skip({ reason: 'bored' })).rejects.toMatchObject({ code: 'skip-reason-unknown' });
    await dialer.queue?.skip({ reason: 'not-now' });
    await expect.poll(() => state()?.leads[0]?.number).toBe(numberOf(1));
    expect(await source.getLead(leads[0]?.id ?? '')).toMatchObject({ attempts: 0, reason: 'not-now' });
  });

  it('gives the lead back when the queue is stopped', async () => {
    const { dialer, state, source, leads } = await withLeads();
    await dialer.queue?.start({ campaignId: 'spring' });
    await expect.poll(() => state()?.leads[0]?.phase).toBe('preview');
    await dialer.queue?.stop();
    expect((await source.getLead(leads[0]?.id ?? ''))?.lease).toBeUndefined();
    expect(state()).toMatchObject({ status: 'stopped', leads: [] });
  });
});

describe('a manual campaign', () => {
  it('shows a lead when it is asked for, and calls only then', async () => {
    const { dialer, phone, state, dialed } = await withLeads();
    await dialer.queue?.start({ campaignId: 'spring', mode: 'manual' });
    expect(state()?.leads).toEqual([]);
    await dialer.queue?.next();
    expect(phone.lines).toHaveLength(0);
    await dialer.queue?.dial();
    await dialed(1);
  });

  it('says clearly what cannot be done now', async () => {
    const { dialer } = await withLeads();
    await expect(dialer.queue?.next()).rejects.toMatchObject({ code: 'queue-not-running' });
    await expect(dialer.queue?.start({ campaignId: 'x' })).rejects.toMatchObject({ code: 'campaign-unknown' });
    await dialer.queue?.start({ campaignId: 'spring', mode: 'manual' });
    await expect(dialer.queue?.start({ campaignId: 'spring' })).rejects.toMatchObject({ code: 'queue-running' });
    await expect(dialer.queue?.dial()).rejects.toMatchObject({ code: 'lead-not-shown' });
  });
});
