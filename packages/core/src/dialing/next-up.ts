import type { Campaign } from '../queue/campaign.js';
import type { LeadSource } from '../queue/lead-source.js';
import type { DialQueueState } from './dial-queue.js';
import { isBusy, type LeadBook } from './lead-book.js';
import type { QueueWorld } from './queue-world.js';

export interface NextUpOptions {
  readonly world: Pick<QueueWorld, 'agentState'>;
  readonly leads: Pick<LeadSource, 'release'>;
  readonly book: Pick<LeadBook, 'runs' | 'claim'>;
}

/** The lead that comes after a wrap-up, claimed and checked while the agent still writes, so that nobody waits for it. */
export interface NextUp {
  /** Claims it, dials it, or gives it back when the agent pauses. `false` when there is nothing to do about it. */
  step(campaign: Campaign, status: () => DialQueueState['status']): Promise<boolean>;
}

/** So many refused ones are passed over in one step. */
const mostRefused = 5;

export function createNextUp({ world, leads, book }: NextUpOptions): NextUp {
  const isWanted = (status: () => DialQueueState['status']) => {
    const { status: agent, pauseNext } = world.agentState();
    return (
      (status() === 'running' || status() === 'waiting') && !pauseNext && (agent === 'wrap-up' || agent === 'ready')
    );
  };

  async function prepare(campaign: Campaign, status: () => DialQueueState['status']): Promise<void> {
    for (let tries = 0; tries < mostRefused && isWanted(status); tries += 1) {
      const run = await book.claim(campaign, { mode: 'progressive', isAgentReserved: true, phase: 'next' });
      if (!run || (await run.check())) return;
    }
  }

  return {
    async step(campaign, status) {
      const run = book.runs.find(({ held }) => held.phase === 'next');
      const { status: agent } = world.agentState();
      if (run && !isWanted(status)) await run.giveBack((ref) => leads.release(ref, 'agent-away'));
      else if (run && agent === 'ready' && !book.runs.some(isBusy)) await run.dial(run.held.number, true);
      else if (!run && agent === 'wrap-up' && isWanted(status)) await prepare(campaign, status);
      return run !== undefined;
    },
  };
}
