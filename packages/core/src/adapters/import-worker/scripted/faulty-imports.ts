import { DialerError } from '../../../errors.js';
import type { ImportStore } from '../../../storage/import-store.js';
import type { Storage } from '../../../storage/storage.js';

const writes = ['save', 'applyChanges', 'commit', 'discard'] as const;

/** A storage whose page dies at a write of an import: before it is done, or right after it, without a word. */
export function dyingAt(
  storage: Storage,
  write: number,
  isDone: boolean,
): Storage & { readonly hasDied: () => boolean } {
  let count = 0;
  let isDead = false;
  const dead = () => new DialerError('storage-failed', 'The page is gone.');
  const openImports = async (): Promise<ImportStore> => {
    const store = await storage.openImports();
    const dying = writes.map((name) => [
      name,
      async (...given: readonly unknown[]) => {
        if (isDead) throw dead();
        isDead = count === write;
        count += 1;
        if (!isDead || isDone) {
          const answer = await (store[name] as (...all: readonly unknown[]) => Promise<unknown>)(...given);
          if (!isDead) return answer;
        }
        throw dead();
      },
    ]);
    return { ...store, workerName: undefined, ...Object.fromEntries(dying) };
  };
  return { ...storage, openImports, hasDied: () => isDead };
}
