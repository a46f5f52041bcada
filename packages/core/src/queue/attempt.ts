/** How an attempt ended, for the retry policy. The agent's own word is the disposition. */
export type AttemptOutcome =
  | 'busy'
  | 'no-answer'
  /** An answering machine or voicemail took it. */
  | 'machine'
  /** The network had no room; not counted as an attempt. */
  | 'congestion'
  /** The phone was rejected by hand (603). */
  | 'declined'
  /** No such number (404, 484, 604). */
  | 'invalid'
  /** The network refuses our caller id (403); not counted as an attempt. */
  | 'blocked'
  /** A person answered and we had no agent. */
  | 'abandoned'
  /** We hung up before anybody answered. */
  | 'cancelled'
  /** Somebody answered; to be tried again. */
  | 'contacted'
  /** Somebody answered and a time was agreed. */
  | 'callback'
  | 'wrong-number'
  | 'not-interested'
  /** Does not want to be called, ever. */
  | 'refused'
  /** Done: sale, transferred, or any end that needs no other call. */
  | 'completed'
  /** The page died during it. */
  | 'interrupted';

/** How a call came about. */
export type DialingMode = 'manual' | 'preview' | 'progressive' | 'power';

/** When what happened on the wire. Milliseconds since 1970. */
export interface AttemptTimes {
  /** Written before the INVITE is sent. */
  readonly invite: number;
  /** 180 or 183. */
  readonly ringing?: number | undefined;
  /** 200. */
  readonly answered?: number | undefined;
  /** An agent and the person hear each other. */
  readonly bridged?: number | undefined;
  /** BYE, CANCEL or the final refusal. */
  readonly ended?: number | undefined;
}

/** One call made to reach a lead. Written before the INVITE, completed once; then it never changes. */
export interface Attempt {
  /** UUIDv7, made by the caller: the idempotency key everywhere. */
  readonly id: string;
  readonly leadId: string;
  readonly campaignId: string;
  readonly listId: string;
  readonly accountId?: string | undefined;
  /** E.164. */
  readonly number: string;
  readonly agentId: string;
  /** The page that made it. */
  readonly owner: string;
  readonly mode: DialingMode;
  readonly times: AttemptTimes;
  /** `open` until completed. */
  readonly status: 'open' | 'done';
  /** Whether the caps count it. True while open. */
  readonly isCounted: boolean;
  readonly outcome?: AttemptOutcome | undefined;
  /** The SIP code of the final answer. */
  readonly sipCode?: number | undefined;
  /** A person answered: counts in the abandonment ledger. */
  readonly isLive?: boolean | undefined;
  readonly isAbandoned?: boolean | undefined;
  /** Id of the agent's disposition. */
  readonly disposition?: string | undefined;
  /** The rules it was allowed under: `GateAnswer.allowedUnder`. */
  readonly allowedUnder: readonly string[];
  /** Which consents it relied on. */
  readonly consentIds?: readonly string[] | undefined;
}

/** What the caller knows when it starts an attempt. */
export type AttemptIntent = Pick<Attempt, 'id' | 'number' | 'mode' | 'allowedUnder'> &
  Partial<Pick<Attempt, 'consentIds'>>;

/** What is learned until the end of an attempt. */
export interface AttemptEnd {
  readonly attemptId: string;
  readonly outcome: AttemptOutcome;
  readonly times?: Partial<AttemptTimes> | undefined;
  readonly sipCode?: number | undefined;
  readonly disposition?: string | undefined;
  /** Default: answered, and not a machine. */
  readonly isLive?: boolean | undefined;
  /** With the outcome `callback`. */
  readonly callback?: { readonly at: number; readonly agentId?: string | undefined } | undefined;
}
