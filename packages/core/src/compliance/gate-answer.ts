import type { CalledPlace, ZonesAnswer } from './time-zone.js';

/** A call that somebody wants to make. */
export interface GateRequest extends CalledPlace {
  /** Milliseconds since 1970, UTC. Default now. */
  readonly at?: number | undefined;
  readonly campaignId?: string | undefined;
  /** What the call is about, in the words of the consents. Default `marketing`. */
  readonly purpose?: string | undefined;
  /**
   * Where the called party lives: `['US-FL']`. `['US']` means a state that is not known, so that the rules of all its
   * states hold. Default: every pack that the number may belong to.
   */
  readonly jurisdictions?: readonly string[] | undefined;
  /** An agent is held for this very call, as in the modes manual, preview and progressive. */
  readonly isAgentReserved: boolean;
}

/** What one rule said of the call. */
export interface RuleVerdict {
  /** `us-fl@1.0.0:attempts-max`: pack, version and rule; `house:` for the company's own rules. */
  readonly id: string;
  /** The field of the rule: `callingWindow`, `attempts.max`, `do-not-call`, … */
  readonly rule: string;
  readonly jurisdiction?: string | undefined;
  readonly value: unknown;
  readonly source: string;
  readonly date: string;
  readonly certainty: 'high' | 'medium' | 'low';
  /** A law, a cautious value of the pack's makers, or a rule of the company itself. */
  readonly basis: 'law' | 'default' | 'house';
  /** `off` rules decide nothing; `why` says why they are off. */
  readonly verdict: 'passed' | 'blocked' | 'off';
  /** One English sentence for logs and reports. */
  readonly why: string;
}

/** Whether a call may be made, and by what rules. Engineering input, not legal advice. */
export interface GateAnswer {
  readonly allowed: boolean;
  /** The instant asked about: milliseconds since 1970, UTC. */
  readonly at: number;
  /** Every rule in force for this call that one call can be measured by, those that are off included. */
  readonly rules: readonly RuleVerdict[];
  /** The ids of the rules the call passed, to be stored with the attempt. Empty when it is not allowed. */
  readonly allowedUnder: readonly string[];
  /**
   * The first minute in which all rules allow the call, as far as is known now; `at` itself when it is allowed.
   * Missing when none can be named: something else than the time has to change, or no minute of the next 400 days fits.
   */
  readonly nextAllowedAt?: number | undefined;
  /** Where the called party may be. */
  readonly zones: readonly string[];
  readonly zonesFrom: ZonesAnswer['from'];
}
