import type { Attempt, LeadState } from '@dialdeck/core/queue';
import { earlierList } from './earlier-days.js';
import type { QueueStore } from './open-campaigns.js';

/** How far a campaign is, from what is stored: the same before and after a reload. */
export interface Progress {
  readonly leads: Readonly<Partial<Record<LeadState, number>>>;
  /** Today's attempts, newest first. */
  readonly attempts: readonly Attempt[];
  readonly calls: number;
  readonly answers: number;
  readonly abandoned: number;
  readonly talkMs: number;
}

export async function readProgress(store: QueueStore, campaignId: string): Promise<Progress> {
  const dayAgo = Date.now() - 86_400_000;
  const [leads, log] = await Promise.all([
    store.counts(campaignId),
    store.attemptsBetween(campaignId, dayAgo, Date.now() + 1),
  ]);
  const attempts = log.filter(({ listId }) => listId !== earlierList).reverse();
  const bridged = attempts.filter(({ times }) => times.bridged !== undefined && times.ended !== undefined);
  return {
    leads,
    attempts,
    calls: attempts.length,
    answers: attempts.filter(({ times }) => times.answered !== undefined).length,
    abandoned: attempts.filter(({ isAbandoned }) => isAbandoned).length,
    talkMs: bridged.reduce((sum, { times: { bridged: from = 0, ended = 0 } }) => sum + ended - from, 0),
  };
}
