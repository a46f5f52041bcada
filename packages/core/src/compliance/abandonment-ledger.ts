import { periodMs } from './attempt-caps.js';
import { clopperPearsonUpper, wilsonUpper } from './binomial-bound.js';
import { localTimeOf } from './local-time.js';
import type { RuleOf } from './rule-pack.js';

/** A call that a person answered, as the rules on abandonment count it. Machines do not belong here. */
export interface LiveAnswer {
  /** When it was answered: milliseconds since 1970, UTC. */
  readonly at: number;
  readonly campaignId: string;
  /** No agent was there in the seconds that the rule allows. */
  readonly isAbandoned: boolean;
}

/** The length of the periods in which a rule counts, and where they begin. */
export interface LedgerWindow {
  /** `P30D`: periods of 30 days one after the other; `P1D`: calendar days; `P1M`: calendar months. */
  readonly length: RuleOf<'abandonment.window'>['value']['length'];
  /** First instant of the campaign: the periods longer than a day are counted from here. */
  readonly campaignStart: number;
  /** Whose calendar days and months count, normally the company's time zone. */
  readonly timeZone: string;
}

/** What the ledger says of one period. */
export interface Abandonment {
  /** The first answer counted; the instant asked about when there is none. */
  readonly since: number;
  /** People who answered, those included whom no agent met. */
  readonly live: number;
  readonly abandoned: number;
  /** `abandoned / live`; 0 without answers. */
  readonly rate: number;
  /** What the true share may be: one-sided Clopper–Pearson, 95 %. */
  readonly upperBound: number;
  /** The same by Wilson, as wallboards show it. */
  readonly wilsonBound: number;
}

/** The live answers of the period that `at` lies in. The caller chooses the campaigns that are counted together. */
export function abandonmentAt(answers: readonly LiveAnswer[], at: number, window: LedgerWindow): Abandonment {
  const inPeriod = periodOf(window, at);
  const counted = answers.filter((answer) => answer.at <= at && inPeriod(answer.at));
  const live = counted.length;
  const abandoned = counted.filter(({ isAbandoned }) => isAbandoned).length;
  return Object.freeze({
    since: counted.reduce((first, answer) => Math.min(first, answer.at), at),
    live,
    abandoned,
    rate: live === 0 ? 0 : abandoned / live,
    upperBound: clopperPearsonUpper(abandoned, live),
    wilsonBound: wilsonUpper(abandoned, live),
  });
}

function periodOf({ length, campaignStart, timeZone }: LedgerWindow, at: number): (answeredAt: number) => boolean {
  if (length === 'P1D' || length === 'P1M') {
    const digits = length === 'P1D' ? 10 : 7;
    const period = localTimeOf(timeZone, at).date.slice(0, digits);
    return (answeredAt) => localTimeOf(timeZone, answeredAt).date.startsWith(period);
  }
  const number = (instant: number) => Math.floor((instant - campaignStart) / periodMs(length));
  return (answeredAt) => number(answeredAt) === number(at);
}

/** So many people must have been met first, one call per agent, before any call may be risked. */
const firstAnswers = 20;

/**
 * Whether one more call may be dialed without an agent held for it: even if it is abandoned, the share of the period
 * stays within `limit`.
 */
export function mayRiskAbandonment(
  { live, abandoned }: Pick<Abandonment, 'live' | 'abandoned'>,
  limit: number,
): boolean {
  return live >= firstAnswers && abandoned + 1 <= limit * (live + 1);
}

/**
 * The reasoned estimate of the United Kingdom for sites that detect machines: some dropped calls were machines, in the
 * proportion in which agents met machines; calls taken for machines by mistake are added.
 */
export function reasonedAbandonmentRate(counts: {
  readonly dropped: number;
  readonly humansAnswered: number;
  readonly machinesAnswered: number;
  readonly falseMachines?: number | undefined;
}): number {
  const { dropped, humansAnswered, machinesAnswered, falseMachines = 0 } = counts;
  const met = humansAnswered + machinesAnswered;
  const people = dropped * (met === 0 ? 1 : humansAnswered / met) + falseMachines;
  return people + humansAnswered === 0 ? 0 : people / (people + humansAnswered);
}
