import { DialerError } from '../errors.js';

/** The world a simulation runs in. Times in milliseconds. */
export interface Scenario {
  /** Agents at work all day. */
  readonly agents: number;
  /**
   * Share of calls that a person answers, or how it goes over the day: each entry holds from its time of day on.
   */
  readonly liveShare: number | readonly LiveShareFrom[];
  /** @defaultValue 1 */
  readonly days?: number | undefined;
  /** Length of a working day. @defaultValue 8 hours */
  readonly dayMs?: number | undefined;
  /** Talk, lognormal. @defaultValue mean 120 s, variation 1 */
  readonly talk?: Spread | undefined;
  /** Wrap-up, lognormal. @defaultValue always 15 s */
  readonly wrapUp?: Spread | undefined;
  /** From the INVITE to the answer, lognormal. @defaultValue mean 9 s, variation 0.5 */
  readonly ring?: Spread | undefined;
  /** @defaultValue 22 s */
  readonly ringTimeoutMs?: number | undefined;
  /** Share of busy lines among all calls. @defaultValue 0.05 */
  readonly busyShare?: number | undefined;
  /** From the INVITE to busy. @defaultValue 2 s */
  readonly busyAfterMs?: number | undefined;
  /** Share of machines among the calls neither answered nor busy; the others ring in vain. @defaultValue 0.4 */
  readonly machineShare?: number | undefined;
  /** Until a machine is known as one. @defaultValue 2.5 s */
  readonly machineDetectionMs?: number | undefined;
  /** A person who was not met for so long was abandoned. @defaultValue 2 s */
  readonly graceMs?: number | undefined;
  /** The pacer is asked at every event and so often. @defaultValue 500 ms */
  readonly tickMs?: number | undefined;
  /** Highest share of abandoned answers of a day, for the ledger the pacer sees. @defaultValue no ledger */
  readonly dayLimit?: number | undefined;
  /** Same seed, same result. @defaultValue 1 */
  readonly seed?: number | undefined;
}

/** One step of a live share that changes over the day. */
export interface LiveShareFrom {
  /** Milliseconds since the day began. */
  readonly from: number;
  readonly share: number;
}

/** A mean and a coefficient of variation (0: always the mean). */
export interface Spread {
  readonly mean: number;
  readonly variation: number;
}

/** A scenario with nothing left out. */
export type FullScenario = { readonly [Key in keyof Scenario]-?: Exclude<Scenario[Key], undefined> };

/**
 * The defaults are those of a business-to-consumer list on mobile numbers.
 * @throws DialerError `config-invalid` for what would never end or is no share
 */
export function fullScenario(scenario: Scenario): FullScenario {
  const full = withDefaults(scenario);
  const { agents, days, dayMs, tickMs, liveShare } = full;
  const shares = typeof liveShare === 'number' ? [liveShare] : liveShare.map(({ share }) => share);
  const isWhole = (value: number) => Number.isInteger(value) && value >= 1;
  if (!isWhole(agents) || !isWhole(days)) throw wrong('agents and days must be whole numbers from 1 on.');
  if (!(tickMs > 0 && dayMs > 0 && dayMs < Number.POSITIVE_INFINITY)) throw wrong('tickMs and dayMs must be over 0.');
  if (shares.length === 0 || !shares.every((share) => share >= 0 && share <= 1)) {
    throw wrong('every live share must be from 0 to 1.');
  }
  return full;
}

const wrong = (rule: string) => new DialerError('config-invalid', `simulate: ${rule}`);

function withDefaults(scenario: Scenario): FullScenario {
  const set = Object.fromEntries(Object.entries(scenario).filter(([, value]) => value !== undefined));
  return { ...defaults, agents: scenario.agents, liveShare: scenario.liveShare, ...set };
}

const defaults = {
  days: 1,
  dayMs: 8 * 3_600_000,
  talk: { mean: 120_000, variation: 1 },
  wrapUp: { mean: 15_000, variation: 0 },
  ring: { mean: 9_000, variation: 0.5 },
  ringTimeoutMs: 22_000,
  busyShare: 0.05,
  busyAfterMs: 2_000,
  machineShare: 0.4,
  machineDetectionMs: 2_500,
  graceMs: 2_000,
  tickMs: 500,
  dayLimit: 1,
  seed: 1,
} as const;

/** The live share at a time of day. */
export function liveShareAt({ liveShare }: FullScenario, timeOfDay: number): number {
  if (typeof liveShare === 'number') return liveShare;
  return liveShare.findLast(({ from }) => from <= timeOfDay)?.share ?? liveShare[0]?.share ?? 0;
}
