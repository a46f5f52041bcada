import type { PacingSnapshot } from '../pacing/pacing-snapshot.js';
import type { FullScenario } from './scenario.js';
import type { SeededRandom } from './seeded-random.js';
import type { SimulatedClock } from './simulated-clock.js';

/** Agents who take calls, talk, wrap up and are idle again; and the people who wait for them. */
export interface SimulatedTeam {
  /** What a pacer sees of them. */
  crew(): Pick<PacingSnapshot, 'agents' | 'idleAgents' | 'talkingAgents' | 'waitingCalls' | 'wrapUpsMs'>;
  /** Talk, and talk with wrap-up, of all agents within the day so far begun, in milliseconds. */
  spent(): { readonly talkMs: number; readonly busyMs: number };
  /** A person answered. */
  answer(): void;
}

/** What a team needs of its day. */
export interface TeamParts {
  readonly scenario: FullScenario;
  readonly random: SeededRandom;
  readonly clock: SimulatedClock;
  /** End of the working day: what is later is not counted. */
  readonly closes: number;
  readonly onSettled: (abandoned: boolean) => void;
  readonly onWrapUpEnded: (durationMs: number) => void;
}

export function createSimulatedTeam(parts: TeamParts): SimulatedTeam {
  const { scenario, random, clock, closes, onSettled, onWrapUpEnded } = parts;
  const { talk, wrapUp, graceMs } = scenario;
  const waiting: { isMet: boolean }[] = [];
  const wrapUps: { readonly since: number }[] = [];
  let idleAgents = scenario.agents;
  let talkingAgents = 0;
  let talkMs = 0;
  let busyMs = 0;

  const within = (from: number, to: number) => Math.max(0, Math.min(to, closes) - Math.min(from, closes));

  const meet = () => {
    const talkEnd = clock.now + random.lognormal(talk.mean, talk.variation);
    const wrapEnd = talkEnd + random.lognormal(wrapUp.mean, wrapUp.variation);
    talkMs += within(clock.now, talkEnd);
    busyMs += within(clock.now, wrapEnd);
    talkingAgents += 1;
    onSettled(false);
    clock.at(talkEnd, () => {
      const wrap = { since: talkEnd };
      talkingAgents -= 1;
      wrapUps.push(wrap);
      clock.at(wrapEnd, () => {
        wrapUps.splice(wrapUps.indexOf(wrap), 1);
        onWrapUpEnded(wrapEnd - talkEnd);
        takeNext();
      });
    });
  };
  const takeNext = () => {
    const next = waiting.shift();
    if (next) {
      next.isMet = true;
      meet();
    } else {
      idleAgents += 1;
    }
  };

  return {
    crew: () => ({
      agents: scenario.agents,
      idleAgents,
      talkingAgents,
      waitingCalls: waiting.length,
      wrapUpsMs: wrapUps.map(({ since }) => clock.now - since),
    }),
    spent: () => ({ talkMs, busyMs }),
    answer() {
      if (idleAgents > 0) {
        idleAgents -= 1;
        meet();
        return;
      }
      const person = { isMet: false };
      waiting.push(person);
      clock.at(clock.now + graceMs, () => {
        if (person.isMet) return;
        waiting.splice(waiting.indexOf(person), 1);
        onSettled(true);
      });
    },
  };
}
