import { describe, expect, it } from 'vitest';
import type { LeadRef } from '../intents/lead-ref.js';
import { makeCampaign } from '../queue/campaign.js';
import { createGateSources } from '../queue/gate-sources.js';
import { makeLead } from '../queue/lead.js';
import { createFakeLeadSource } from '../testing/fake-lead-source.js';
import { createManualClock } from '../testing/manual-clock.js';
import { createCompliance } from './create-compliance.js';
import { createDoNotCallList } from './do-not-call.js';
import { createGate } from './gate.js';
import type { HouseCap } from './house-rules.js';
import { fileOf, noon, packsOf } from './scripted/gate-world.js';
import { createTimeZones } from './time-zone.js';

const never = new AbortController().signal;

async function world() {
  const clock = createManualClock(noon);
  const campaign = makeCampaign({ id: 'spring', startedAt: noon });
  const lead = makeLead({
    id: 'l1',
    campaignId: 'spring',
    listId: 'a',
    numbers: [{ e164: '+12025550100' }],
    timeZone: 'America/New_York',
    createdAt: noon,
  });
  const source = await createFakeLeadSource({ leads: [lead], campaigns: [campaign], clock });
  const { inNationalFiles } = createDoNotCallList([], [fileOf('US', noon)]);
  const sources = createGateSources({ store: source.store, now: clock.now, nationalFiles: inNationalFiles });
  const once: HouseCap = {
    id: 'once',
    source: 'our own rules',
    date: '2026-01-01',
    count: 1,
    per: 'PT24H',
    rolling: true,
    by: 'number',
  };
  const timeZones = createTimeZones({ ofNumber: () => ['America/New_York'] });
  const gate = createGate({ packs: packsOf('us'), clock, caps: [once], timeZones, ...sources });
  return { clock, source, compliance: createCompliance({ gate, country: 'US', leads: source, clock }) };
}

describe('the gate in front of every call', () => {
  it('lets colleagues through, whom no rule of telemarketing speaks of', async () => {
    const { compliance } = await world();
    for (const number of ['1002', 'li.wei', '*43#']) {
      expect(await compliance.check({ callId: 'c', number }, never)).toEqual({ allowed: true });
    }
  });

  it('refuses what is no number of any country', async () => {
    const { compliance } = await world();
    expect(await compliance.check({ callId: 'c', number: '12345678' }, never)).toMatchObject({ allowed: false });
  });

  it('reads a number as people of the country write it', async () => {
    const { compliance } = await world();
    expect(await compliance.check({ callId: 'c', number: '2025550100' }, never)).toMatchObject({ allowed: true });
  });

  it('does not count the attempt that is being made against itself, and every other one', async () => {
    const { compliance, source, clock } = await world();
    const claimed = await source.claim({ campaignId: 'spring', agentId: 'a17' });
    const ref = { leadId: 'l1', token: claimed?.lease.token ?? 0 };
    const attempt = '01890000-0000-7000-8000-000000000001';
    await source.begin(ref, { id: attempt, number: '+12025550100', mode: 'progressive', allowedUnder: [] });
    const lead: LeadRef = {
      id: 'l1',
      campaignId: 'spring',
      mode: 'progressive',
      attemptId: attempt,
      isAgentReserved: true,
    };
    const ask = (which: LeadRef) => compliance.check({ callId: 'c', number: '+12025550100', lead: which }, never);
    expect(await ask(lead)).toMatchObject({ allowed: true });
    clock.advance(60_000);
    expect(await ask({ ...lead, attemptId: 'another' })).toMatchObject({
      allowed: false,
      ruleIds: ['house:once'],
      nextAllowedAt: expect.any(Number),
    });
  });
});
