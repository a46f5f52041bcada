import { describe, expect, it } from 'vitest';
import { queueStoreContract } from '../testing/queue-store-contract.js';
import { createMemoryStorage } from './memory.js';
import { createSortedIds } from './sorted-ids.js';

describe('the queue in memory', () => {
  const make = async () => {
    const storage = createMemoryStorage();
    return { storage, clear: () => storage.close() };
  };
  it.each([...queueStoreContract(make)])('$name', ({ run }) => run());
});

describe('sorted ids', () => {
  it('are in order after any mixture of changes', () => {
    const ids = createSortedIds<number>((a, b) => a - b);
    const expected = new Map<string, number>();
    let seed = 7;
    for (let step = 0; step < 6_000; step += 1) {
      seed = (seed * 48_271) % 2_147_483_647;
      const id = `${seed % 2_000}`;
      if (seed % 3 === 0) {
        ids.delete(id);
        expected.delete(id);
      } else {
        ids.set(id, seed % 977);
        expected.set(id, seed % 977);
      }
      if (step % 500 > 0) continue;
      const sorted = [...expected].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 50);
      expect(ids.first(50).map(({ id: each, key }) => [each, key])).toEqual(sorted);
    }
  });
});
