/** Which lead a call is made for, when the dial queue makes it. */
export interface LeadRef {
  readonly id: string;
  readonly campaignId: string;
  /** How the campaign dials. */
  readonly mode: 'manual' | 'preview' | 'progressive' | 'power';
  /** The attempt this call is, in the log of attempts. */
  readonly attemptId: string;
  /** `false` for a call that may be answered while the agent talks to somebody else. */
  readonly isAgentReserved: boolean;
}
