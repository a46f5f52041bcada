/**
 * What the figures need of an attempt once it is over: attempts of the dial queue fit as they are, and so does any log
 * with these fields. Times are milliseconds since 1970, UTC.
 */
export interface KpiAttempt {
  readonly id: string;
  readonly leadId?: string | undefined;
  readonly times: KpiAttemptTimes;
  /** `machine` is understood; everything else that matters is said by the flags. */
  readonly outcome?: string | undefined;
  /** A person answered. @defaultValue false */
  readonly isLive?: boolean | undefined;
  /** A person answered and no agent was there in time. @defaultValue false */
  readonly isAbandoned?: boolean | undefined;
}

/** When what happened on the wire. */
export interface KpiAttemptTimes {
  readonly invite: number;
  /** 180 or 183. */
  readonly ringing?: number | undefined;
  /** 200, or where the rules start to count: the end of the greeting. */
  readonly answered?: number | undefined;
  /** An agent and the person heard each other. */
  readonly bridged?: number | undefined;
}

/** What is known of an attempt beyond the wire: mostly what its disposition means. */
export interface AttemptMeaning {
  /** The agent spoke to somebody of the lead. @defaultValue false */
  readonly customerContact?: boolean | undefined;
  /** It was the person the campaign wants. @defaultValue false */
  readonly rightParty?: boolean | undefined;
  /** @defaultValue false */
  readonly sale?: boolean | undefined;
  /** Nothing more is to be done with the lead. @defaultValue false */
  readonly completed?: boolean | undefined;
  /** A person was treated as a machine: counted as an abandoned live answer. @defaultValue false */
  readonly falseMachine?: boolean | undefined;
  /** The wrap-up ran out without a disposition. @defaultValue false */
  readonly wrapUpTimedOut?: boolean | undefined;
  /** For a callback: the time that was promised. @defaultValue none */
  readonly callbackDueAt?: number | undefined;
  /** The lead was dialed while its last attempt still forbade it. @defaultValue false */
  readonly duplicate?: boolean | undefined;
}

/** What an agent does. `hold` is the part of a call on hold; `break` is a pause the agent need not work in. */
export type KpiAgentState = 'ready' | 'talk' | 'hold' | 'wrap-up' | 'break' | 'other';

/** So long one agent was in one state. */
export interface KpiInterval {
  readonly state: KpiAgentState;
  readonly from: number;
  readonly to: number;
}
