import { decision, oneToOne } from './overdial.js';
import type { Pacer, PacingSnapshot } from './pacing-snapshot.js';

const deaf = { callResolved: () => undefined, answerSettled: () => undefined, wrapUpEnded: () => undefined };

/** One call per idle agent: nobody is ever abandoned while agents stay. */
export function createProgressivePacer(): Pacer {
  return { ...deaf, decide: (_, snapshot) => decision(oneToOne(snapshot).safe, 'progressive') };
}

/**
 * So many lines for every idle agent, whatever comes of it. For comparison: its abandonment is bounded by nothing.
 * @param lines per idle agent, such as 2
 */
export function createFixedRatioPacer(lines: number): Pacer {
  return {
    ...deaf,
    decide(_, snapshot) {
      const { supply, free } = oneToOne(snapshot);
      return decision(Math.floor(lines * supply) - free, 'progressive');
    },
  };
}

const levelEveryMs = 15_000;

/**
 * A line level for the whole team, moved every 15 seconds by how many agents wait, and put to 1 for as long as the day's
 * share of abandoned answers is over the limit. An emulation for the benchmark of how a widespread open dialer with its
 * hard limit is documented to work; no recommendation.
 */
export function createAdaptiveLevelPacer({ maxLevel = 3, limit = 0.03, dayMs = 86_400_000 } = {}): Pacer {
  let level = 1;
  let moveAt = Number.NEGATIVE_INFINITY;
  let samples = { count: 0, ready: 0, agents: 0 };
  let day = { number: Number.NaN, live: 0, abandoned: 0, calls: 0 };
  const today = (at: number) => {
    const number = Math.floor(at / dayMs);
    if (number !== day.number) day = { number, live: 0, abandoned: 0, calls: 0 };
    return day;
  };
  const move = (now: number) => {
    const share = samples.ready / Math.max(1, samples.agents);
    level = Math.min(maxLevel, Math.max(1, level * (1 + share)));
    const { calls, live, abandoned } = today(now);
    if (calls > 50 && abandoned > limit * live) level = 1;
    samples = { count: 0, ready: 0, agents: 0 };
    moveAt = now + levelEveryMs;
  };
  const sample = ({ idleAgents, waitingCalls, agents }: PacingSnapshot) => {
    samples = {
      count: samples.count + 1,
      ready: samples.ready + idleAgents - waitingCalls,
      agents: samples.agents + agents,
    };
  };
  return {
    decide(now, snapshot) {
      sample(snapshot);
      if (now >= moveAt) move(now);
      const { idleAgents, talkingAgents, inFlight, waitingCalls } = snapshot;
      const lines = inFlight.length + waitingCalls + talkingAgents;
      return decision(Math.round(level * (idleAgents + talkingAgents)) - lines, 'progressive');
    },
    wrapUpEnded: () => undefined,
    callResolved({ at }) {
      today(at).calls += 1;
    },
    answerSettled(at, abandoned) {
      const counts = today(at);
      counts.live += 1;
      if (abandoned) counts.abandoned += 1;
    },
  };
}
