import type { Agent } from './agent/agent.js';
import type { AudioDevices } from './audio/audio-devices.js';
import type { Call, CallOptions } from './calls/call.js';
import type { CallRatingRequest, ProblemReport } from './calls/call-rating.js';
import type { Crm } from './crm/crm.js';
import type { Customers } from './customers/customers.js';
import type { Diagnostics, DiagnosticsOptions } from './diagnosis/diagnostics.js';
import type { PreflightOptions } from './diagnosis/preflight.js';
import type { PreflightReport } from './diagnosis/preflight-report.js';
import type { DialerEvent } from './dialer-events.js';
import type { DialerState } from './dialer-state.js';
import type { DialQueue } from './dialing/dial-queue.js';
import type { Intents } from './intents/intents.js';
import type { Recordings } from './recording/recording.js';
import type { Records } from './records/records.js';
import type { Listen } from './shared/emitter.js';
import type { Readable } from './shared/store.js';
import type { WrapUp } from './wrap-up/wrap-up.js';

/** One agent's dialer. Made by `createDialer`; several may live on one page. */
export interface Dialer {
  /** UUIDv7, part of the `source` of every event. */
  readonly id: string;
  readonly state: Readable<DialerState>;
  /** Listeners that may stop a dial, an answer or a hang-up before it happens. */
  readonly intents: Intents;
  readonly events: { readonly listen: Listen<DialerEvent> };
  readonly records: Records;
  /** Customers of this browser and of the CRM. */
  readonly customers: Customers;
  readonly wrapUp: WrapUp;
  /** Calls lead after lead; `undefined` without the `queue` option. */
  readonly queue: DialQueue | undefined;
  /** Ready, or a pause. */
  readonly agent: Agent;
  /** What was recorded here; `undefined` without the `recording` option. */
  readonly recordings: Recordings | undefined;
  /** What the CRM has and has not; `undefined` without the `crm` option. */
  readonly crm: Crm | undefined;
  /** Microphone, speaker and ringer; `undefined` for a phone that leaves its audio to somebody else. */
  readonly audio: AudioDevices | undefined;
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
  /** While on, callers hear busy (SIP 486) and nothing rings; each still leaves a record. Off at first. */
  setDoNotDisturb(on: boolean): void;
  /**
   * Opens and closes the microphone, so that the permission is asked before the first call.
   * @throws DialerError `microphone-denied`, `microphone-missing`, `microphone-busy`, `microphone-failed`
   */
  checkMicrophone(): Promise<void>;
  /**
   * Keeps what the agent thought of a call in its record, and tells it (`dialdeck.call.rated`). Of a live call or of
   * an ended one, as often as wanted: the last counts. Resolves when it is durable.
   * @throws DialerError `feedback-invalid`, `record-not-found`, `storage-failed`
   */
  rateCall(rating: CallRatingRequest): Promise<void>;
  /**
   * Tells a problem in the agent's words (`dialdeck.problem.reported`), with the quality of the call it is about.
   * @throws DialerError `feedback-invalid`, `record-not-found`
   */
  reportProblem(report: ProblemReport): Promise<void>;
  /**
   * Looks whether calls can be made: microphone, output, server, registration, network, relay, and a call of the page
   * to itself. Takes about three seconds. A phone that was offline is offline again afterwards.
   * Best begun by a click: before one, browsers keep pages silent.
   * @throws DialerError `aborted`, `disposed`
   */
  preflight(options?: PreflightOptions): Promise<PreflightReport>;
  /** Everything that explains a problem, as plain JSON: no secret in it, no name, and no telephone number unless asked. */
  diagnostics(options?: DiagnosticsOptions): Promise<Diagnostics>;
  /** Hangs up, saves, lets go of everything. Safe to call twice. */
  dispose(): Promise<void>;
}
