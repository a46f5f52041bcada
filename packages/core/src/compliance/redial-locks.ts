import { attemptsTo, type CalledParty, type PastAttempt } from './attempt-caps.js';
import type { Constraint } from './constraint.js';
import { daysAfter, hourMs, localTimeOf } from './local-time.js';

export interface LockOptions {
  readonly party: CalledParty;
  readonly attempts: readonly PastAttempt[];
  readonly zones: readonly string[];
}

const theirs = (outcome: PastAttempt['outcome'], { party, attempts }: LockOptions) =>
  attemptsTo(party, attempts, 'person').filter((attempt) => attempt.outcome === outcome);

/** After a refusal, no call to the person for `days` whole calendar days after that of the refusal, or ever again. */
export function refusalLock(days: number | 'permanent', options: LockOptions): Constraint {
  const refusals = theirs('refused', options);
  const isLocked = (at: number) => refusals.some((refusal) => isWithinDays(refusal.at, at, { days, ...options }));
  return {
    isFinal: days === 'permanent' && refusals.length > 0,
    openAt: (at) => !isLocked(at),
    why: (at) =>
      isLocked(at)
        ? `The person refused on ${new Date(Math.max(...refusals.map((refusal) => refusal.at))).toISOString()}.`
        : 'No refusal holds.',
  };
}

function isWithinDays(
  from: number,
  at: number,
  { days, zones }: { readonly days: number | 'permanent'; readonly zones: readonly string[] },
): boolean {
  if (days === 'permanent' || zones.length === 0) return true;
  return zones.some((zone) => localTimeOf(zone, at).date <= daysAfter(localTimeOf(zone, from).date, days));
}

export interface OutcomeLockOptions extends LockOptions {
  readonly outcome: 'abandoned' | 'machine';
  readonly hours: number;
  /** An agent is held for this very call: nobody can be met with silence. */
  readonly isAgentReserved: boolean;
}

/** After a call that we abandoned, or that a machine took, no call for `hours` unless an agent is held for it. */
export function outcomeLock({ outcome, hours, isAgentReserved, ...options }: OutcomeLockOptions): Constraint {
  const ends = isAgentReserved ? [] : theirs(outcome, options).map(({ at }) => at + hours * hourMs);
  const lockedUntil = (at: number) => ends.filter((end) => end > at);
  return {
    instants: ends,
    openAt: (at) => lockedUntil(at).length === 0,
    why(at) {
      const [end] = lockedUntil(at).sort((one, other) => other - one);
      if (end !== undefined)
        return `The last call was ${words[outcome]}; without a reserved agent not before ${new Date(end).toISOString()}.`;
      return isAgentReserved
        ? 'An agent is reserved for this call.'
        : `No call ${words[outcome]} in the last ${hours} h.`;
    },
  };
}

const words = { abandoned: 'abandoned', machine: 'taken by a machine' } as const;
