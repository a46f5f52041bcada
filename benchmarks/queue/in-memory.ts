// Runs in Node: the order of the leads by itself, beside a heap, and a whole claim for the record.
import { Heap } from 'heap-js';
import { makeCampaign } from '../../packages/core/src/queue/campaign.js';
import { createHopper } from '../../packages/core/src/queue/hopper.js';
import type { Lead } from '../../packages/core/src/queue/lead.js';
import { createLocalLeadSource } from '../../packages/core/src/queue/local-lead-source.js';
import { scoreOf } from '../../packages/core/src/queue/ranking.js';
import { createMemoryQueue } from '../../packages/core/src/storage/memory-queue.js';
import { createMemoryLeads } from '../../packages/core/src/storage/memory-queue-leads.js';
import { leadAt } from './random-lead.js';

const mostSamples = 20_000;

/** Microseconds for one. Most only take; the mean has its part in filling the hopper, which happens once in many. */
function timed(size: number, work: () => unknown): Measured {
  const found: number[] = [];
  for (let sample = 0; sample < Math.min(mostSamples, size / 2); sample += 1) {
    const from = performance.now();
    const lead = work();
    found.push((performance.now() - from) * 1_000);
    if (lead === undefined) throw new Error('no lead is left');
  }
  return percentiles(found);
}

interface Measured {
  readonly p50: number;
  readonly p99: number;
  readonly mean: number;
}

function percentiles(found: number[]): Measured {
  const sorted = found.sort((a, b) => a - b);
  const at = (share: number) => Math.round((sorted[Math.floor((sorted.length - 1) * share)] ?? 0) * 100) / 100;
  const mean = Math.round((100 * found.reduce((sum, each) => sum + each, 0)) / found.length) / 100;
  return { p50: at(0.5), p99: at(0.99), mean };
}

export async function measureMemory(size: number) {
  const leads = Array.from({ length: size }, (_, at) => leadAt(at));
  return { size, heap: heapOf(leads), next: nextOf(leads), claim: await claimOf(leads) };
}

function heapOf(leads: readonly Lead[]) {
  const entries = leads.map((lead) => ({ score: scoreOf(lead), createdAt: lead.createdAt, lead }));
  const heap = new Heap<(typeof entries)[number]>((a, b) => b.score - a.score || b.createdAt - a.createdAt);
  heap.init(entries);
  return timed(leads.length, () => heap.pop());
}

/** What a claim asks of the order: the next lead by rank, zone and list, with the hopper filled on the way. */
function nextOf(leads: readonly Lead[]) {
  const stored = createMemoryLeads();
  for (const lead of leads) stored.put(lead);
  const hopper = createHopper();
  const taken: Lead[] = [];
  const next = () => {
    if (hopper.size === 0) {
      for (const lead of taken.splice(0)) stored.put({ ...lead, state: 'completed' });
      const lanes = stored.lanes('spring').map((lane) => stored.callable(lane, 64));
      hopper.fill(lanes.map((found) => ({ leads: found, isCut: found.length === 64 })));
    }
    const lead = hopper.take([]);
    if (lead) taken.push(lead);
    return lead;
  };
  next();
  return timed(leads.length, next);
}

async function claimOf(leads: readonly Lead[]) {
  const store = createMemoryQueue().open('bench');
  await store.putCampaign(makeCampaign({ id: 'spring', startedAt: 0 }));
  await store.putLeads(leads, true);
  const source = await createLocalLeadSource({ store });
  const found: number[] = [];
  for (let each = 0; each < 2_000; each += 1) {
    const from = performance.now();
    const held = await source.claim({ campaignId: 'spring', agentId: 'ann' });
    found.push((performance.now() - from) * 1_000);
    if (held) await source.skip({ leadId: held.lead.id, token: held.lease.token }, 'next');
  }
  source.close();
  return percentiles(found);
}
