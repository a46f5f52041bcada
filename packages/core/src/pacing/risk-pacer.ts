import { createAnswerModel } from './answer-model.js';
import { createLastMinute } from './last-minute.js';
import { periodsBear } from './ledger-guard.js';
import { decision, type OverdialChances, oneToOne, overdial } from './overdial.js';
import { pacerOptions, type RiskPacerOptions } from './pacer-options.js';
import { pacerState, type RiskPacerState } from './pacer-state.js';
import type { Pacer, PacingReason, PacingSnapshot } from './pacing-snapshot.js';
import { nextRisk, riskLevel } from './risk-level.js';
import { createWrapUpModel } from './wrap-up-model.js';

/** A pacer whose abandonment is bounded whatever the list does: docs/pacing.md. */
export interface RiskPacer extends Pacer {
  /** Store it with the campaign, and give it to {@link createRiskPacer} the next time. */
  save(): RiskPacerState;
}

/** An agent in wrap-up who is hardly ever in time is not counted on at all. */
const leastChance = 0.05;

/**
 * Makes a risk pacer, one per campaign.
 * @param before what {@link RiskPacer.save} gave
 * @throws DialerError `config-invalid` for wrong options, and for a state that is none
 */
export function createRiskPacer(options: RiskPacerOptions = {}, before?: RiskPacerState): RiskPacer {
  pacerOptions(options);
  const saved = before && pacerState(before);
  const { ringTimeoutMs = 22_000, graceMs = 2_000, minAgents = 4, minAnswers = 50, overdials = true } = options;
  const level = riskLevel(options);
  const model = createAnswerModel(ringTimeoutMs, saved?.answering);
  const ringsLonger = (ms: number) => model.ringsLonger(ms - graceMs);
  const wrapUps = createWrapUpModel({ ringsLonger, longestMs: ringTimeoutMs + graceMs }, saved?.wrapUps);
  const minute = createLastMinute();
  let risk = Math.min(saved?.risk ?? level.start, level.ceiling);
  let answers = saved?.answers ?? 0;
  let isHeldBack = false;

  /** Why no risk may be taken now, if so. */
  const refusal = (now: number, { agents }: PacingSnapshot): PacingReason | undefined => {
    if (!overdials) return 'progressive';
    if (agents < minAgents) return 'small-team';
    if (answers < minAnswers) return 'learning';
    if (risk <= level.floor) return 'allowance';
    return minute.isBraking(now) ? 'brake' : undefined;
  };

  const chancesOf = (now: number, { inFlight, wrapUpsMs = [], bucket }: PacingSnapshot): OverdialChances => {
    const free = inFlight.filter(({ holdsAgent }) => !holdsAgent);
    return {
      inFlight: free.map((call) => model.answerChance(now - call.dialedAt, call.bucket)),
      freeing: wrapUpsMs.map(wrapUps.freeInTime).filter((chance) => chance >= leastChance),
      next: model.answerChance(0, bucket),
    };
  };

  return {
    decide(now, snapshot) {
      const seats = oneToOne(snapshot);
      const most = mostCalls(now, snapshot, { options, justEnded: minute.endedSoon(now) });
      const refused = refusal(now, snapshot);
      if (refused) {
        isHeldBack = false;
        return most < seats.safe ? decision(most, 'cap') : decision(seats.safe, refused);
      }
      const chances = chancesOf(now, snapshot);
      if (seats.supply + chances.freeing.length === 0) return decision(0, 'no-agent');
      const decided = overdial(chances, { ...seats, risk: Math.exp(risk), most, bears: bearing(snapshot) });
      isHeldBack = decided.reason === 'ledger';
      return decided;
    },
    callResolved(call) {
      model.observe(call);
      if (call.outcome === 'live') wrapUps.forget();
      minute.callResolved(call.dialedAt, call.at);
    },
    answerSettled(at, abandoned) {
      answers += 1;
      minute.answerSettled(at, abandoned);
      // While a ledger holds it back, what it does not abandon says nothing about its own level.
      if (abandoned || !isHeldBack) risk = nextRisk(risk, level, abandoned);
    },
    wrapUpEnded: (durationMs) => wrapUps.observe(durationMs),
    save: () => ({ risk, answers, answering: model.save(), wrapUps: wrapUps.save() }),
  };
}

/** Whether the periods bear the worst of so many calls more. */
function bearing({ waitingCalls, idleAgents, inFlight, periods = [] }: PacingSnapshot) {
  return (more: number): boolean => {
    const unresolved = waitingCalls + inFlight.length + more;
    return periodsBear(periods, { unresolved, overdialed: unresolved - idleAgents });
  };
}

/** What lines, trunk, leads and calls per second leave. */
function mostCalls(
  now: number,
  { inFlight, agents, freeLines, readyLeads }: PacingSnapshot,
  { options, justEnded }: { readonly options: RiskPacerOptions; readonly justEnded: number },
): number {
  const { maxLinesPerAgent = 10, maxCallsPerSecond } = options;
  const caps = [maxLinesPerAgent * agents - inFlight.length];
  if (freeLines !== undefined) caps.push(freeLines);
  if (readyLeads !== undefined) caps.push(readyLeads);
  if (maxCallsPerSecond !== undefined) {
    const justDialed = inFlight.filter(({ dialedAt }) => dialedAt > now - 1000).length;
    caps.push(maxCallsPerSecond - justDialed - justEnded);
  }
  return Math.max(0, Math.floor(Math.min(...caps)));
}
