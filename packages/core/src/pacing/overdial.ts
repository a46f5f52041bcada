import { createAnswerCount } from './answer-count.js';
import type { PacingDecision, PacingReason, PacingSnapshot } from './pacing-snapshot.js';

/** What every pacer reads from a snapshot first. */
export interface OneToOne {
  /** Idle agents whom no waiting call and no held call takes. */
  readonly supply: number;
  /** Calls in flight without an agent of their own. */
  readonly free: number;
  /** Calls to dial so that every idle agent has one. */
  readonly safe: number;
}

export function oneToOne({ idleAgents, waitingCalls, inFlight }: PacingSnapshot): OneToOne {
  let held = 0;
  for (const { holdsAgent } of inFlight) if (holdsAgent) held += 1;
  const supply = Math.max(0, idleAgents - waitingCalls - held);
  const free = inFlight.length - held;
  return { supply, free, safe: Math.max(0, supply - free) };
}

export function decision(place: number, reason: PacingReason, predictedAbandon = 0): PacingDecision {
  return { place: Math.max(0, place), reason, predictedAbandon };
}

/** The chances a decision about overdialing is made from. */
export interface OverdialChances {
  /** Of each call in flight without an agent of its own: that a person answers. */
  readonly inFlight: readonly number[];
  /** Of each agent in wrap-up who may be in time: that they are. */
  readonly freeing: readonly number[];
  /** Of a call dialed now: that a person answers. */
  readonly next: number;
}

/** How far a decision may go. */
export interface OverdialBounds extends OneToOne {
  /** Share of the expected answers that may find no agent: e^λ. */
  readonly risk: number;
  /** Most calls to dial now. */
  readonly most: number;
  /** Whether the periods bear the worst case of so many more calls. */
  readonly bears: (more: number) => boolean;
}

/** Adds calls one by one until one more would be too many. Every idle agent gets a call in any case. */
export function overdial(
  { inFlight, freeing, next }: OverdialChances,
  { supply, free, risk, most, bears }: OverdialBounds,
): PacingDecision {
  // An agent in wrap-up is a seat that is taken, with the chance that they are not in time.
  const count = createAnswerCount(supply + freeing.length);
  for (const chance of freeing) count.add(1 - chance);
  const taken = count.mean;
  for (const chance of inFlight) count.add(chance);

  const refusalOf = (more: number): PacingReason | undefined => {
    if (more > most) return 'cap';
    if (free + more <= supply) return undefined;
    const [excess, mean] = count.after(next);
    // Turned round so that what is not a number refuses.
    if (!(excess <= risk * (mean - taken))) return 'risk';
    return bears(more) ? undefined : 'ledger';
  };

  let place = 0;
  let reason = refusalOf(1);
  while (!reason) {
    count.add(next);
    place += 1;
    reason = refusalOf(place + 1);
  }
  const answers = count.mean - taken;
  return decision(place, reason, answers <= 0 ? 0 : Math.min(1, count.excess() / answers));
}
