import { describe, expect, it } from 'vitest';
import { e164Of, importWith, numberOf } from '../adapters/import-worker/scripted/import-world.js';
import { makeLead } from '../queue/lead.js';
import { createMemoryStorage } from '../storage/memory.js';
import type { DedupeRules } from './import-plan.js';
import { mergeLead } from './merge-lead.js';

const there = makeLead({
  id: 'there',
  campaignId: 'spring',
  listId: 'fair',
  name: 'Ann Lee',
  externalId: 'crm-1',
  numbers: [{ e164: e164Of(1) }],
  attributes: { colour: 'red' },
  createdAt: 0,
});

const importBeside = async (lead: typeof there, row: string, dedupe: Partial<DedupeRules>) => {
  const storage = createMemoryStorage();
  await (await storage.openQueue()).putLeads([lead], true);
  return importWith(`id,name,phone,colour\n${row}\n`, { storage, dedupe });
};

const same = `crm-1,Ann  LEE,${numberOf(1)},blue`;

describe('the same lead', () => {
  it.each<[string, Partial<DedupeRules>, string, boolean]>([
    ['phone', { by: ['phone'] }, same, true],
    ['another phone', { by: ['phone'] }, `crm-1,Ann Lee,${numberOf(2)},`, false],
    ['external id', { by: ['external-id'] }, `crm-1,Bob,${numberOf(2)},`, true],
    ['another external id', { by: ['external-id'] }, `crm-2,Ann Lee,${numberOf(1)},`, false],
    ['name and phone', { by: ['name-and-phone'] }, `crm-2,ann lee,${numberOf(1)},`, true],
    ['another name', { by: ['name-and-phone'] }, `crm-1,Bob,${numberOf(1)},`, false],
    ['either of two', { by: ['external-id', 'phone'] }, `crm-9,Bob,${numberOf(1)},`, true],
  ])('is told by %s', async (_name, dedupe, row, isSame) => {
    const { result, report } = await importBeside(there, row, dedupe);
    expect(result).toMatchObject({ accepted: isSame ? 0 : 1, duplicates: isSame ? 1 : 0 });
    expect(report.map(({ rule }) => rule)).toEqual(isSame ? ['duplicate'] : []);
  });

  it.each<[DedupeRules['within'], string, string, boolean]>([
    ['list', 'spring', 'fair', true],
    ['list', 'spring', 'other', false],
    ['list', 'autumn', 'fair', false],
    ['campaign', 'spring', 'other', true],
    ['campaign', 'autumn', 'fair', false],
    ['all', 'autumn', 'other', true],
  ])('within the %s is looked for in campaign %s, list %s', async (within, campaignId, listId, isSame) => {
    const { result } = await importBeside({ ...there, campaignId, listId }, same, { within });
    expect(result.duplicates).toBe(isSame ? 1 : 0);
  });

  it.each<[DedupeRules['policy'], string, string]>([
    ['reject', 'Ann Lee', 'red'],
    ['merge', 'Ann Lee', 'red'],
    ['keep-newest', 'Ann  LEE', 'blue'],
  ])('with the policy %s is %s, %s afterwards', async (policy, name, colour) => {
    const { leads } = await importBeside(there, same, { policy });
    expect(leads).toMatchObject([{ id: 'there', name, attributes: { colour } }]);
  });

  it.each<[DedupeRules['policy'], object]>([
    ['reject', { accepted: 1, duplicates: 1, merged: 0 }],
    ['merge', { accepted: 1, duplicates: 0, merged: 1 }],
    ['keep-newest', { accepted: 1, duplicates: 0, merged: 1 }],
  ])('twice in one file with the policy %s is one lead', async (policy, counts) => {
    const { result, leads } = await importWith(`name,phone\nAnn,${numberOf(1)}\nBob,${numberOf(1)}\n`, {
      dedupe: { policy },
    });
    expect(result).toMatchObject(counts);
    expect(leads.map(({ name }) => name)).toEqual([policy === 'keep-newest' ? 'Bob' : 'Ann']);
  });

  it('keeps what happened to it, gets new numbers behind its own, and stays not to be called', () => {
    const called = {
      ...there,
      attempts: 3,
      fence: 7,
      numbers: [{ ...there.numbers[0]!, state: 'dnc' as const, attempts: 3 }],
    };
    const incoming = {
      listId: 'fair',
      numbers: [
        { e164: e164Of(2), state: 'valid' as const, label: 'mobile' },
        { e164: e164Of(1), state: 'valid' as const },
      ],
    };
    expect(mergeLead(called, { incoming, policy: 'keep-newest' })).toMatchObject({
      ...{ attempts: 3, fence: 7, revision: 2, name: 'Ann Lee' },
      numbers: [
        { e164: e164Of(1), state: 'dnc', attempts: 3, order: 0 },
        { e164: e164Of(2), state: 'valid', attempts: 0, order: 1, label: 'mobile' },
      ],
    });
  });
});

describe('a number that must not be called', () => {
  const entry = { source: 'letter', addedAt: 0 };
  it.each([
    ['everywhere', { scope: 'system', value: e164Of(1) }, true],
    ['in this campaign', { scope: 'campaign', value: e164Of(1), campaignId: 'spring' }, true],
    ['in another campaign', { scope: 'campaign', value: e164Of(1), campaignId: 'autumn' }, false],
    ['by its beginning', { scope: 'prefix', value: e164Of(1).slice(0, 6) }, true],
    ['in the past', { scope: 'system', value: e164Of(1), expiresAt: 1 }, false],
  ] as const)('%s', async (_name, wish, isListed) => {
    const storage = createMemoryStorage();
    await (await storage.openQueue()).putDoNotCall([{ ...entry, ...wish }]);
    const { result, report } = await importWith(`name,phone\nAnn,${numberOf(1)}\n`, { storage });
    expect(result).toMatchObject({ accepted: isListed ? 0 : 1 });
    expect(report.map(({ rule }) => rule)).toEqual(isListed ? ['do-not-call'] : []);
  });

  it('by a national file is marked, and the others of the lead are called', async () => {
    const listed = (numbers: readonly string[]) => numbers.filter((number) => number === e164Of(1));
    const { leads } = await importWith(`name,phone\nAnn,${numberOf(1)}; ${numberOf(2)}\n`, { listed });
    expect(leads[0]?.numbers.map(({ state }) => state)).toEqual(['dnc', 'valid']);
  });
});
