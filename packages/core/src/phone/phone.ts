import type { AudioDevices } from '../audio/audio-devices.js';
import type { CallEnd } from '../calls/call-state.js';
import type { TransferStep } from '../calls/transfer-state.js';
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
  /** Whom the caller had wanted, when the call was diverted here and the server is trusted. */
  readonly divertedFrom?: string | undefined;
}

export interface DialOptions {
  /** Number to show to the called party. The server decides whether it is allowed. */
  readonly callerId?: string | undefined;
  /** Extra SIP headers, name to value. Line breaks are refused (`header-invalid`). */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** A message to or from the server, such as one of SIP, without passwords, tokens and digests. */
export interface PhoneMessage {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly direction: 'sent' | 'received';
  readonly text: string;
}

/** How to transfer. */
export type TransferOptions = Pick<DialOptions, 'headers'>;

/**
 * PORT. What the dialer needs from a telephone, and nothing more.
 * Implemented by `adapters/jssip` for real calls and by `testing` for tests;
 * `testing/phone-contract.ts` is the suite every implementation passes.
 */
export interface Phone {
  readonly connection: Readable<ConnectionState>;
  readonly microphone: Readable<MicrophoneState>;
  /** Which devices calls are spoken and heard through, when this telephone can choose. */
  readonly audio?: AudioDevices | undefined;
  /**
   * A line that rings, to be answered or rejected. Or an outgoing one that nobody here dialed: the far end of
   * another line asked for it, and the host allows that.
   */
  readonly incoming: Listen<Line>;
  /** STUN and TURN servers of its calls, for `dialer.preflight`. */
  readonly iceServers?: readonly RTCIceServer[] | undefined;
  /** The last messages to and from the server, oldest first, without secrets; for `dialer.diagnostics`. */
  readonly messages?: (() => readonly PhoneMessage[]) | undefined;
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
  /**
   * Takes up a line of a page that is gone: the far end gets a new one in its place. Whatever goes wrong arrives as an
   * `ended` signal. Absent in a telephone that cannot.
   * @param ticket what `Line.ticket` was in that page
   */
  readonly resume?: ((ticket: LineTicket, remote: Party) => Line) | undefined;
  /** Ends everything. Later calls throw `disposed`. Safe to call twice. */
  dispose(): Promise<void>;
}

/**
 * What another page needs to take up an answered line after this page is gone (Replaces, RFC 3891). Plain JSON, and no
 * secret: without the right to sign in to the server it opens nothing.
 */
export interface LineTicket {
  /** Call-ID of the dialog. */
  readonly callId: string;
  /** Our tag, and that of the far end. */
  readonly localTag: string;
  readonly remoteTag: string;
  /** Address to call, such as `sip:1002@pbx.example`. */
  readonly target: string;
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
  /** How the transfer of this line goes on. */
  | { readonly type: 'transfer'; readonly step: TransferStep }
  /** Last signal of every line, exactly once. */
  | { readonly type: 'ended'; readonly end: CallEnd };

/** The two voices of a line as tracks of the browser: to record them, or to say something in place of the microphone. */
export interface LineSound {
  /** What the far end is sent; silent while muted or on hold. */
  readonly near: MediaStreamTrack | undefined;
  readonly far: MediaStreamTrack | undefined;
  /** One of the two was replaced, such as by another microphone. */
  readonly changed: Listen<void>;
  /** Whether the agent hears the far end. Who listens to a copy of {@link far} hears it either way. */
  setHeard(heard: boolean): void;
  /**
   * Sends this in place of the microphone until the result is called; muted and held as that would be.
   * One at a time: the last one is sent.
   * @throws DialerError `call-not-active`
   */
  send(track: MediaStreamTrack): Promise<() => Promise<void>>;
}

/** One leg of one call. Commands ask; signals tell what happened. Commands on an ended line do nothing. */
export interface Line {
  readonly direction: 'outgoing' | 'incoming';
  readonly remote: Party;
  readonly signals: Listen<LineSignal>;
  /** Its sound, for recording; absent where a telephone keeps that to itself. */
  readonly sound?: LineSound | undefined;
  /** There from the answer on, when the far end says that it lets a line be taken up by another page. */
  readonly ticket?: LineTicket | undefined;
  /** Answers an incoming line. Failure arrives as `ended`. */
  answer(): void;
  /** Rejects an incoming line. @defaultValue SIP 603 (declined) */
  reject(sipCode?: number): void;
  /**
   * Sends the caller of a line that rings elsewhere (SIP 302). Does nothing on one that was answered.
   * @throws DialerError `number-invalid`
   */
  redirect(target: string): Promise<void>;
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
  /**
   * Asks the far end to call `target` instead of us (REFER, RFC 3515), or to take the place of our other line
   * `target` (Replaces, RFC 3891). Resolves when the target has answered and this line was hung up.
   * The line is as before after a failure.
   * @throws DialerError `transfer-failed`, `transfer-timeout`, `transfer-pending`, `number-invalid`, `header-invalid`, `call-not-active`
   */
  transfer(target: string | Line, options?: TransferOptions): Promise<void>;
  /**
   * Lets the far ends of this line and of `other`, both answered, hear each other as well as us. Mute, hold and
   * hang-up stay matters of each line; while one is on hold, by us or by its far end, the other does not hear it.
   * @param other another line of the same phone
   * @returns takes them apart again; does nothing once one of them has ended
   * @throws DialerError `merge-failed`, `call-not-active`
   */
  join(other: Line): Promise<() => Promise<void>>;
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
  /** Samples made up for missing ones; those made up as silence, such as in pauses of the far end, do not count. */
  readonly concealedSamples?: number | undefined;
  readonly totalSamplesReceived?: number | undefined;
  /** Sum of seconds that samples waited before they were played; divide by {@link jitterBufferEmittedCount}. */
  readonly jitterBufferDelay?: number | undefined;
  readonly jitterBufferEmittedCount?: number | undefined;
  /** Level of the microphone now, 0 to 1, or `undefined` where the browser does not say. */
  readonly microphoneLevel?: number | undefined;
}
