import type { ErrorInfo } from '../errors.js';
import type { Readable } from '../shared/store.js';
import type { CrmCapability } from './crm-adapter.js';
import type { CrmQuestions } from './crm-questions.js';

/** A call that the CRM refused, until it changes or somebody retries. */
export interface RefusedCall {
  readonly callId: string;
  readonly revision: number;
  readonly error: ErrorInfo;
  /** Milliseconds since 1970. */
  readonly refusedAt: number;
}

/** What the CRM does not have yet. */
export interface UnsyncedCalls {
  /** All of them: on their way, waiting and refused. */
  readonly count: number;
  /** When the oldest of them started, milliseconds since 1970. */
  readonly oldest: number | undefined;
  readonly refused: readonly RefusedCall[];
}

/**
 * What the delivery does:
 *
 * - `starting`: reads what an earlier page left
 * - `idle`: the CRM has everything it takes
 * - `sending`
 * - `waiting`: something failed and is tried again at its time
 * - `signed-out`: nothing is sent until somebody signs in to the CRM
 * - `elsewhere`: another tab with the same data sends
 */
export type CrmDeliveryStatus = 'starting' | 'idle' | 'sending' | 'waiting' | 'signed-out' | 'elsewhere';

/** The CRM as a dialer sees it. Frozen; replaced as a whole. */
export interface CrmState {
  /** What its adapter can do; empty for the moment until the CRM side is loaded. */
  readonly capabilities: readonly CrmCapability[];
  readonly delivery: CrmDeliveryStatus;
  readonly unsynced: UnsyncedCalls;
}

/** The CRM of a dialer. */
export interface Crm {
  readonly state: Readable<CrmState>;
  /** Tries a refused or waiting call again now. Nothing happens when the CRM has it already. */
  retry(callId: string): Promise<void>;
  /** Tries everything again now, as after signing in to the CRM. */
  retryAll(): Promise<void>;
  /** What people ask of the CRM: a card, a new customer, a correction, a timeline. Loaded with the CRM side. */
  questions(): Promise<CrmQuestions>;
}
