import { dayMs, minuteMs, nextLocalChange } from './local-time.js';

/**
 * One reason that a call may have to wait: closed at some instants, open at the others. It can change only when a wall
 * clock of the called party reads midnight or one of `minutes`, when such a clock jumps, and at `instants`.
 */
export interface Constraint {
  openAt(at: number): boolean;
  /** Why a call at `at` is allowed or not, one English sentence. */
  why(at: number): string;
  /** Minutes since local midnight. */
  readonly minutes?: readonly number[] | undefined;
  /** Milliseconds since 1970, UTC. */
  readonly instants?: readonly number[] | undefined;
  /** Closed, and time alone will not open it. */
  readonly isFinal?: boolean | undefined;
}

export interface NextOpenOptions {
  readonly zones: readonly string[];
  /** How far to look, in milliseconds. Default 400 days: any yearly holiday and any leap day lies in between. */
  readonly horizonMs?: number | undefined;
}

/**
 * The first minute, not before `from`, in which all constraints are open. Exact: no earlier whole minute is open, and
 * `from` itself is the answer when it is. `undefined` when there is none within the horizon.
 */
export function nextOpen(
  constraints: readonly Constraint[],
  from: number,
  options: NextOpenOptions,
): number | undefined {
  const { zones, horizonMs = 400 * dayMs } = options;
  if (constraints.some(({ isFinal }) => isFinal === true)) return undefined;
  const minutes = [...new Set(constraints.flatMap((constraint) => constraint.minutes ?? []))];
  const instants = constraints.flatMap((constraint) => constraint.instants ?? []);
  let at = from;
  while (at <= from + horizonMs) {
    if (constraints.every((constraint) => constraint.openAt(at))) return at;
    const changes = [
      ...zones.map((zone) => nextLocalChange(zone, at, minutes)),
      ...instants.map(nextWholeMinute).filter((instant) => instant > at),
    ];
    if (changes.length === 0) return undefined;
    at = Math.min(...changes);
  }
  return undefined;
}

const nextWholeMinute = (instant: number) => Math.ceil(instant / minuteMs) * minuteMs;
