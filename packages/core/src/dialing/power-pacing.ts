import { wilsonUpper } from '../compliance/binomial-bound.js';
import type { AbandonmentPeriod, PacingDecision, PacingOutcome } from '../pacing/pacing-snapshot.js';
import { createRiskPacer } from '../pacing/risk-pacer.js';
import type { AttemptOutcome } from '../queue/attempt.js';
import type { AbandonmentPicture } from './dial-queue.js';
import type { PowerRules } from './dial-queue-options.js';
import type { LeadRun } from './lead-run.js';

/** How many lines one agent may have in the air now. */
export interface PowerPacing {
  decide(now: number, situation: PowerSituation): PacingDecision;
  /** A call ended without a person, or a person answered. */
  resolved(run: LeadRun, outcome: AttemptOutcome | 'live', now: number): void;
  /** A person who answered was met, or abandoned. */
  settled(now: number, abandoned: boolean): void;
  wrapUpEnded(ms: number): void;
}

export interface PowerSituation {
  readonly isIdle: boolean;
  readonly isTalking: boolean;
  readonly inFlight: readonly LeadRun[];
  readonly periods: readonly AbandonmentPeriod[];
  readonly ringSeconds: number;
}

const outcomes: Readonly<Partial<Record<AttemptOutcome | 'live', PacingOutcome>>> = {
  live: 'live',
  machine: 'machine',
  busy: 'busy',
  'no-answer': 'no-answer',
};

/** The risk pacer for one agent with several lines: docs/pacing.md. */
export function createPowerPacing(rules: PowerRules, ringSeconds: number): PowerPacing {
  const { lines = 3, target = 0.025, minAnswers = 50, maxCallsPerSecond = 2, saved, onLearned } = rules;
  const ringTimeoutMs = ringSeconds * 1_000;
  const pacer = createRiskPacer(
    { setPoint: target, minAgents: 1, minAnswers, maxLinesPerAgent: lines, maxCallsPerSecond, ringTimeoutMs },
    saved,
  );
  return {
    decide: (now, { isIdle, isTalking, inFlight, periods }) =>
      pacer.decide(now, {
        idleAgents: isIdle ? 1 : 0,
        agents: 1,
        talkingAgents: isTalking ? 1 : 0,
        waitingCalls: 0,
        // Without a period to count in nobody could tell how many were abandoned: nothing is risked.
        periods: periods.length > 0 ? periods : [{ live: 0, abandoned: 0, limit: 0 }],
        inFlight: inFlight.map((run) => ({
          dialedAt: run.dialedAt ?? now,
          bucket: run.held.lead.listId,
          ...ringingOf(run),
        })),
      }),
    resolved({ dialedAt = 0, held }, outcome, at) {
      pacer.callResolved({ at, dialedAt, outcome: outcomes[outcome] ?? 'other', bucket: held.lead.listId });
      onLearned?.(pacer.save());
    },
    settled: (now, abandoned) => pacer.answerSettled(now, abandoned),
    wrapUpEnded: (ms) => pacer.wrapUpEnded(ms),
  };
}

/** Since when it rings, as the minimum ring time needs it. */
export function ringingOf({ call }: LeadRun): { readonly ringingAt?: number } {
  const state = call?.state.snapshot;
  return state?.status === 'ringing' ? { ringingAt: state.ringingAt } : {};
}

/** The period nearest to its limit. */
export function strictestOf(periods: readonly AbandonmentPeriod[]): AbandonmentPicture | undefined {
  const pictures = periods.map(({ live, abandoned, limit }) => ({
    live,
    abandoned,
    limit,
    rate: live === 0 ? 0 : abandoned / live,
    upperBound: live === 0 ? 1 : wilsonUpper(abandoned, live),
  }));
  return pictures.sort((a, b) => b.rate - b.limit - (a.rate - a.limit))[0];
}
