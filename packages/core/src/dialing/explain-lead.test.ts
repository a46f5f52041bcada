import { describe, expect, it } from 'vitest';
import { createCompliance } from '../compliance/create-compliance.js';
import { createDoNotCallList } from '../compliance/do-not-call.js';
import { createGate } from '../compliance/gate.js';
import { fileOf, packsOf } from '../compliance/scripted/gate-world.js';
import { instantOf } from '../compliance/scripted/wall-clock.js';
import { createTimeZones } from '../compliance/time-zone.js';
import type { DialCheck } from '../intents/dial-check.js';
import { numberOf, withLeads } from '../testing/campaign-world.js';

const zone = 'America/New_York';
/** On the Monday on which the clock of these tests starts, at four in the morning there. */
const at = (time: string) => instantOf(zone, '2026-01-05', time);

/** The rules of the United States; what they are asked by a call itself would be written down. */
function americanRules(listed: readonly string[] = []) {
  const answers: unknown[] = [];
  const gate = createGate({
    packs: packsOf('us'),
    attempts: { find: () => [] },
    doNotCall: createDoNotCallList([], [fileOf('US', at('00:00'), listed)]),
    consents: { find: () => [] },
    timeZones: createTimeZones({ ofNumber: () => [zone] }),
  });
  const compliance = createCompliance({ gate, country: 'US', onAnswer: (answer) => answers.push(answer) });
  return { answers, compliance };
}

async function explained(compliance: DialCheck | undefined, time = '12:00') {
  const world = await withLeads(compliance ? { compliance } : {});
  world.clock.advance(at(time) - world.clock.now());
  const id = world.leads[0]?.id ?? '';
  const ask = () => world.dialer.queue?.explain(id);
  return { ...world, id, ask };
}

describe('why a lead may or may not be called', () => {
  it('is said by every rule with its source and date, and nothing is dialed, held or logged', async () => {
    const { compliance, answers } = americanRules();
    const { ask, source, id, phone } = await explained(compliance);
    const said = await ask();
    expect(said).toMatchObject({ number: numberOf(0), isCallable: true, state: 'new', nextCallAt: at('12:00') });
    expect(said?.rules.map(({ id: rule }) => rule)).toContain('us@1.0.0:calling-window');
    for (const { source: from, date, why } of said?.rules ?? []) expect([from, date, why]).not.toContain('');
    expect([phone.lines, answers]).toEqual([[], []]);
    expect(await source.getLead(id)).toMatchObject({ state: 'new', fence: 0 });
  });

  it.each([
    ['a minute too early', '07:59', '08:00'],
    ['a minute too late', '21:00', '32:00'],
  ])('%s: the hours forbid it, and it can be called next when they open', async (_, time, opens) => {
    const { ask } = await explained(americanRules().compliance, time);
    const said = await ask();
    expect(said).toMatchObject({ isCallable: false, nextCallAt: at(opens) });
    const blocked = said?.rules.filter(({ verdict }) => verdict === 'blocked');
    expect(blocked).toMatchObject([{ id: 'us@1.0.0:calling-window', rule: 'callingWindow', jurisdiction: 'US' }]);
  });

  it('names no time when only somebody can change it', async () => {
    const { ask } = await explained(americanRules([numberOf(0)]).compliance);
    const said = await ask();
    expect([said?.isCallable, said && 'nextCallAt' in said]).toEqual([false, false]);
  });

  it('counts what the queue itself waits for: the rules are asked again for that time', async () => {
    const { ask, source, id, clock } = await explained(americanRules().compliance, '20:30');
    const until = clock.now() + 3_600_000;
    const lead = await source.getLead(id);
    if (lead) await source.store.putLeads([{ ...lead, state: 'retry-wait', nextAttemptAt: until, reason: 'busy' }]);
    const said = await ask();
    expect(said).toMatchObject({ isCallable: false, state: 'retry-wait', reason: 'busy', waitsUntil: until });
    expect(said?.rules.find(({ rule }) => rule === 'callingWindow')?.verdict).toBe('passed');
    // At half past nine in the evening it is too late: the next morning.
    expect(said?.nextCallAt).toBe(at('32:00'));
  });

  it('is known of a lead that is closed, held or out of date', async () => {
    const { ask, source, id, clock } = await explained(undefined);
    expect(await ask()).toMatchObject({ isCallable: true, rules: [], nextCallAt: clock.now() });
    const lead = await source.getLead(id);
    if (!lead) throw new Error('The lead is there.');
    for (const change of [{ state: 'dead', reason: 'refused' }, { validUntil: clock.now() - 1 }] as const) {
      await source.store.putLeads([{ ...lead, ...change }]);
      const said = await ask();
      expect([said?.isCallable, said && 'nextCallAt' in said]).toEqual([false, false]);
    }
  });

  it('is said in one sentence by a host that only says yes or no', async () => {
    const compliance: DialCheck = {
      check: async () => ({ allowed: false, reason: 'Not on a Friday.', nextAllowedAt: 7 }),
    };
    const { ask } = await explained(compliance);
    expect(await ask()).toMatchObject({ isCallable: false, nextCallAt: 7, rules: [{ why: 'Not on a Friday.' }] });
  });

  it('is not known of a lead that nobody stored', async () => {
    const { dialer } = await explained(undefined);
    await expect(dialer.queue?.explain('nobody')).rejects.toMatchObject({ code: 'lead-unknown' });
  });
});
