import type { CallEnd } from '../calls/call-state.js';
import type { ErrorInfo } from '../errors.js';
import type { Listen } from '../shared/emitter.js';
import type { Readable } from '../shared/store.js';

/**
 * Whether the telephone can make and take calls.
 *
 * ```
 * offline ──connect()──► connecting ──► connected ◄──► reconnecting
 *    ▲                       │              │              │
 *    └──disconnect()─────────┼──────────────┘              │
 *                            └────► failed ◄───────────────┘  (needs a person: see error)
 * ```
 */
export type ConnectionState =
  | { readonly status: 'offline' }
  | { readonly status: 'connecting' }
  | { readonly status: 'connected' }
  | { readonly status: 'reconnecting'; readonly attempt: number; readonly error: ErrorInfo }
  | { readonly status: 'failed'; readonly error: ErrorInfo };

/** What is known of the microphone. It is opened for a call or a test only, never while idle. */
export type MicrophoneState =
  | { readonly status: 'unknown' }
  | { readonly status: 'ready' }
  | { readonly status: 'failed'; readonly error: ErrorInfo };

/** The other end of a line, as the network tells it. Both are untrusted text. */
export interface Party {
  /** Telephone number or SIP user, without scheme and host. */
  readonly number: string;
  readonly name?: string | undefined;
}

export interface DialOptions {
  /** Number to show to the called party. The server decides whether it is allowed. */
  readonly callerId?: string | undefined;
  /** Extra SIP headers, name to value. Line breaks are refused (`header-invalid`). */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * PORT. What the dialer needs from a telephone, and nothing more.
 * Implemented by `adapters/jssip` for real calls and by `testing` for tests;
 * `testing/phone-contract.ts` is the suite every implementation passes.
 */
export interface Phone {
  readonly connection: Readable<ConnectionState>;
  readonly microphone: Readable<MicrophoneState>;
  /** A line that rings. It is to be answered, rejected, or it ends by itself. */
  readonly incoming: Listen<Line>;
  /**
   * Registers with the server. Resolves when connected, also when it already was.
   * @throws DialerError `registration-rejected`, `server-unreachable`, `aborted`, `disposed`
   */
  connect(signal?: AbortSignal): Promise<void>;
  /** Unregisters and closes. Live lines are hung up. */
  disconnect(): Promise<void>;
  /**
   * Opens the microphone and closes it again.
   * @throws DialerError `microphone-denied`, `microphone-missing`, `microphone-busy`, `microphone-failed`
   */
  checkMicrophone(): Promise<void>;
  /**
   * Starts dialing at once. Whatever goes wrong arrives as an `ended` signal on the line.
   * No signal is delivered before the caller had a microtask to listen.
   */
  dial(number: string, options?: DialOptions): Line;
  /** Ends everything. Later calls throw `disposed`. Safe to call twice. */
  dispose(): Promise<void>;
}

/** What a line reports. */
export type LineSignal =
  /** The far end rings (SIP 180), or plays audio before answering (`earlyMedia`, SIP 183 with a body). */
  | { readonly type: 'ringing'; readonly earlyMedia: boolean }
  /** An incoming line is being answered: microphone and media are opening. */
  | { readonly type: 'connecting' }
  | { readonly type: 'answered' }
  | { readonly type: 'muted'; readonly muted: boolean }
  | { readonly type: 'held'; readonly held: boolean; readonly by: 'local' | 'remote' }
  /** Audio flows, or has stopped although the call is still up. */
  | { readonly type: 'media'; readonly media: 'flowing' | 'interrupted' }
  /** Last signal of every line, exactly once. */
  | { readonly type: 'ended'; readonly end: CallEnd };

/** One leg of one call. Commands ask; signals tell what happened. Commands on an ended line do nothing. */
export interface Line {
  readonly direction: 'outgoing' | 'incoming';
  readonly remote: Party;
  readonly signals: Listen<LineSignal>;
  /** Answers an incoming line. Failure arrives as `ended`. */
  answer(): void;
  /** Rejects an incoming line. @defaultValue SIP 603 (declined) */
  reject(sipCode?: number): void;
  setMuted(muted: boolean): void;
  /**
   * Resolves when the far end agreed. The call survives a refusal.
   * @throws DialerError `hold-rejected`, `call-not-active`
   */
  setHeld(held: boolean): Promise<void>;
  /**
   * Plays digits (RFC 4733), one after the other. Resolves when the last was played.
   * @throws DialerError `tones-invalid`, `tones-unavailable`, `call-not-active`
   */
  sendTones(tones: string): Promise<void>;
  /** Cancels, rejects or ends, whichever fits. */
  hangUp(): void;
  /** Measured audio so far, or `undefined` while there is no media. */
  measure(): Promise<AudioMeasurement | undefined>;
}

/** Running totals of one line's audio, from WebRTC statistics. Compare two to know what flowed between them. */
export interface AudioMeasurement {
  readonly packetsSent: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  /** Sum of squared level × seconds (webrtc-stats `totalAudioEnergy`); grows only while there is sound. */
  readonly energySent: number;
  readonly energyReceived: number;
  /** Seconds, or `undefined` while unknown. */
  readonly roundTripTime?: number | undefined;
  /** Seconds, or `undefined` while unknown. */
  readonly jitter?: number | undefined;
}
