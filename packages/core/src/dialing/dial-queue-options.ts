import type { RiskPacerState } from '../pacing/pacer-state.js';
import type { AbandonmentPeriod } from '../pacing/pacing-snapshot.js';
import type { Campaign } from '../queue/campaign.js';
import type { LeadSource } from '../queue/lead-source.js';

/** What `createDialQueue` takes. */
export interface DialQueueOptions {
  /** Where leads come from: `createLocalLeadSource({ store })`, or a server's. */
  readonly leads: LeadSource;
  /** The campaigns that can be started. */
  readonly campaigns: readonly Campaign[] | ((id: string) => Promise<Campaign | undefined>);
  readonly preview?: PreviewRules | undefined;
  readonly power?: PowerRules | undefined;
  /** Why a lead may be skipped. @defaultValue `defaultSkipReasons` */
  readonly skipReasons?: readonly SkipReason[] | undefined;
  /** Longest ring of a call in the modes that dial by themselves, seconds. @defaultValue 22 */
  readonly ringSeconds?: number | undefined;
}

export interface SkipReason {
  readonly id: string;
  /** Shown to the agent. For the built-in ones the elements translate it by id. */
  readonly label: string;
}

/** The reasons offered when the host names none. */
export const defaultSkipReasons: readonly SkipReason[] = Object.freeze([
  { id: 'not-now', label: 'Not now' },
  { id: 'wrong-data', label: 'Wrong data' },
  { id: 'duplicate', label: 'Duplicate' },
  { id: 'other-agent', label: 'For somebody else' },
]);

/** How leads are shown before they are dialed. */
export interface PreviewRules {
  /** How long a lead is shown, seconds. @defaultValue 30 */
  readonly seconds?: number | undefined;
  /** What happens then: it is dialed, or stays until the agent decides. @defaultValue `dial` */
  readonly then?: 'dial' | 'wait' | undefined;
}

/** Several lines for one agent. */
export interface PowerRules {
  /** Calls at the same time, 2 to 5. The pacer dials fewer when the abandonment so far does not allow more. @defaultValue 3 */
  readonly lines?: number | undefined;
  /** The share of answers that may be abandoned which the pacer steers for. @defaultValue 0.025 */
  readonly target?: number | undefined;
  /** Live answers that must be known before more than one line is dialed. @defaultValue 50 */
  readonly minAnswers?: number | undefined;
  /** The periods in which abandoned calls are counted. Without them one line is dialed. */
  readonly periods?: ((campaign: Campaign) => Promise<readonly AbandonmentPeriod[]>) | undefined;
  /** Calls dialed in any second. @defaultValue 2 */
  readonly maxCallsPerSecond?: number | undefined;
  /** A call is given up for another one that was answered only after ringing so long, milliseconds. @defaultValue 15000 */
  readonly minimumRingMs?: number | undefined;
  /**
   * What somebody hears who answers while the agent talks to another: id of a message of the `recording` option, saying
   * who called and how to be called no more. Played from the answer on; then the call is hung up. Without it the call
   * is hung up at once.
   */
  readonly messageId?: string | undefined;
  /** Takes the call over instead, such as by transferring it to a queue; `true` when somebody took it. */
  readonly handOver?: ((call: { readonly callId: string; readonly number: string }) => Promise<boolean>) | undefined;
  /** What the pacer learned before. */
  readonly saved?: RiskPacerState | undefined;
  /** Told what it learned, after every call. */
  readonly onLearned?: ((state: RiskPacerState) => void) | undefined;
}
