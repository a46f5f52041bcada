import type { Call, CallOptions } from './calls/call.js';
import type { DialerEvent } from './dialer-events.js';
import type { DialerState } from './dialer-state.js';
import type { Records } from './records/records.js';
import type { Listen } from './shared/emitter.js';
import type { Readable } from './shared/store.js';
import type { WrapUp } from './wrap-up/wrap-up.js';

/** One agent's dialer. Made by `createDialer`; several may live on one page. */
export interface Dialer {
  /** UUIDv7, part of the `source` of every event. */
  readonly id: string;
  readonly state: Readable<DialerState>;
  readonly events: { readonly listen: Listen<DialerEvent> };
  readonly records: Records;
  readonly wrapUp: WrapUp;
  /**
   * Registers the phone.
   * @throws DialerError `registration-rejected`, `registration-failed`, `registration-timeout`,
   * `server-unreachable`, `credentials-failed`, `aborted`, `disposed`
   */
  connect(signal?: AbortSignal): Promise<void>;
  /** Unregisters. Live calls are hung up. */
  disconnect(): Promise<void>;
  /**
   * Calls a number. The call is returned at once, before anything is sent; other calls go on hold.
   * @param number as a person writes it; brackets, spaces, dots and dashes are dropped
   * @throws DialerError `number-invalid`, `not-connected`, `too-many-calls`, `disposed`
   */
  call(number: string, options?: CallOptions): Call;
  /** A live call, or one that ended and still waits for its result. */
  findCall(id: string): Call | undefined;
  /**
   * Opens and closes the microphone, so that the permission is asked before the first call.
   * @throws DialerError `microphone-denied`, `microphone-missing`, `microphone-busy`, `microphone-failed`
   */
  checkMicrophone(): Promise<void>;
  /** Hangs up, saves, lets go of everything. Safe to call twice. */
  dispose(): Promise<void>;
}
