import 'fake-indexeddb/auto';
import { afterEach, describe, it, vi } from 'vitest';
import { newId } from '../../shared/ids.js';
import type { Storage } from '../../storage/storage.js';
import { FakeLocks } from '../../testing/fake-locks.js';
import { queueStoreContract } from '../../testing/queue-store-contract.js';
import { openBrowserStorage } from './index.js';

const locks = new FakeLocks();
afterEach(() => vi.unstubAllGlobals());

async function open(name = newId()) {
  vi.stubGlobal('navigator', { locks });
  const storage = await openBrowserStorage({ name });
  const opened: Storage[] = [storage];
  const openAgain = async () => {
    const other = await openBrowserStorage({ name });
    opened.push(other);
    return other;
  };
  const crash = () => {
    locks.kill(storage.owner);
    return openAgain();
  };
  const clear = async () => {
    for (const each of opened) await each.close();
  };
  return { storage, openAgain, crash, clear };
}

describe('the queue in the browser', () => {
  it.each([...queueStoreContract(() => open())])('$name', ({ run }) => run());
});
