/** A call about to be made. */
export interface DialCheckRequest {
  /** As it will be dialed. */
  readonly number: string;
  readonly customerId?: string | undefined;
  readonly agentId?: string | undefined;
}

/**
 * What the CRM says to a call:
 *
 * - `allow`
 * - `warn`: the agent sees the text and decides
 * - `block`: not dialed
 */
export type DialVerdict =
  | { readonly verdict: 'allow' }
  | {
      readonly verdict: 'warn' | 'block';
      /** For reports: 1 to 100 characters, such as `do-not-call`. `crm-check-failed` when the CRM gave no answer. */
      readonly code: string;
      /** For the agent, at most 2,000 characters, untrusted. */
      readonly text: string;
    };
