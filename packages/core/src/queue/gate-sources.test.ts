import { describe, expect, it } from 'vitest';
import { createGate } from '../compliance/gate.js';
import { newId } from '../shared/ids.js';
import { createFakeLeadSource } from '../testing/fake-lead-source.js';
import { sampleLead } from '../testing/queue-store-contract.js';
import type { AttemptOutcome } from './attempt.js';
import { makeCampaign } from './campaign.js';
import { houseCapsOf } from './caps.js';
import { consentIdsFor, createGateSources, gateRequestOf } from './gate-sources.js';

const number = '+12025550000';
const minute = 60_000;

async function scene() {
  const lead = sampleLead(0, { createdAt: 0, accountId: 'acme', timeZone: 'America/New_York', postalCode: '20001' });
  const caps = [{ count: 2, per: 'PT24H', rolling: true, by: 'number' as const }];
  const campaign = makeCampaign({ id: 'spring', startedAt: 0, caps });
  const source = await createFakeLeadSource({ leads: [lead], campaigns: [campaign] });
  const { store, clock } = source;
  const sources = createGateSources({ store, now: clock.now });
  async function call(outcome: AttemptOutcome, consentIds: readonly string[] = []) {
    const held = await source.claim({ campaignId: 'spring', agentId: 'ann' });
    if (!held) throw new Error('a lead was expected');
    const [ref, attemptId] = [{ leadId: held.lead.id, token: held.lease.token }, newId()];
    await source.begin(ref, { id: attemptId, number: held.number, mode: 'power', allowedUnder: [], consentIds });
    await source.complete(ref, { attemptId, outcome });
  }
  return { lead, campaign, source, store, clock, sources, call };
}

describe('what the gate is told of the queue', () => {
  it('is who is called, where, and for which campaign', async () => {
    const { lead } = await scene();
    expect(gateRequestOf(lead, { number, isAgentReserved: true })).toEqual({
      number,
      leadId: lead.id,
      accountId: 'acme',
      campaignId: 'spring',
      timeZone: 'America/New_York',
      postalCode: '20001',
      isAgentReserved: true,
    });
  });

  it('is every attempt that counts, so that the caps of the campaign bind at the gate too', async () => {
    const { lead, campaign, clock, sources, call } = await scene();
    const gate = createGate({ packs: [], caps: houseCapsOf(campaign), clock, ...sources });
    const capped = async () => {
      const answer = await gate.check(gateRequestOf(lead, { number, isAgentReserved: true }));
      return answer.rules.find(({ id }) => id === 'house:spring-cap-1')?.verdict;
    };
    await call('congestion');
    clock.advance(10 * minute);
    await call('busy');
    clock.advance(20 * minute);
    expect(await capped()).toBe('passed');
    await call('busy');
    expect(await capped()).toBe('blocked');
  });

  it('is a refusal, on every list from then on', async () => {
    const { sources, call } = await scene();
    expect(await sources.doNotCall.find({ number })).toEqual([]);
    await call('refused');
    expect(await sources.doNotCall.find({ number })).toMatchObject([{ scope: 'system', value: number }]);
    expect(await sources.attempts.find({ number })).toMatchObject([{ outcome: 'refused' }]);
  });

  it('is the ledger of people who were left without an agent', async () => {
    const { clock, sources, call } = await scene();
    await call('abandoned');
    expect(await sources.abandonment.ledgerOf('spring')).toMatchObject({
      answers: [{ campaignId: 'spring', isAbandoned: true, at: clock.now() }],
      campaignStart: 0,
    });
    expect((await sources.abandonment.ledgerOf('other')).answers).toEqual([]);
  });

  it('is the consent, with a log of its use', async () => {
    const { store, clock, sources, call } = await scene();
    const evidence = { kind: 'form' as const, reference: 'https://example.com/form' };
    await store.putConsent({ id: 'c1', number, purpose: 'marketing', grantedAt: 0, evidence, usedAt: [] });
    await store.putConsent({ id: 'c2', number, purpose: 'survey', grantedAt: 0, evidence, usedAt: [] });
    const ids = await consentIdsFor(store, { number, at: clock.now() });
    expect(ids).toEqual(['c1']);
    await call('busy', ids);
    const used = (await sources.consents.find({ number })).map(({ id, usedAt }) => [id, usedAt.length]);
    expect(used).toEqual([
      ['c1', 1],
      ['c2', 0],
    ]);
  });
});
