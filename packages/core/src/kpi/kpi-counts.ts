import type { AttemptMeaning, KpiAgentState, KpiAttempt, KpiAttemptTimes, KpiInterval } from './kpi-input.js';

/** Everything the figures are worked out from. Adding one attempt touches a fixed number of them. */
export interface KpiCounts {
  dials: number;
  live: number;
  machines: number;
  abandoned: number;
  /** Live answers that an agent met in time. */
  connected: number;
  contacts: number;
  rightParties: number;
  sales: number;
  falseMachines: number;
  /** Machines that were put through to an agent. */
  bridgedMachines: number;
  wrapUpTimeouts: number;
  callbacks: number;
  keptCallbacks: number;
  duplicates: number;
  /** Answer to agent: how many, their sum, how many within the two seconds. */
  waits: number;
  waitMs: number;
  promptWaits: number;
  /** INVITE to ringing. */
  rings: number;
  ringDelayMs: number;
}

export function emptyCounts(): KpiCounts {
  return {
    dials: 0,
    live: 0,
    machines: 0,
    abandoned: 0,
    connected: 0,
    contacts: 0,
    rightParties: 0,
    sales: 0,
    falseMachines: 0,
    bridgedMachines: 0,
    wrapUpTimeouts: 0,
    callbacks: 0,
    keptCallbacks: 0,
    duplicates: 0,
    waits: 0,
    waitMs: 0,
    promptWaits: 0,
    rings: 0,
    ringDelayMs: 0,
  };
}

const promptMs = 2_000;
const callbackToleranceMs = 15 * 60_000;

/** Counts one attempt that is over. */
export function countAttempt(counts: KpiCounts, attempt: KpiAttempt, meaning: AttemptMeaning): void {
  const { falseMachine = false } = meaning;
  const isLive = attempt.isLive === true || falseMachine;
  // A person taken for a machine met nobody, which is an abandoned call.
  const isAbandoned = isLive && (attempt.isAbandoned === true || falseMachine);
  const isMachine = attempt.outcome === 'machine' && !isLive;
  counts.dials += 1;
  counts.live += one(isLive);
  counts.machines += one(isMachine);
  counts.abandoned += one(isAbandoned);
  counts.connected += one(isLive && !isAbandoned);
  counts.contacts += one(meaning.customerContact);
  counts.rightParties += one(meaning.rightParty);
  counts.sales += one(meaning.sale);
  counts.falseMachines += one(falseMachine);
  counts.bridgedMachines += one(isMachine && attempt.times.bridged !== undefined);
  counts.wrapUpTimeouts += one(meaning.wrapUpTimedOut);
  counts.duplicates += one(meaning.duplicate);
  countTimes(counts, attempt.times, meaning);
}

function countTimes(counts: KpiCounts, times: KpiAttemptTimes, { callbackDueAt }: AttemptMeaning): void {
  if (times.ringing !== undefined) {
    counts.rings += 1;
    counts.ringDelayMs += times.ringing - times.invite;
  }
  if (callbackDueAt !== undefined) {
    counts.callbacks += 1;
    counts.keptCallbacks += one(Math.abs(times.invite - callbackDueAt) <= callbackToleranceMs);
  }
  const waitMs = waitOf(times);
  if (waitMs === undefined) return;
  counts.waits += 1;
  counts.waitMs += waitMs;
  counts.promptWaits += one(waitMs <= promptMs);
}

/** From the answer to the agent; none without both. */
export function waitOf({ answered, bridged }: KpiAttemptTimes): number | undefined {
  return answered === undefined || bridged === undefined ? undefined : Math.max(0, bridged - answered);
}

const one = (isSo: boolean | undefined) => (isSo ? 1 : 0);

/** Milliseconds in each state, of all agents together. */
export type KpiTimes = Record<KpiAgentState, number>;

export function emptyTimes(): KpiTimes {
  return { ready: 0, talk: 0, hold: 0, 'wrap-up': 0, break: 0, other: 0 };
}

export function countInterval(times: KpiTimes, { state, from, to }: KpiInterval): void {
  times[state] += Math.max(0, to - from);
}
