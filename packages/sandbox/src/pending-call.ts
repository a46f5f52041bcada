import type { Party } from '@dialdeck/core';

/**
 * A call that has reached the PBX for a number without a phone: somebody has to decide
 * what becomes of it. Until then the caller has heard nothing but 100 Trying.
 */
export interface PendingCall {
  /** The number that was dialed. */
  readonly number: string;
  readonly caller: Party;
  /** Aborted when it came to nothing: the caller gave up, or it was refused. */
  readonly signal: AbortSignal;
  /** A header of its INVITE. */
  header(name: string): string | undefined;
  /** Refuses it with a final SIP status, 300 to 699, and more header lines: name to value. */
  reject(status: number, headers?: Readonly<Record<string, string>>): void;
  /** Sends it on to the phone at this station, which rings from now on. */
  passTo(station: number): void;
}

/** Takes a call for a number without a phone, or returns `false`: there is nobody of that number. */
export type Attendant = (call: PendingCall) => boolean;
