import { answersToCome } from '../pacing/ledger-guard.js';
import type { Pacer } from '../pacing/pacing-snapshot.js';
import { drawFate } from './draw-call.js';
import { type FullScenario, fullScenario, type Scenario } from './scenario.js';
import { createSeededRandom, type SeededRandom } from './seeded-random.js';
import { createSimulatedClock } from './simulated-clock.js';
import { createSimulatedTeam } from './simulated-team.js';

/** What came of one working day. */
export interface SimulatedDay {
  readonly dialed: number;
  /** People who answered. */
  readonly live: number;
  readonly abandoned: number;
  /** `abandoned / live`; 0 without answers. */
  readonly abandonRate: number;
  /** (talk + wrap-up) / working time, within the day: 0 to 1. */
  readonly occupancy: number;
  /** Minutes of talk per agent and hour, within the day. */
  readonly talkMinutesPerHour: number;
}

/** What came of a simulation. */
export interface Simulation {
  readonly days: readonly SimulatedDay[];
  /** All days together. */
  readonly total: SimulatedDay;
  /** The day with the highest share of abandoned answers. */
  readonly worstDay: SimulatedDay;
}

/**
 * Runs a pacer through working days. The same scenario, seed and fresh pacer give the same result, bit by bit. The pacer
 * is carried from one day to the next. A day's calls in flight at its end are still settled and counted in it.
 * @throws DialerError `config-invalid` for a scenario that would never end
 */
export function simulate(scenario: Scenario, pacer: Pacer): Simulation {
  const full = fullScenario(scenario);
  const random = createSeededRandom(full.seed);
  const days = Array.from({ length: full.days }, (_, day) => simulateDay(full, { pacer, random, day }));
  return { days, total: together(days), worstDay: days.reduce(worse) };
}

const worse = (one: SimulatedDay, other: SimulatedDay) => (other.abandonRate > one.abandonRate ? other : one);

interface DayParts {
  readonly pacer: Pacer;
  readonly random: SeededRandom;
  readonly day: number;
}

const calendarDayMs = 86_400_000;
const hourMs = 3_600_000;

function simulateDay(scenario: FullScenario, { pacer, random, day }: DayParts): SimulatedDay {
  const { tickMs, dayLimit } = scenario;
  const opens = day * calendarDayMs;
  const closes = opens + scenario.dayMs;
  const clock = createSimulatedClock(opens);
  const ledger = { live: 0, abandoned: 0, limit: dayLimit };
  const inFlight: { readonly dialedAt: number; readonly bucket: string }[] = [];
  let dialed = 0;

  const onSettled = (abandoned: boolean) => {
    ledger.live += 1;
    if (abandoned) ledger.abandoned += 1;
    pacer.answerSettled(clock.now, abandoned);
  };
  const team = createSimulatedTeam({ scenario, random, clock, closes, onSettled, onWrapUpEnded: pacer.wrapUpEnded });

  const dial = (bucket: string) => {
    const call = { dialedAt: clock.now, bucket };
    const { outcome, afterMs } = drawFate(scenario, clock.now - opens, random);
    inFlight.push(call);
    dialed += 1;
    clock.at(clock.now + afterMs, () => {
      // The last one takes its place: nobody looks at the order.
      const last = inFlight.pop();
      if (last && last !== call) inFlight[inFlight.indexOf(call)] = last;
      pacer.callResolved({ at: clock.now, dialedAt: call.dialedAt, outcome, bucket });
      if (outcome === 'live') team.answer();
    });
  };

  const decide = () => {
    const { now } = clock;
    if (now >= closes) return;
    const bucket = `hour-${Math.floor((now - opens) / hourMs)}`;
    const toCome = answersToCome({ live: ledger.live, elapsedMs: now - opens, remainingMs: closes - now });
    const periods = dayLimit < 1 ? [{ ...ledger, toCome }] : [];
    const { place } = pacer.decide(now, { ...team.crew(), inFlight, periods, bucket });
    for (let count = 0; count < place; count += 1) dial(bucket);
  };

  for (let tick = opens; tick < closes; tick += tickMs) {
    clock.runUntil(tick, decide);
    decide();
  }
  clock.runUntil(Number.POSITIVE_INFINITY, decide);
  const { live, abandoned } = ledger;
  return dayOf(scenario, { dialed, live, abandoned, ...team.spent() });
}

interface Sums {
  readonly dialed: number;
  readonly live: number;
  readonly abandoned: number;
  readonly talkMs: number;
  readonly busyMs: number;
}

function dayOf({ agents, dayMs }: FullScenario, { dialed, live, abandoned, talkMs, busyMs }: Sums): SimulatedDay {
  const workedMs = agents * dayMs;
  return {
    dialed,
    live,
    abandoned,
    abandonRate: live === 0 ? 0 : abandoned / live,
    occupancy: busyMs / workedMs,
    talkMinutesPerHour: (60 * talkMs) / workedMs,
  };
}

function together(days: readonly SimulatedDay[]): SimulatedDay {
  const sum = (of: (day: SimulatedDay) => number) => days.reduce((all, day) => all + of(day), 0);
  const mean = (of: (day: SimulatedDay) => number) => sum(of) / Math.max(1, days.length);
  const live = sum((day) => day.live);
  const abandoned = sum((day) => day.abandoned);
  return {
    dialed: sum((day) => day.dialed),
    live,
    abandoned,
    abandonRate: live === 0 ? 0 : abandoned / live,
    occupancy: mean((day) => day.occupancy),
    talkMinutesPerHour: mean((day) => day.talkMinutesPerHour),
  };
}
