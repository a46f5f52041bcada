import 'fake-indexeddb/auto';
import { afterEach, describe, it, vi } from 'vitest';
import { openBrowserStorage } from '../adapters/indexeddb/index.js';
import { newId } from '../shared/ids.js';
import { createMemoryQueue } from '../storage/memory-queue.js';
import type { QueueStore } from '../storage/queue-store.js';
import type { Storage } from '../storage/storage.js';
import { FakeLocks } from '../testing/fake-locks.js';
import { type LeadSourceHarness, leadSourceContract } from '../testing/lead-source-contract.js';
import { createManualClock } from '../testing/manual-clock.js';
import type { LeadSource } from './lead-source.js';
import { createLocalLeadSource } from './local-lead-source.js';

afterEach(() => vi.unstubAllGlobals());

interface Pages {
  open(): Promise<{ readonly store: QueueStore; kill(): void }>;
  close(): Promise<void>;
}

async function harnessOf(pages: Pages): Promise<LeadSourceHarness> {
  const clock = createManualClock();
  const sources: LeadSource[] = [];
  async function page() {
    const { store, kill } = await pages.open();
    const source = await createLocalLeadSource({ store, clock, monotonic: clock.now });
    sources.push(source);
    return { store, source, kill };
  }
  const first = await page();
  return {
    source: first.source,
    now: clock.now,
    async pass(ms) {
      const steps = Math.min(40, Math.ceil(ms / 15_000));
      for (let step = 0; step < steps; step += 1) {
        clock.advance(ms / steps);
        // The pages work on what fell due; their steps go before this one.
        for (let turn = 0; turn < 3; turn += 1) await first.store.change(async () => {});
      }
    },
    async seed(leads, campaigns) {
      await first.store.putLeads(leads);
      for (const campaign of campaigns) await first.store.putCampaign(campaign);
    },
    openAgain: async () => (await page()).source,
    async crash() {
      first.kill();
      return (await page()).source;
    },
    async clear() {
      for (const source of sources) source.close();
      await pages.close();
    },
  };
}

function memoryPages(): Pages {
  const queue = createMemoryQueue();
  return {
    async open() {
      const owner = newId();
      return { store: queue.open(owner), kill: () => queue.kill(owner) };
    },
    close: async () => {},
  };
}

function browserPages(): Pages {
  const locks = new FakeLocks();
  vi.stubGlobal('navigator', { locks });
  const name = newId();
  const storages: Storage[] = [];
  return {
    async open() {
      const storage = await openBrowserStorage({ name });
      storages.push(storage);
      return { store: await storage.openQueue(), kill: () => locks.kill(storage.owner) };
    },
    async close() {
      for (const storage of storages) await storage.close();
    },
  };
}

describe('leads from memory', () => {
  it.each([...leadSourceContract(() => harnessOf(memoryPages()))])('$name', ({ run }) => run());
});

describe('leads from the browser', () => {
  it.each([...leadSourceContract(() => harnessOf(browserPages()))])('$name', ({ run }) => run());
});
