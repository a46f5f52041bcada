/** A call that was dialed and has neither been answered by a person nor ended. */
export interface InFlightCall {
  /** Milliseconds since 1970, UTC, of the INVITE. */
  readonly dialedAt: number;
  /** Which leads it comes from, such as `spring/list-7/14`: campaign, list, hour. Calls of one bucket answer alike. */
  readonly bucket?: string | undefined;
  /** When it began to ring. @defaultValue not yet */
  readonly ringingAt?: number | undefined;
  /** An idle agent is held for it alone, as a redial lock or a preview asks. It can never be abandoned. */
  readonly holdsAgent?: boolean | undefined;
}

/** The live answers of one period in which a rule counts, such as today or the 30 days of a campaign. */
export interface AbandonmentPeriod {
  /** People who answered and were met or abandoned; those still waiting are not in it. */
  readonly live: number;
  readonly abandoned: number;
  /** Highest share the rule allows: 0.03 for three in a hundred. */
  readonly limit: number;
  /**
   * People who will surely still answer in this period, even when dialed one by one: {@link answersToCome}. They may
   * make good what calls in flight do at worst. @defaultValue 0
   */
  readonly toCome?: number | undefined;
}

/** Everything a pacer looks at when it decides. */
export interface PacingSnapshot {
  /** Agents who could take a call this instant. */
  readonly idleAgents: number;
  /** Agents who work now: idle, in a call or in wrap-up; not those in a pause. */
  readonly agents: number;
  /** For each agent in wrap-up: milliseconds since it began. @defaultValue none */
  readonly wrapUpsMs?: readonly number[] | undefined;
  /** Agents who are talking. */
  readonly talkingAgents: number;
  /** People who answered and whom no agent has met yet. */
  readonly waitingCalls: number;
  readonly inFlight: readonly InFlightCall[];
  /** Every period that a rule counts in. Without one, only the controller bounds abandonment. @defaultValue none */
  readonly periods?: readonly AbandonmentPeriod[] | undefined;
  /** Lines free on the trunk. @defaultValue unlimited */
  readonly freeLines?: number | undefined;
  /** Leads that may be dialed now. @defaultValue unlimited */
  readonly readyLeads?: number | undefined;
  /** The bucket of the calls that would be dialed now. @defaultValue the whole campaign */
  readonly bucket?: string | undefined;
}

/** What bounded a decision. Written to the log that a regulator may ask for. */
export type PacingReason =
  /** Nobody is free for one more answer. */
  | 'no-agent'
  /** As many calls as the risk taken allows. */
  | 'risk'
  /** One call per idle agent: the team is smaller than `minAgents`. */
  | 'small-team'
  /** One call per idle agent: too few live answers to know the list. */
  | 'learning'
  /** One call per idle agent: the controller has used up its allowance. */
  | 'allowance'
  /** A period that a rule counts in bears no more calls without an agent for each. */
  | 'ledger'
  /** One call per idle agent: most answers of the last minute were abandoned. */
  | 'brake'
  /** One call per idle agent: overdialing is switched off, or the policy does not know it. */
  | 'progressive'
  /** A cap on lines, calls per second or leads. */
  | 'cap';

/** How many calls to dial now, and why not more. */
export interface PacingDecision {
  /** Calls to dial now: a whole number, never negative. */
  readonly place: number;
  readonly reason: PacingReason;
  /** Share of the answers to the calls then in flight that would meet no agent, as the estimators see it: 0 to 1. */
  readonly predictedAbandon: number;
}

/** How an attempt ended for the estimators. `other` is a failure of the network or a call we gave up. */
export type PacingOutcome = 'live' | 'machine' | 'busy' | 'no-answer' | 'other';

/** A call that left the set in flight. */
export interface ResolvedCall {
  readonly at: number;
  readonly dialedAt: number;
  readonly outcome: PacingOutcome;
  readonly bucket?: string | undefined;
}

/** Decides how many calls to dial. No timers, no clock, no input or output: it runs wherever JavaScript does. */
export interface Pacer {
  /** Ask at every event of a call or an agent, and every 250 to 1000 ms between them: calls in flight grow older. */
  decide(now: number, snapshot: PacingSnapshot): PacingDecision;
  /** Tells of a call that was answered or ended unanswered. */
  callResolved(call: ResolvedCall): void;
  /** Tells of a person who answered, as soon as an agent met them (`abandoned` false) or the grace ran out (true). */
  answerSettled(at: number, abandoned: boolean): void;
  /** Tells of a wrap-up that is over and left its agent idle. */
  wrapUpEnded(durationMs: number): void;
}
