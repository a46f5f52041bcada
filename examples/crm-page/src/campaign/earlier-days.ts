import { createRiskPacer, type RiskPacerState } from '@dialdeck/core/pacing';
import type { Attempt } from '@dialdeck/core/queue';
import type { QueueStore } from './open-campaigns.js';

const dayMs = 86_400_000;

/** List of the calls that the demo says were made before: they count in the ledger and are no leads any more. */
export const earlierList = 'earlier-days';

const days = 10;
const callsADay = 120;
/** Of a hundred calls about so many are answered. */
const answered = 42;

function earlierCall(index: number, now: number): Attempt {
  const day = Math.floor(index / callsADay);
  const at = now - (days - day) * dayMs + (index % callsADay) * 60_000;
  const chance = (index * 61) % 100;
  const isLive = chance < answered;
  const rang = 3_000 + ((index * 37) % 13) * 1_000;
  const isAbandoned = isLive && index < 200 && index % 100 === 0;
  const number = `+1303555${1_000 + (index % 700)}`;
  return {
    id: `earlier-${index}`,
    leadId: `earlier-${index}`,
    campaignId: 'win-back',
    listId: earlierList,
    number,
    agentId: 'a17',
    owner: earlierList,
    mode: 'power',
    times: {
      invite: at,
      ringing: at + 300,
      ...(isLive && { answered: at + rang }),
      ended: at + (isLive ? rang + 90_000 : 22_000),
    },
    status: 'done',
    isCounted: true,
    outcome: isAbandoned ? 'abandoned' : isLive ? 'contacted' : 'no-answer',
    isLive,
    isAbandoned,
    allowedUnder: [],
  };
}

/** When the campaign of the earlier days began. */
export const earlierStart = (now: number): number => now - days * dayMs - 60_000;

/**
 * Writes ten earlier days of calls into the log of attempts, once: 2 of about
 * 500 answers were abandoned. Without a history the pacer dials one line at a time, as it should.
 */
export async function seedEarlierDays(store: QueueStore, now: number): Promise<void> {
  await store.change(async (step) => {
    for (let index = 0; index < days * callsADay; index += 1) step.putAttempt(earlierCall(index, now));
  });
}

/** What a pacer learns from the log: asked at every start, so that a reload forgets nothing. */
export async function learnFromLog(store: QueueStore, now: number): Promise<RiskPacerState> {
  const pacer = createRiskPacer({ minAgents: 1 });
  for (const { times, outcome, isLive, isAbandoned = false, listId } of await store.attemptsBetween(
    'win-back',
    0,
    now,
  )) {
    const at = times.answered ?? times.ended ?? times.invite;
    const known = outcome === 'no-answer' || outcome === 'busy' || outcome === 'machine' ? outcome : 'other';
    pacer.callResolved({ at, dialedAt: times.invite, outcome: isLive ? 'live' : known, bucket: listId });
    if (isLive) pacer.answerSettled(at, isAbandoned);
  }
  return pacer.save();
}
