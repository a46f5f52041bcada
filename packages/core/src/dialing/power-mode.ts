import type { CallHandle } from '../calls/create-call.js';
import { cancellableCalls } from '../pacing/cancellable-calls.js';
import type { PacingDecision } from '../pacing/pacing-snapshot.js';
import type { AttemptOutcome } from '../queue/attempt.js';
import type { Campaign } from '../queue/campaign.js';
import type { AbandonmentPicture } from './dial-queue.js';
import type { PowerRules } from './dial-queue-options.js';
import { dropCall } from './drop-call.js';
import { isBusy, type LeadBook } from './lead-book.js';
import type { LeadRun } from './lead-run.js';
import { createPowerPacing, ringingOf, strictestOf } from './power-pacing.js';
import type { QueueWorld } from './queue-world.js';

export interface PowerModeOptions {
  readonly rules: PowerRules;
  readonly ringSeconds: number;
  readonly world: QueueWorld;
  readonly book: LeadBook;
  readonly campaign: Campaign;
}

/** Several lines for one agent: the first who answers is talked to, the others are let go. */
export interface PowerMode {
  /** How many calls to dial now, and how things stand with the abandoned ones. */
  pace(): Promise<{ readonly pacing: PacingDecision; readonly abandonment: AbandonmentPicture | undefined }>;
  /** While somebody is on a line, the others are given up: not before the ring time that rules ask for. */
  giveUp(): void;
  /** Somebody answered. `true` when it is for the agent. */
  answered(handle: CallHandle, run: LeadRun): boolean;
  /** A call ended that nobody answered. */
  unanswered(run: LeadRun, outcome: AttemptOutcome): void;
  wrapUpEnded(ms: number): void;
  /** Whether the host took a call over that was let go. */
  isHandedOver(callId: string): boolean;
}

export function createPowerMode({ rules, ringSeconds, world, book, campaign }: PowerModeOptions): PowerMode {
  const { clock } = world;
  const { minimumRingMs = 15_000 } = rules;
  const pacing = createPowerPacing(rules, ringSeconds);
  const handedOver = new Set<string>();

  return {
    async pace() {
      const periods = (await rules.periods?.(campaign)) ?? [];
      const agent = world.agentState().status;
      const busy = book.runs.some(isBusy);
      const decision = pacing.decide(clock.now(), {
        isIdle: !busy && (agent === 'ready' || agent === 'dialing'),
        isTalking: busy,
        inFlight: book.runs.filter(({ held }) => held.phase === 'dialing' || held.phase === 'checking'),
        periods,
        ringSeconds,
      });
      return { pacing: decision, abandonment: strictestOf(periods) };
    },
    giveUp() {
      if (!book.runs.some(isBusy)) return;
      const dialing = book.runs.filter(({ held }) => held.phase === 'dialing');
      const inFlight = dialing.map((run) => ({ run, dialedAt: run.dialedAt ?? 0, ...ringingOf(run) }));
      const ripe = new Set<object>(cancellableCalls(clock.now(), inFlight, { minimumRingMs }));
      for (const call of inFlight) if (ripe.has(call)) call.run.call?.hangUp();
    },
    answered(handle, run) {
      const isSecond = book.runs.some((each) => each !== run && isBusy(each));
      pacing.resolved(run, 'live', clock.now());
      pacing.settled(clock.now(), isSecond);
      if (!isSecond) return true;
      // A phone cannot talk to two people who do not know of each other.
      void dropCall(handle, rules, world.recording()).then((how) => {
        if (how === 'handed-over') handedOver.add(handle.call.id);
      });
      return false;
    },
    unanswered: (run, outcome) => pacing.resolved(run, outcome, clock.now()),
    wrapUpEnded: (ms) => pacing.wrapUpEnded(ms),
    isHandedOver: (callId) => handedOver.has(callId),
  };
}
