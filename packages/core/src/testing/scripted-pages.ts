import { DialerError } from '../errors.js';
import type { LeadSource, LeaseRef } from '../queue/lead-source.js';
import { createLocalLeadSource } from '../queue/local-lead-source.js';
import type { QueueStep, QueueStore } from '../storage/queue-store.js';
import { createManualClock } from './manual-clock.js';

/** Where a page dies in a write: before it, after the step ran and nothing was stored, or before hearing of its success. */
export type CrashPoint = 'before' | 'during' | 'after';

/** Something an agent holds, as the page remembers it. */
export interface Hand {
  readonly ref: LeaseRef;
  readonly number: string;
  attemptId?: string | undefined;
}

export interface ScriptedPage {
  readonly source: LeadSource;
  readonly store: QueueStore;
  readonly hands: Hand[];
  /** The next write but `skip` meets a crash. */
  arm(point: CrashPoint, skip: number): void;
  readonly isDead: boolean;
  kill(): void;
}

const powerCut = () => new DialerError('storage-failed', 'the page died here');

/** Pages with one storage, a clock that can be set wrong, and crashes where they hurt. */
export function createScriptedPages(openStore: () => Promise<{ readonly store: QueueStore; kill(): void }>) {
  const truth = createManualClock();
  let wrongBy = 0;
  const clock = { now: () => truth.now() + wrongBy, after: truth.after };

  async function open(): Promise<ScriptedPage> {
    const { store, kill } = await openStore();
    let armed: { readonly point: CrashPoint; skip: number } | undefined;
    let isDead = false;
    const die = () => {
      isDead = true;
      kill();
      return powerCut();
    };
    async function change<T>(run: (step: QueueStep) => Promise<T>): Promise<T> {
      if (isDead) throw powerCut();
      const crash = armed && armed.skip-- <= 0 ? armed.point : undefined;
      if (crash === 'before') throw die();
      const result = await store.change(async (step) => {
        const inner = await run(step);
        if (crash === 'during') throw die();
        return inner;
      });
      if (crash === 'after') throw die();
      return result;
    }
    const source = await createLocalLeadSource({ store: { ...store, change }, clock, monotonic: truth.now });
    return {
      source,
      store,
      hands: [],
      arm: (point, skip) => {
        armed = { point, skip };
      },
      get isDead() {
        return isDead;
      },
      kill() {
        isDead = true;
        kill();
        source.close();
      },
    };
  }

  return {
    open,
    now: clock.now,
    setWrong: (ms: number) => {
      wrongBy = ms;
    },
    async pass(ms: number, store: QueueStore) {
      for (let step = 0; step < 4; step += 1) {
        truth.advance(ms / 4);
        await store.change(async () => {});
      }
    },
  };
}
